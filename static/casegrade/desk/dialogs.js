// A question that has to be answered before something goes on.

/** Opens the page's dialog of this name and returns what was chosen: the value of a button, or "" where it was closed. */
export function choose(name, fill = () => {}) {
  const dialog = document.querySelector(`dialog[data-dialog="${name}"]`);
  fill(dialog);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    const pressed = (event) => event.target.closest("button[value]") && dialog.close(event.target.closest("button").value);
    dialog.addEventListener("click", pressed);
    dialog.addEventListener("close", () => {
      dialog.removeEventListener("click", pressed);
      resolve(dialog.returnValue);
    }, { once: true });
  });
}
