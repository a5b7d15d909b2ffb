// What stands in the fields of a question, and putting it back there. A question is one unit: all its fields together.
import { begin } from "./quoting.js";

const QUOTATION = ["document", "page", "quotation"];
const APART = ["version", "keep", ...QUOTATION];

const partOf = (section, name) => name.slice(section.dataset.question.length + 1);
const named = (section, name) => section.querySelectorAll(`[name="${CSS.escape(name)}"]`);
const ticks = (control) => control.type === "radio" || control.type === "checkbox";

// The controls of a question. A field that goes along unseen makes room for its own once the page has that.
function controls(section) {
  for (const unseen of section.querySelectorAll("input[data-unseen]")) {
    if (named(section, unseen.name).length > 1) {
      unseen.remove();
    }
  }
  return [...section.querySelectorAll(`[name^="${section.dataset.question}-"]`)].filter((control) => !control.disabled);
}

function valueOf(control, served) {
  if (ticks(control)) {
    return (served ? control.defaultChecked : control.checked) ? control.value : null;
  }
  if (served && control instanceof HTMLSelectElement) {
    return ([...control.options].find((option) => option.defaultSelected) ?? control.options[0])?.value ?? "";
  }
  return served ? control.defaultValue : control.value;
}

function pairs(section, wanted, served) {
  return controls(section)
    .filter((control) => wanted(partOf(section, control.name)))
    .map((control) => [control.name, valueOf(control, served)])
    .filter(([, value]) => value !== null);
}

/** Returns the answer's fields as [name, value] pairs; with `served` as the page came, whatever was typed since. */
export function answerOf(section, served = false) {
  return pairs(section, (part) => !APART.includes(part), served);
}

/** Returns the fields of a quotation that is begun, likewise; none where nothing is begun. */
export function quotationOf(section) {
  const now = pairs(section, (part) => QUOTATION.includes(part), false);
  const before = pairs(section, (part) => QUOTATION.includes(part), true);
  return JSON.stringify(now) === JSON.stringify(before) && !now.some(([name, value]) => name.endsWith("-quotation") && value) ? [] : now;
}

/** Returns the question in words. */
export function nameOf(section) {
  return document.getElementById(section.getAttribute("aria-labelledby"))?.textContent.trim() ?? section.dataset.question;
}

/** Returns an address of a question: that of any question, with its code in place of the word for it. */
export function addressOf(any, section) {
  return any.replace("QUESTION", section.dataset.question);
}

/** Returns the hidden field with the version of the answer that the form was made of. */
export function versionOf(section) {
  return section.querySelector(`[name="${section.dataset.question}-version"]`);
}

const tidy = (value) => value.replace(/\r\n?/g, "\n").replaceAll("\0", "").trim();
const tidied = (fields) => JSON.stringify(fields.filter(([name, value]) => tidy(value) && !name.endsWith("-shown")).map(([name, value]) => [name, tidy(value)]));

/** Returns whether two lists of fields say the same once the server has tidied their words. */
export function same(one, other) {
  return tidied(one) === tidied(other);
}

/** Puts fields into a question; those that it has no control for (any more) go along unseen, so that they are sent. */
export function put(section, fields) {
  const whole = fields.some(([name]) => !QUOTATION.includes(partOf(section, name))); // otherwise only a quotation
  const unseen = ["version", "keep"];
  if (fields.some(([name, value]) => value && QUOTATION.includes(partOf(section, name)))) {
    begin(section);
  }
  const all = controls(section).filter((control) => {
    const part = partOf(section, control.name);
    return whole ? !unseen.includes(part) : QUOTATION.includes(part);
  });
  const known = new Set(all.map((control) => control.name));
  for (const control of all) {
    const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
    if (ticks(control)) {
      control.checked = values.includes(control.value);
    } else if (values.length) {
      control.value = values[0];
    }
  }
  for (const [name, value] of fields.filter(([name]) => !known.has(name))) {
    const unseen = Object.assign(document.createElement("input"), { type: "hidden", name, value });
    unseen.dataset.unseen = "";
    section.append(unseen);
  }
  for (const begun of section.querySelectorAll("details:has([name$='-quotation'])")) {
    begun.open ||= quotationOf(section).length > 0;
  }
  // The design system's components look at their fields again at this event, and at no other.
  window.dispatchEvent(new Event("pageshow"));
}
