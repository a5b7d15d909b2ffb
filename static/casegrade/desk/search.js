// Searches in the open document: the places found as a list with page and words around, one after the other.
import { expressionOf, placesOf } from "./matching.js";

const MOST = 200;
const AROUND = 60;

function context(text, start, end) {
  const item = document.createDocumentFragment();
  const before = text.slice(Math.max(start - AROUND, 0), start).replace(/\s+/g, " ");
  const after = text.slice(end, end + AROUND).replace(/\s+/g, " ");
  const found = Object.assign(document.createElement("mark"), { className: "cg-mark", textContent: text.slice(start, end).replace(/\s+/g, " ") });
  item.append(start > AROUND ? `…${before}` : before, found, end + AROUND < text.length ? `${after}…` : after);
  return item;
}

function search(parts, words) {
  const expression = expressionOf(words);
  const hits = [];
  for (const { number, text } of expression ? parts : []) {
    for (const { 0: found, index } of text.matchAll(expression)) {
      hits.push({ number, text, start: index, end: index + found.length, found });
    }
  }
  return hits;
}

/** Sets up the search. `documentNow()` gives {parts, unit}; `show(page, words, nth)` shows a place, none to end. */
export function searching(pane, documentNow, show) {
  const part = (name) => pane.querySelector(`[data-reader-${name}]`);
  const [form, list, found, tools] = ["search", "hits", "found", "hits-tools"].map(part);
  const input = form.querySelector("input");
  let hits = [];
  let at = -1;
  let asked = "";

  function summary({ parts, unit }) {
    const blank = parts.filter(({ text }) => !text).length;
    const pages = new Set(hits.map(({ number }) => number)).size;
    const unread = blank ? ` ${blank} of ${parts.length} ${unit}s ${blank === 1 ? "has" : "have"} no text and cannot be searched.` : "";
    const first = hits.length > MOST ? ` The first ${MOST} are listed.` : "";
    const places = hits.length === 1 ? "1 place" : `${hits.length} places`;
    return hits.length ? `${places} on ${pages} ${unit}${pages === 1 ? "" : "s"}.${first}${unread}` : `Not found.${unread}`;
  }

  function fill(unit) {
    list.replaceChildren(
      ...hits.slice(0, MOST).map((hit, index) => {
        const button = Object.assign(document.createElement("button"), { type: "button", className: "cg-reader__hit" });
        const place = Object.assign(document.createElement("strong"), { textContent: `${unit} ${hit.number}: ` });
        button.append(place, context(hit.text, hit.start, hit.end));
        button.addEventListener("click", () => go(index));
        const item = document.createElement("li");
        item.append(button);
        return item;
      }),
    );
    list.hidden = tools.hidden = !hits.length;
  }

  function go(index) {
    at = (index + hits.length) % hits.length;
    const hit = hits[at];
    const nth = placesOf(hit.text, hit.found).filter(([start]) => start < hit.start).length;
    for (const [place, item] of [...list.children].entries()) {
      item.firstElementChild.toggleAttribute("aria-current", place === at);
      if (place === at) {
        item.scrollIntoView({ block: "nearest" });
      }
    }
    show(hit.number, hit.found, nth);
  }

  function end() {
    [hits, at, asked] = [[], -1, ""];
    input.value = found.textContent = "";
    fill("");
    show(0);
  }

  function ask(step) {
    const words = input.value.trim();
    if (!words) {
      end();
    } else if (words === asked && hits.length) {
      go(at + step);
    } else {
      const { parts, unit } = documentNow();
      hits = search(parts, words);
      [at, asked] = [-1, words];
      fill(unit[0].toUpperCase() + unit.slice(1));
      found.textContent = summary({ parts, unit });
      hits.length ? go(0) : show(0);
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(1);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.shiftKey) {
      event.preventDefault();
      ask(-1);
    }
  });
  return { before: () => hits.length && go(at - 1), after: () => hits.length && go(at + 1), end, focus: () => input.select() };
}
