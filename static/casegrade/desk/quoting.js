// The fields for a quotation: once in the page, put into a question when somebody begins one there.
import { Button, createAll } from "../../vendor/govuk-frontend/govuk-frontend.min.js";

const ANY = "QUESTION";

/** Starts answering "Add a quotation" here; without this the page is saved and comes back with the fields. */
export function start() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[value^='quote:']");
    const fold = button && begin(button.closest("[data-question]"));
    if (fold) {
      event.preventDefault();
      fold.querySelector("select").focus();
    }
  });
}

/** Returns the fold with a question's fields for a quotation, made where there is none yet; null where none can be. */
export function begin(section) {
  const there = section.querySelector("[data-typed-quotation]");
  const [place, blank] = [section.querySelector("button[value^='quote:']"), document.querySelector("template[data-quotation-fields]")];
  if (there || !place || !blank) {
    return there;
  }
  const made = document.importNode(blank.content, true);
  for (const element of made.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes].filter(({ value }) => value.includes(ANY))) {
      element.setAttribute(name, value.replaceAll(ANY, section.dataset.question));
    }
  }
  const fold = made.querySelector("[data-typed-quotation]");
  place.replaceWith(made);
  createAll(Button, undefined, { scope: fold });
  return fold;
}
