// The bar above an open document: pages, zoom, text, keys, and what it says of pages without text.
const KEYS = { "[": "previous", "]": "next", "+": "larger", "=": "larger", "-": "smaller", 0: "fit", t: "text", "/": "search" };

/** Sets up the bar. `act(deed)` is told what a button or a key asks for. */
export function tooling(pane, view, act) {
  const number = pane.querySelector("#reader-page");
  const part = (name) => pane.querySelector(`[data-${name}]`);
  const scan = part("reader-scan");

  pane.addEventListener("click", ({ target }) => {
    const deed = target.closest("[data-do]")?.dataset.do;
    if (deed) {
      act(deed);
    }
  });
  number.addEventListener("change", () => view.now()?.parts && view.goTo(Number.parseInt(number.value, 10) || view.now().page));
  number.addEventListener("keydown", (event) => event.key === "Enter" && number.dispatchEvent(new Event("change")));
  pane.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const inDocument = part("reader-view").contains(event.target);
    const deed = event.key === "Escape" ? "away" : inDocument ? KEYS[event.key] : undefined;
    if (deed) {
      event.preventDefault();
      event.stopPropagation();
      act(deed);
    }
  });

  return {
    /** Says which document is being opened. */
    source({ file, page }) {
      part("reader-file").href = file;
      part("reader-page").href = page;
      scan.hidden = true;
    },
    /** Shows what can be done with the document that was opened. */
    opened() {
      const { unit, last, sheets, page } = view.now();
      part("for-pages").hidden = last < 2;
      part("for-drawn").hidden = !sheets;
      part("for-text").hidden = unit === "section" || !view.hasText();
      part("reader-search").hidden = !view.hasText();
      part("reader-unit").textContent = unit[0].toUpperCase() + unit.slice(1);
      part("reader-of").textContent = `of ${last}`;
      this.page(page);
    },
    /** Says at which page the reader is, and where it has no text. */
    page(page) {
      const now = view.now();
      number.value = page;
      part("for-drawn").hidden = !now.sheets;
      const text = part("for-text");
      text.setAttribute("aria-pressed", String(now.asText));
      text.disabled = !view.textOf(page);
      scan.hidden = Boolean(view.textOf(page)) || !now.last;
      scan.querySelector("[data-of-page]").hidden = !view.hasText();
      scan.querySelector("[data-of-document]").hidden = view.hasText();
    },
  };
}
