// Which question of the page is in focus: the one that holds the focus, or held it last.
let last = null;

document.addEventListener("focusin", (event) => {
  last = event.target.closest("[data-question]") ?? last;
});

/** Returns the section of the question in focus, or the first on the page, or null where there is none. */
export function questionInFocus() {
  return last?.isConnected ? last : document.querySelector("[data-question]");
}
