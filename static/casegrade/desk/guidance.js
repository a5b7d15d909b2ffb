// What good looks like stands beside a question where there is room, and is folded below it where there is none.
const ROOM = window.matchMedia("(min-width: 48.0625em)");
const GOOD = ".cg-question__good";
let folded = null;

/** Starts folding and unfolding as the room changes; what somebody opened or closed stays so until then. */
export function start() {
  ROOM.addEventListener("change", fit);
  new MutationObserver(fit).observe(document.body, { attributeFilter: ["class"] }); // the reader takes the room
  document.addEventListener("casegrade:refreshed", () => fold(`${GOOD}:not([data-placed])`));
  fit();
}

function fit() {
  const now = !ROOM.matches || document.body.classList.contains("cg-reading");
  if (now !== folded) {
    folded = now;
    fold(GOOD);
  }
}

function fold(which) {
  for (const one of document.querySelectorAll(which)) {
    one.open = !folded;
    one.dataset.placed = "";
  }
}
