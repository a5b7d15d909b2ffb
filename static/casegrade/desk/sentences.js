// Shows the text of a page, or all sections, as sentences that can be chosen by keyboard alone and by screen readers.
const UNDER_WAY = "cg-reader__sentence--active";

function pieces(text) {
  if ("Segmenter" in Intl) {
    return Array.from(new Intl.Segmenter("en", { granularity: "sentence" }).segment(text), ({ segment }) => segment);
  }
  return text.match(/[^.!?\n]+[.!?\n]*\s*|[.!?\s]+/g) ?? [text];
}

// A line's end is no sentence's end where the next line goes on in small letters.
function split(text) {
  const sentences = [];
  for (const piece of pieces(text)) {
    const before = sentences.at(-1) ?? "";
    if (/[^.!?:;\s]\s*\n$/.test(before) && /^\p{Ll}/u.test(piece)) {
      sentences[sentences.length - 1] += piece;
    } else {
      sentences.push(piece);
    }
  }
  return sentences;
}

function optionsOf(part) {
  return split(part.text).map((words, at) => {
    const option = Object.assign(document.createElement("span"), { className: "cg-reader__sentence", textContent: words });
    option.id = `sentence-${part.number}-${at}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.of = part.number;
    return option;
  });
}

function groupOf(part, unit) {
  const group = Object.assign(document.createElement("div"), { className: "cg-reader__section" });
  group.dataset.page = part.number;
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", `${unit} ${part.number}`);
  const number = Object.assign(document.createElement("span"), { className: "cg-reader__section-number", textContent: part.number });
  number.setAttribute("aria-hidden", "true");
  const text = Object.assign(document.createElement("div"), { className: "cg-reader__section-text" });
  text.setAttribute("role", "presentation");
  text.append(...optionsOf(part));
  group.append(number, text);
  return group;
}

/**
 * Fills `view` with the sentences of these parts. `onChosen(parts)` is told what was chosen, part by part, `onCite()`
 * that it is to be cited, `onTurn(step)` that another page is wanted. Returns the list.
 */
export function showSentences(view, parts, { unit, onChosen, onCite, onTurn }) {
  const list = Object.assign(document.createElement("div"), { className: "cg-reader__sentences", tabIndex: 0 });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-multiselectable", "true");
  list.setAttribute("aria-label", parts.length === 1 ? `Sentences of ${unit.toLowerCase()} ${parts[0].number}` : `Sentences of all ${unit.toLowerCase()}s`);
  list.append(...parts.map((part) => groupOf(part, unit)));
  view.replaceChildren(list);
  const options = [...list.querySelectorAll("[role=option]")];
  let anchor = -1;
  let active = -1;

  function choose(from, to) {
    const [first, last] = [Math.min(from, to), Math.max(from, to)];
    options.forEach((option, at) => option.setAttribute("aria-selected", String(from >= 0 && at >= first && at <= last)));
    onChosen(from < 0 ? [] : partsOf(options.slice(first, last + 1)));
  }

  function activate(at) {
    options[active]?.classList.remove(UNDER_WAY);
    active = Math.min(Math.max(at, 0), options.length - 1);
    options[active].classList.add(UNDER_WAY);
    list.setAttribute("aria-activedescendant", options[active].id);
    options[active].scrollIntoView({ block: "nearest" });
  }

  function move(at, extend) {
    activate(at);
    anchor = extend && anchor >= 0 ? anchor : active;
    choose(anchor, active);
  }

  list.addEventListener("focus", () => active < 0 && activate(0));
  // With Shift, a click takes in the sentences up to there; the browser's own selection would take half of the first.
  list.addEventListener("mousedown", (event) => event.shiftKey && anchor >= 0 && getSelection().isCollapsed && event.preventDefault());
  list.addEventListener("click", (event) => {
    const at = options.indexOf(event.target.closest("[role=option]"));
    if (at >= 0 && getSelection().isCollapsed) {
      move(at, event.shiftKey);
    }
  });
  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const steps = { ArrowDown: active + 1, ArrowRight: active + 1, ArrowUp: active - 1, ArrowLeft: active - 1, Home: 0, End: options.length - 1 };
    if (event.key in steps) {
      move(anchor < 0 && !event.shiftKey && event.key.startsWith("Arrow") ? active : steps[event.key], event.shiftKey);
    } else if (event.key === "Enter" || event.key === " ") {
      if (anchor < 0) {
        move(active, false);
      }
      if (event.key === "Enter") {
        onCite();
      }
    } else if (event.key === "PageDown" || event.key === "PageUp") {
      if (!onTurn(event.key === "PageDown" ? 1 : -1)) {
        return;
      }
    } else if (event.key === "Escape" && anchor >= 0) {
      anchor = -1;
      choose(-1, -1);
      event.stopPropagation();
    } else {
      return;
    }
    event.preventDefault();
  });
  return {
    list,
    letGo() {
      anchor = -1;
      options.forEach((option) => option.setAttribute("aria-selected", "false"));
    },
  };
}

function partsOf(chosen) {
  const parts = new Map();
  for (const option of chosen) {
    const page = Number(option.dataset.of);
    parts.set(page, (parts.get(page) ?? "") + option.textContent);
  }
  return [...parts].map(([page, words]) => ({ page, quotation: words.trim().replace(/\s+/g, " ") })).filter(({ quotation }) => quotation);
}
