// Where on the page somebody is: which question is in focus, and how to get to another one without losing the place.
let last = null;
let lastPlace = null;

document.addEventListener("focusin", (event) => {
  const section = event.target.closest("[data-question]");
  if (section) {
    last = section;
    lastPlace = event.target;
  }
});

/** Returns the section of the question in focus, or the first on the page, or null where there is none. */
export function questionInFocus() {
  return heldQuestion() ?? document.querySelector("[data-question]");
}

/** Returns the section of the question that holds the focus or held it last, or null where none did. */
export function heldQuestion() {
  return last?.isConnected ? last : null;
}

/** Returns the place in a question that held the focus last, or null where it is gone. */
export function heldPlace() {
  return lastPlace?.isConnected && isSeen(lastPlace) ? lastPlace : null;
}

/** Returns the sections of all questions of the page, in order. */
export function questions() {
  return [...document.querySelectorAll("[data-question]")];
}

/** Returns whether something can be seen, so that it can take the focus: it lies in no fold that is closed. */
export function isSeen(element) {
  return element.checkVisibility ? element.checkVisibility({ visibilityProperty: true }) : element.getClientRects().length > 0;
}

/** Returns where a question is answered: the option chosen, else its first option or field. */
export function answerOf(section) {
  const fields = [...section.querySelectorAll("input:not([type=hidden]), textarea, select")].filter((field) => !field.disabled && isSeen(field));
  return fields.find((field) => field.checked) ?? fields[0] ?? null;
}

/** Moves the focus to where a question is answered, with the question at the top of the window. */
export function goTo(section) {
  section.scrollIntoView({ block: "start" });
  answerOf(section)?.focus({ preventScroll: true });
}
