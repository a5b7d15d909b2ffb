// Digits choose among a question's options, but only while one of them has the focus: no key is taken from words.

/** Chooses or clears by a key that was pressed on `target`; returns whether the key meant something there. */
export function pressOption(target, key) {
  const section = target instanceof HTMLInputElement && ["radio", "checkbox"].includes(target.type) && target.closest("[data-question]");
  if (!section || target.name !== `${section.dataset.question}-answer`) {
    return false;
  }
  const options = [...section.querySelectorAll(`input[name="${target.name}"]`)];
  if (/^[1-9]$/.test(key)) {
    return choose(options[Number(key) - 1]);
  }
  return ["0", "Delete", "Backspace"].includes(key) && clear(options);
}

function choose(option) {
  option?.focus();
  option?.click();
  return Boolean(option);
}

/** Takes back what is chosen among the options of a question; returns true. */
export function clear(options) {
  const chosen = options.filter((option) => option.checked);
  for (const option of chosen) {
    if (option.type === "checkbox") {
      option.click();
      continue;
    }
    option.checked = false;
    fold(option); // what a script unchecks tells nobody, so the form is told as if a person had done it
    option.dispatchEvent(new Event("input", { bubbles: true }));
    option.dispatchEvent(new Event("change", { bubbles: true }));
  }
  return true;
}

// Folds what a radio button revealed: the design system does so only when another one is chosen.
function fold(option) {
  const revealed = document.getElementById(option.getAttribute("aria-controls"));
  if (revealed) {
    option.setAttribute("aria-expanded", "false");
    revealed.classList.add("govuk-radios__conditional--hidden");
  }
}
