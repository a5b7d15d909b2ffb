// What of a document was selected with the mouse, page by page, in the words of its own text where they stand there.
import { drawn, placesOf } from "./matching.js";

/** Returns the parts of a document that are selected in `view` now: page and quotation of each. `textOf(page)`. */
export function selectedParts(view, textOf) {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount || !view.contains(selection.anchorNode)) {
    return [];
  }
  const range = selection.getRangeAt(0);
  return [...view.querySelectorAll("[data-page]")]
    .filter((sheet) => range.intersectsNode(sheet))
    .map((sheet) => ({ page: Number(sheet.dataset.page), quotation: quotationIn(sheet, range, textOf) }))
    .filter(({ quotation }) => /[\p{L}\p{N}\p{S}]/u.test(quotation));
}

function quotationIn(sheet, range, textOf) {
  const words = drawn(sheet, range).text.trim();
  const page = textOf(Number(sheet.dataset.page));
  const [place] = page && words ? placesOf(page, words) : [];
  return (place ? page.slice(...place) : words).trim().replace(/\s+/g, " ");
}

/** Keeps a selection from jumping where the mouse leaves the lines of a drawn page: the empty end follows it. */
export function steadySelection(view) {
  view.addEventListener("pointerdown", () => view.classList.add("cg-reader__view--selecting"));
  for (const ending of ["pointerup", "blur"]) {
    window.addEventListener(ending, () => view.classList.remove("cg-reader__view--selecting"));
  }
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (!view.classList.contains("cg-reader__view--selecting") || selection.isCollapsed || !view.contains(selection.focusNode)) {
      return;
    }
    const span = selection.focusNode.parentElement;
    const layer = span?.closest(".cg-reader__words-layer");
    const end = layer?.querySelector(".cg-reader__words-end");
    if (end && span.parentElement === layer) {
      const backwards = selection.anchorNode.compareDocumentPosition(selection.focusNode) & Node.DOCUMENT_POSITION_PRECEDING;
      layer.insertBefore(end, backwards ? span : span.nextSibling);
    }
  });
}
