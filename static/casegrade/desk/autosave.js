// Every answer of the page saves by itself: soon after the last key, one request at a time, and again until it is known
// what became of it. Nothing here makes a key wait for the network, and nothing reads a clock.
import { pause } from "./backoff.js";
import { Drafts, savedBefore, stayKnown, whenGone } from "./drafts.js";
import { watchLeaving } from "./leaving.js";
import { Queue } from "./queue.js";
import { Question } from "./question.js";
import { refresh } from "./refresh.js";
import { say } from "./saving.js";
import { hear, keysNow, person, standing, tell } from "./session.js";
import { stateOf } from "./state.js";

const QUIET = 800;

/** Starts autosave where the page has a form that wants it. */
export function start() {
  const form = document.querySelector("form[data-autosave]");
  if (form && person && form.dataset.user === person) {
    new Autosave(form).begin();
  }
}

class Autosave {
  constructor(form) {
    Object.assign(this, { form, questions: new Map(), drafts: null, opened: false, forgotten: false, stands: "same" });
    this.queue = new Queue(this);
  }

  begin() {
    stayKnown();
    for (const typed of ["input", "change"]) {
      this.form.addEventListener(typed, (event) => this.typed(event.target));
    }
    this.form.addEventListener("focusout", () => setTimeout(() => this.tell()));
    document.addEventListener("casegrade:refreshed", () => this.enrol());
    document.addEventListener("casegrade:forget", () => this.forget());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.queue.hurry() : this.looked()));
    window.addEventListener("online", () => this.queue.again());
    hear((message) => this.hears(message));
    watchLeaving(this);
    this.enrol();
    if (new URLSearchParams(location.search).has("saved")) {
      tell({ kind: "saved", review: this.form.dataset.review }); // a button saved it
    }
    this.form.dataset.unsaved = ""; // what comes by itself from now on is as it is stored
    this.unlock(1);
    this.tell();
  }

  // Takes in the questions that came to the page, and lets go those that left it.
  enrol() {
    const sections = [...this.form.querySelectorAll("[data-question]")];
    for (const section of sections) {
      if (this.questions.get(section.dataset.question)?.section !== section) {
        const question = new Question(section, this.form, () => this.tell());
        this.questions.set(question.code, question);
        this.bring(question);
      }
    }
    for (const [code, { section }] of this.questions) {
      if (!sections.includes(section)) {
        this.questions.delete(code);
      }
    }
  }

  typed(control) {
    const question = this.questions.get(control.closest("[data-question]")?.dataset.question);
    if (question?.note() && !this.forgotten) {
      this.queue.schedule(question.code, QUIET);
    }
  }

  // Asks for the keys of the drafts; without them words are sent all the same, but not kept here.
  async unlock(tries) {
    const stands = await standing();
    this.stand(stands);
    if (stands === "unknown") {
      setTimeout(() => this.unlock(tries + 1), pause(tries));
      return;
    }
    await this.open();
    this.opened = true;
    if (stands === "out") {
      this.queue.wait(() => this.ask());
    }
    this.tell();
  }

  async open() {
    if (this.forgotten || !keysNow().length) {
      return;
    }
    this.drafts ??= new Drafts(person, keysNow());
    await this.bringAll();
    // The page may be older than an answer that was under way when it was asked for: then it is read once more.
    if ([...this.questions.values()].some(({ code, version }) => savedBefore(person, this.form.dataset.review, code) > Number(version))) {
      refresh();
    }
  }

  async bringAll() {
    for (const page of await this.drafts.keepers(this.form.dataset.review)) {
      whenGone(page, () => this.bringAll());
    }
    await Promise.all([...this.questions.values()].map((question) => this.bring(question)));
  }

  // Takes up what pages that are gone left behind about a question: the newest first, an older one once that is saved.
  async bring(question) {
    if (this.drafts) {
      question.drafts = this.drafts;
      const places = await this.drafts.orphans(this.form.dataset.review, question.code);
      const found = await Promise.all(places.map((place) => this.drafts.read(place)));
      const left = found.filter((one) => one?.draft && !question.seen.has(one.raw)).sort((one, other) => one.order - other.order);
      // What the page shows already is done with, also where somebody has written on: it must not come back over that.
      left.filter(({ draft }) => question.cameWith(draft)).forEach(({ place, raw }) => this.drafts?.remove(place, raw));
      question.older = left.filter(({ draft }) => !question.cameWith(draft));
      question.keep();
    }
    this.next(question);
  }

  /** Goes on with a question: with an older draft once nothing newer is unsent, and with what is to be sent. */
  next(question) {
    while (question.older.length && !question.unsent) {
      const left = question.older.pop();
      if (this.drafts?.lies(left.place, left.raw)) {
        question.adopt(left);
      }
    }
    if (question.toSend && !this.queue.has(question.code)) {
      this.queue.schedule(question.code, 0);
    }
  }

  /** Asks who is signed in: goes on by itself for the same person, waits while nobody is, stops for another. */
  async ask() {
    const before = this.stands;
    this.queue.rest();
    this.stand(await standing());
    if (this.stands === "same" && (before !== "same" || !this.asked)) {
      this.asked = true; // a token that is refused once more is asked for again at a slower pace
      this.open();
      this.queue.afresh();
    } else if (this.stands !== "other") {
      this.queue.wait(() => (this.stands === "same" ? this.queue.pump() : this.ask()));
    }
  }

  stand(found) {
    this.stands = found === "unknown" ? this.stands : found;
    this.tell();
  }

  // Somebody looks at the page again: what failed is tried, and what another window saved meanwhile is shown.
  looked() {
    this.queue.again();
    this.catchUp();
  }

  catchUp() {
    if (this.behind) {
      this.behind = false;
      refresh();
    }
  }

  hears({ kind, user, review }) {
    if (kind === "saved" && review === this.form.dataset.review) {
      this.behind = true;
      setTimeout(() => document.hidden || this.catchUp(), QUIET); // windows that stand side by side are all looked at
    }
    if (kind === "send" && user === person) {
      this.queue.hurry();
    } else if (kind === "forget" && user === person) {
      this.forget();
    } else if (kind === "here" && (user === person) === (this.stands !== "same")) {
      this.ask();
    }
  }

  // Keeps nothing here any more: the person said that these words are to be deleted.
  forget() {
    this.forgotten = true;
    this.drafts = null;
    this.queue.forget();
    for (const question of this.questions.values()) {
      Object.assign(question, { drafts: null, kept: "" });
    }
    this.tell();
  }

  tell() {
    say(stateOf(this));
  }
}
