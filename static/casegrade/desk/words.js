// Counts the words of a rationale while it is written, where the framework says how many it is to have.
const PAUSE = 700;

/** Starts a counter below each field that says how many words it is to have. */
export function start() {
  document.querySelectorAll("textarea[data-words-least], textarea[data-words-most]").forEach(follow);
}

/** Returns how many words a text has: runs without white space, as the server counts them. */
export function wordCount(text) {
  return text.match(/\S+/g)?.length ?? 0;
}

/** Returns in words what is still needed or too much; `least` or `most` may be NaN, where there is no such bound. */
export function countWords(words, least, most) {
  const named = (number) => `${number} ${number === 1 ? "word" : "words"}`;
  if (words > most) {
    return `${named(words)}: ${words - most} too many.`;
  }
  return words > 0 && words < least ? `${named(words)}: ${least - words} more needed.` : `${named(words)}.`;
}

function follow(field) {
  const least = Number.parseInt(field.dataset.wordsLeast, 10);
  const most = Number.parseInt(field.dataset.wordsMost, 10);
  const seen = Object.assign(document.createElement("span"), { ariaHidden: "true" });
  const spoken = Object.assign(document.createElement("span"), { className: "govuk-visually-hidden" });
  spoken.setAttribute("aria-live", "polite");
  const counter = Object.assign(document.createElement("p"), { className: "govuk-hint cg-words" });
  counter.append(seen, spoken);
  field.after(counter);
  let pause = 0;
  const tell = () => {
    const words = wordCount(field.value);
    seen.textContent = countWords(words, least, most);
    counter.classList.toggle("cg-words--wrong", words > most);
    clearTimeout(pause);
    pause = setTimeout(() => { spoken.textContent = document.activeElement === field ? seen.textContent : ""; }, PAUSE);
  };
  field.addEventListener("input", tell);
  tell();
}
