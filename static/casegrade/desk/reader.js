// Reading beside the form: opens documents of the case in a pane, and remembers where the reader was.
import { citing } from "./cite.js";
import { answerOf, heldPlace, questionInFocus } from "./focus.js";
import { openBeside, placeIn, rememberOpen, rememberPlace } from "./places.js";
import { begin } from "./quoting.js";
import { searching } from "./search.js";
import { selectedParts, steadySelection } from "./selecting.js";
import { fitting } from "./standing.js";
import { tooling } from "./tools.js";
import { CANNOT_LOAD, SIGNED_OUT, viewing } from "./viewing.js";

const STEP = 1.25;
const QUIET = 300;

/** Starts the reader where the page has one; it opens what was open beside this review before. */
export function start() {
  const pane = document.querySelector("[data-reader]");
  return pane ? new Reader(pane) : null;
}

class Reader {
  constructor(pane) {
    this.pane = pane;
    this.part = (name) => pane.querySelector(`[data-reader-${name}]`);
    this.opener = document.querySelector("[data-reader-open]");
    this.select = this.part("document");
    this.user = pane.dataset.user;
    this.view = viewing(this.part("view"), {
      onChosen: (parts) => this.chosen(parts),
      onCite: () => this.cite.cite(),
      onPage: (page) => this.tools.page(page),
      onFault: (words) => this.tell(words, true),
    });
    this.cite = citing(pane, (held) => this.letGo(held));
    this.search = searching(pane, () => this.view.now(), (...place) => this.view.mark("cg-hit", ...place));
    this.tools = tooling(pane, this.view, (deed) => this.deeds[deed]?.());
    this.fit = fitting(pane, this.opener, () => this.view.now()?.parts && this.view.zoomBy(1));
    this.deeds = {
      previous: () => this.view.turn(-1),
      next: () => this.view.turn(1),
      smaller: () => this.view.zoomBy(1 / STEP),
      larger: () => this.view.zoomBy(STEP),
      fit: () => this.view.zoomTo(1),
      text: () => this.turnText(),
      search: () => this.search.focus(),
      "hit-before": () => this.search.before(),
      "hit-after": () => this.search.after(),
      "hits-away": () => this.search.end(),
      type: () => this.type(),
      away: () => this.back(),
    };
    this.listen();
    const before = openBeside(this.user, pane.dataset.review);
    if (this.fit.isWide() && this.option(before)) {
      this.open(before);
    }
  }

  listen() {
    const view = this.part("view");
    steadySelection(view);
    this.opener.addEventListener("click", () => this.open(this.select.value).then(() => this.view.focus()));
    this.part("close").addEventListener("click", () => this.close());
    this.select.addEventListener("change", () => this.open(this.select.value));
    this.part("again").addEventListener("click", () => this.open(this.select.value).then(() => this.view.focus()));
    document.addEventListener("click", (event) => this.followed(event));
    view.addEventListener("scroll", () => this.later(), { passive: true });
    document.addEventListener("pointerup", () => setTimeout(() => this.chosen(selectedParts(view, this.view.textOf), true)));
    window.addEventListener("pagehide", () => this.keep());
  }

  option(id) {
    return [...this.select.options].find(({ value }) => value === id);
  }

  /** Opens a document where the reader left it, or at a page with the words of a quotation marked. */
  async open(id, page = 0, words = "") {
    const option = this.option(id);
    this.keep();
    this.fit.show();
    this.select.value = id;
    rememberOpen(this.user, this.pane.dataset.review, id);
    const { kind, unit, parts, file } = option.dataset;
    const source = { id, kind, unit, title: option.text, partsUrl: parts, fileUrl: file };
    const kept = placeIn(this.user, id);
    const place = page ? { page, offset: 0, zoom: kept.zoom, asText: false } : kept;
    if (this.view.now()?.source.id !== id || !this.view.now().parts || this.view.now().failed) {
      this.search.end();
      this.tell("Opening the document");
      this.tools.source(option.dataset);
      try {
        if (!(await this.view.open(source, place))) {
          return;
        }
      } catch (fault) {
        this.tell([SIGNED_OUT, CANNOT_LOAD].includes(fault.message) ? fault.message : CANNOT_LOAD, true);
        return;
      }
      if (this.part("told").textContent === "Opening the document") {
        this.tell("");
      }
      this.tools.opened();
    }
    if (page) {
      this.view.mark("cg-cited", page, words);
      if (!words) {
        this.view.goTo(page);
      }
    }
  }

  close() {
    this.keep();
    this.cite.away();
    this.view.close();
    rememberOpen(this.user, this.pane.dataset.review, "");
    this.fit.hide();
    this.opener.querySelector("button").focus();
  }

  // A plain click on the link of a document or a citation opens it here; with a key held, the browser does as ever.
  followed(event) {
    const link = event.target.closest?.("a[href]");
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || event.defaultPrevented || !this.fit.isWide() || link.closest("[data-reader]")) {
      return;
    }
    const url = new URL(link.href);
    const option = [...this.select.options].find(({ dataset }) => dataset.page === url.pathname);
    if (option && url.origin === location.origin) {
      event.preventDefault();
      const words = link.closest("[data-passage]")?.querySelector("blockquote").textContent ?? "";
      this.open(option.value, Number(url.searchParams.get("page")) || 0, words).then(() => this.view.focus());
    }
  }

  chosen(parts, byMouse = false) {
    const now = this.view.now();
    if (now?.parts && (parts.length || !byMouse)) {
      this.cite.choose(parts, now.source);
    }
  }

  letGo(held) {
    this.view.letGo();
    if (this.part("view").contains(getSelection().anchorNode)) {
      getSelection().removeAllRanges();
    }
    if (held) {
      this.view.focus();
    }
  }

  async turnText() {
    const now = this.view.now();
    if (now?.parts && now.unit !== "section" && this.view.textOf(now.page)) {
      await this.view.asText(!now.asText);
      this.tools.page(now.page);
      this.view.focus();
    }
  }

  // Words that nobody can select are typed in the form, where they are kept like all others.
  type() {
    const section = questionInFocus();
    const fold = section && begin(section);
    const field = (name) => fold.querySelector(`[name$="-${name}"]`);
    if (fold) {
      fold.open = true;
      [field("document").value, field("page").value] = [this.select.value, this.view.now().page];
      field("quotation").focus();
    }
  }

  back() {
    const section = questionInFocus();
    (heldPlace() ?? (section && answerOf(section)) ?? this.select).focus();
  }

  tell(words, wrong = false) {
    this.part("told").textContent = words;
    this.part("again").hidden = ![CANNOT_LOAD, SIGNED_OUT].includes(words);
    this.part("told").classList.toggle("cg-reader__told--wrong", wrong);
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), QUIET);
  }

  keep() {
    const place = this.view.now()?.parts && this.view.place();
    if (place) {
      rememberPlace(this.user, this.view.now().source.id, place);
    }
  }
}
