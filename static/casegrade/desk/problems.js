// What is wrong with a field, said beside it and tied to it for screen readers, without moving the focus.
const shown = new WeakMap();

function described(control, id, on) {
  const ids = new Set((control.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  ids[on ? "add" : "delete"](id);
  if (ids.size) {
    control.setAttribute("aria-describedby", [...ids].join(" "));
  } else {
    control.removeAttribute("aria-describedby");
  }
}

function controlsOf(section, field) {
  const name = `${section.dataset.question}-${field}`;
  return [...section.querySelectorAll(`[name="${name}"], [name^="${name}_"]`)];
}

function clear(section) {
  for (const said of section.querySelectorAll(".govuk-error-message")) {
    const group = said.closest(".govuk-form-group--error");
    group?.classList.remove("govuk-form-group--error");
    for (const control of group?.querySelectorAll("[aria-describedby]") ?? []) {
      described(control, said.id, false);
    }
    said.remove();
  }
  for (const control of section.querySelectorAll("[aria-invalid]")) {
    control.removeAttribute("aria-invalid");
    control.classList.remove("govuk-input--error", "govuk-textarea--error", "govuk-select--error");
  }
}

function say(section, field, sentences) {
  const controls = controlsOf(section, field);
  const group = controls[0]?.closest("fieldset")?.closest(".govuk-form-group") ?? controls[0]?.closest(".govuk-form-group");
  if (!group) {
    return;
  }
  const fieldset = group.querySelector(":scope > fieldset");
  const said = document.createElement("p");
  said.id = `problem-${section.dataset.question}-${field}`;
  said.className = "govuk-error-message";
  said.append(Object.assign(document.createElement("span"), { className: "govuk-visually-hidden", textContent: "Error: " }), `Not saved. ${sentences.join(" ")}`);
  (fieldset ?? group).querySelector(".govuk-date-input, .govuk-radios, .govuk-checkboxes, .govuk-input__wrapper, input, textarea, select")?.before(said);
  group.classList.add("govuk-form-group--error");
  for (const control of controls) {
    control.setAttribute("aria-invalid", "true");
    if (control.type !== "radio" && control.type !== "checkbox") {
      control.classList.add(`govuk-${control instanceof HTMLTextAreaElement ? "textarea" : "input"}--error`);
    }
  }
  (fieldset ? [fieldset] : controls).forEach((part) => described(part, said.id, true));
}

function draw(section) {
  clear(section);
  for (const [field, sentences] of Object.entries(shown.get(section) ?? {})) {
    say(section, field, sentences);
  }
}

/** Shows `problems` ({field: [sentence]}) of a question, those of a field that is being typed in once it is left. */
export function show(section, problems) {
  const before = JSON.stringify(shown.get(section) ?? {});
  shown.set(section, problems);
  const writing = document.activeElement?.closest(".govuk-form-group:has(fieldset), .govuk-form-group");
  const waits = Object.keys(problems).some((field) => controlsOf(section, field).some((control) => writing?.contains(control)));
  if (!waits && (before !== JSON.stringify(problems) || section.querySelector(".govuk-error-message"))) {
    draw(section);
  }
}

document.addEventListener("focusout", (event) => {
  const section = event.target.closest?.("[data-question]");
  const group = event.target.closest?.("fieldset") ?? event.target.closest?.(".govuk-form-group");
  if (section && shown.has(section) && !group?.contains(event.relatedTarget)) {
    draw(section);
  }
});
