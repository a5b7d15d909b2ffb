// Asks before a page with unsaved words is left. The browser shows its own question; without this file nothing breaks.
let unsaved = false;

for (const form of document.querySelectorAll("form[data-unsaved]")) {
  unsaved ||= form.dataset.unsaved === "now";
  form.addEventListener("input", () => {
    unsaved = true;
  });
  form.addEventListener("submit", () => {
    unsaved = false;
  });
}

window.addEventListener("beforeunload", (event) => {
  if (unsaved) {
    event.preventDefault();
  }
});
