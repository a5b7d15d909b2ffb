// Whether a question has an answer on the page, saved or not.
const TYPED = ["number", "text", "date_0", "date_1", "date_2"];

/** Returns whether a question, given by its section, has an option chosen or something typed in its field. */
export function answered(section) {
  const fields = (part) => [...section.querySelectorAll(`[name="${section.dataset.question}-${part}"]`)];
  const chosen = [...fields("answer"), ...fields("not_applicable")].some((field) => field.checked);
  return chosen || TYPED.some((part) => fields(part).some((field) => field.value.trim()));
}
