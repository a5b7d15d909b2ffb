// Taking an answer back by mouse: the button is there as soon as something is chosen, and saves nothing else.
import { clear } from "./options.js";

/** Starts offering to take a chosen answer back; without this the page's own button saves it and comes back. */
export function start() {
  const form = document.querySelector("form[data-autosave]");
  form?.addEventListener("change", ({ target }) => {
    if (target.type === "radio" && target.name.endsWith("-answer")) {
      offer(target.closest("[data-question]"));
    }
  });
  form?.addEventListener("click", (event) => {
    const button = event.target.closest("button[value^='clear:']");
    if (button) {
      event.preventDefault();
      const options = optionsOf(button.closest("[data-question]"));
      clear(options);
      options[0].focus();
    }
  });
}

const optionsOf = (section) => [...section.querySelectorAll(`input[name="${section.dataset.question}-answer"]`)];

function offer(section) {
  const line = section.querySelector("button[value^='clear:']")?.closest("p") ?? made(section);
  line.hidden = !optionsOf(section).some((option) => option.checked);
}

function made(section) {
  const button = Object.assign(document.createElement("button"), { type: "submit", className: "cg-link-button", name: "then", value: `clear:${section.dataset.question}`, textContent: "Clear this answer" });
  button.setAttribute("aria-describedby", section.getAttribute("aria-labelledby"));
  const line = Object.assign(document.createElement("p"), { className: "cg-question__clear" });
  line.append(button);
  section.querySelector(".cg-question__answer").append(line);
  return line;
}
