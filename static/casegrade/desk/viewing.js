// Shows one document in the pane: a PDF or picture as it looks, or text as sentences; finds places and tells where one is.
import { colour, drawn, placesOf, rangeAt } from "./matching.js";
import { drawPdf, openPdf } from "./pdf.js";
import { drawPicture } from "./picture.js";
import { showSentences } from "./sentences.js";

export const CANNOT_LOAD = "The document cannot be loaded now: the server cannot be reached.";
export const SIGNED_OUT = "The document cannot be loaded: you are signed out, or it is no longer yours to read.";
const CANNOT_DRAW = "This file cannot be drawn here. Read its text, or open the original.";

async function ask(url) {
  const answer = await fetch(url, { cache: "no-store", redirect: "manual" }).catch(() => null);
  if (!answer?.ok) {
    throw new Error(answer && answer.status < 500 ? SIGNED_OUT : CANNOT_LOAD);
  }
  return answer;
}

/** Sets up the view. `hooks`: onChosen(parts), onCite(), onPage(page) when another page is come to, onFault(words). */
export function viewing(view, hooks) {
  let shown = null;

  /** Opens a document: {id, kind, unit, parts, file}, at a place: {page, offset, zoom, asText}. */
  async function open(source, place) {
    close();
    const mine = { source, marks: {}, page: place.page };
    shown = mine;
    const told = await (await ask(source.partsUrl)).json();
    if (shown !== mine) {
      return false;
    }
    Object.assign(mine, { parts: told.parts, last: told.parts.length, unit: told.unit });
    await show(place);
    return shown === mine;
  }

  const asSections = () => shown.unit === "section";
  const isPicture = () => ["png", "jpeg"].includes(shown.source.kind);
  const textOf = (page) => shown.parts[page - 1]?.text ?? "";
  const hasText = () => shown.parts.some(({ text }) => text);

  async function show(place) {
    const mine = shown;
    mine.sheets?.end();
    mine.sheets = mine.sentences = null;
    mine.asText = asSections() || (Boolean(place.asText) && Boolean(textOf(place.page)));
    view.classList.toggle("cg-reader__view--text", mine.asText);
    view.tabIndex = mine.asText ? -1 : 0;
    if (mine.asText) {
      asSentences(place.page);
    } else {
      await asDrawn(mine, place);
    }
    if (shown === mine) {
      goTo(place.page, place.offset);
    }
  }

  async function asDrawn(mine, place) {
    const options = { zoom: place.zoom || 1, onDrawn: markDrawn };
    try {
      if (isPicture()) {
        mine.sheets = await drawPicture(view, mine.source, options);
        return;
      }
      mine.pdf ??= await openPdf(await (await ask(mine.source.fileUrl)).arrayBuffer());
      if (shown === mine) {
        mine.sheets = await drawPdf(view, mine.pdf, options);
      }
    } catch (fault) {
      if (shown === mine) {
        view.replaceChildren();
        mine.failed = true;
        hooks.onFault([SIGNED_OUT, CANNOT_LOAD].includes(fault.message) ? fault.message : CANNOT_DRAW);
      }
    }
  }

  function asSentences(page) {
    const parts = asSections() ? shown.parts : [shown.parts[page - 1]];
    const unit = asSections() ? "Section" : "Page";
    shown.sentences = showSentences(view, parts, { unit, onChosen: hooks.onChosen, onCite: hooks.onCite, onTurn: turn });
    markDrawn();
  }

  function turn(step) {
    const held = view.contains(document.activeElement);
    const next = shown.page + step;
    if (next < 1 || next > shown.last) {
      return false;
    }
    goTo(next);
    if (held) {
      focus();
    }
    return true;
  }

  /** Goes to a page or section. */
  function goTo(page, offset = 0) {
    const next = Math.min(Math.max(page || 1, 1), shown.last || 1);
    if (shown.asText && !asSections() && next !== Number(view.querySelector("[data-page]")?.dataset.page)) {
      if (!textOf(next)) {
        show({ page: next, offset: 0 }).then(() => hooks.onPage(next));
        return;
      }
      asSentences(next);
    }
    shown.page = next;
    if (shown.sheets) {
      shown.sheets.goTo(next, offset);
    } else {
      const part = view.querySelector(`[data-page="${next}"]`);
      view.scrollTop = part ? part.offsetTop + offset * part.offsetHeight - 6 : 0;
    }
    hooks.onPage(next);
  }

  function scrolled() {
    const now = place();
    if (now && now.page !== shown.page) {
      shown.page = now.page;
      hooks.onPage(now.page);
    }
  }

  function place() {
    if (!shown?.parts) {
      return null;
    }
    if (shown.sheets) {
      return { ...shown.sheets.place(), asText: false };
    }
    const parts = [...view.querySelectorAll("[data-page]")];
    const part = parts.findLast(({ offsetTop }) => offsetTop - 12 <= view.scrollTop) ?? parts[0];
    const offset = part ? Math.max((view.scrollTop - part.offsetTop) / (part.offsetHeight || 1), 0) : 0;
    return { page: Number(part?.dataset.page ?? 1), offset, asText: true };
  }

  /** Marks words on a page under a name ("cg-cited", "cg-hit"), the nth time that they stand there; none to unmark. */
  function mark(name, page, words, nth = 0) {
    if (!shown?.parts) {
      return;
    }
    if (words) {
      shown.marks[name] = { page, words, nth, fresh: true };
      goTo(page);
    } else {
      delete shown.marks[name];
    }
    markDrawn();
  }

  function markDrawn() {
    for (const name of ["cg-cited", "cg-hit"]) {
      const wanted = shown.marks[name];
      const range = wanted && rangeOf(wanted);
      colour(name, range ? [range] : []);
      if (range && wanted.fresh) {
        wanted.fresh = false;
        bringIntoView(range);
      }
    }
  }

  function rangeOf({ page, words, nth }) {
    const sheet = view.querySelector(`[data-page="${page}"]`);
    const text = sheet && drawn(sheet);
    const found = text?.nodes.length ? placesOf(text.text, words) : [];
    const one = found[nth] ?? found[0];
    return one ? rangeAt(text, ...one) : null;
  }

  function bringIntoView(range) {
    const box = range.getBoundingClientRect();
    const frame = view.getBoundingClientRect();
    if (box.top < frame.top + 20 || box.bottom > frame.bottom - 20) {
      view.scrollTop += box.top - frame.top - frame.height / 3;
    }
  }

  function focus() {
    (shown?.sentences?.list ?? view).focus({ preventScroll: true });
  }

  function close() {
    shown?.sheets?.end();
    shown?.pdf?.loadingTask.destroy();
    shown = null;
    view.replaceChildren();
    colour("cg-cited", []);
    colour("cg-hit", []);
  }

  view.addEventListener("focus", () => shown?.sentences?.list.focus({ preventScroll: true }));
  view.addEventListener("scroll", () => shown?.parts && scrolled(), { passive: true });
  return {
    open,
    close,
    goTo,
    turn,
    place,
    mark,
    focus,
    textOf,
    hasText,
    now: () => shown,
    asText: (wanted) => show({ ...place(), page: shown.page, offset: 0, asText: wanted }),
    zoomTo: (factor) => shown.sheets?.zoomTo(factor ?? 1),
    zoomBy: (factor) => shown.sheets?.zoomTo(shown.sheets.zoom() * factor),
    letGo: () => shown?.sentences?.letGo(),
  };
}
