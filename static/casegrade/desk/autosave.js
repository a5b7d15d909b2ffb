// Every answer of the page saves by itself: soon after the last key, one request at a time, and again until it is known
// what became of it. Nothing here makes a key wait for the network, and nothing reads a clock.
import { pause } from "./backoff.js";
import { Drafts, stayKnown } from "./drafts.js";
import { watchLeaving } from "./leaving.js";
import { post } from "./posting.js";
import { Question } from "./question.js";
import { refresh } from "./refresh.js";
import { say } from "./saving.js";
import { hear, keysNow, person, standing, tokenNow } from "./session.js";
import { stateOf } from "./state.js";

const QUIET = 800;
const AT_THE_LATEST = 5000;
const UNKNOWN = ["unreachable", "unavailable"];
const WHO = ["token", "signed-out", "elsewhere"];

/** Starts autosave where the page has a form that wants it. */
export function start() {
  const form = document.querySelector("form[data-autosave]");
  if (form && person && form.dataset.user === person) {
    new Autosave(form).begin();
  }
}

class Autosave {
  constructor(form) {
    Object.assign(this, { form, questions: new Map(), due: new Set(), timers: new Map(), drafts: null, opened: false });
    Object.assign(this, { stands: "same", failures: 0, waiting: null, sending: null, at: "", late: "" });
  }

  begin() {
    stayKnown();
    for (const typed of ["input", "change"]) {
      this.form.addEventListener(typed, (event) => this.typed(event.target));
    }
    this.form.addEventListener("focusout", () => setTimeout(() => this.tell()));
    document.addEventListener("casegrade:refreshed", () => this.enrol());
    window.addEventListener("online", () => this.again());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.hurry() : this.again()));
    document.addEventListener("casegrade:forget", () => this.forget());
    hear((message) => this.hears(message));
    watchLeaving(this);
    this.enrol();
    this.form.dataset.unsaved = ""; // what comes by itself from now on is as it is stored
    this.unlock(1);
    this.tell();
  }

  /** Takes in the questions that came to the page, and lets go those that left it. */
  enrol() {
    const sections = [...this.form.querySelectorAll("[data-question][data-save]")];
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

  // Asks for the keys of the drafts; without them words are sent all the same, but not kept here.
  async unlock(tries) {
    const stands = await standing();
    this.stand(stands);
    if (stands === "unknown") {
      setTimeout(() => this.unlock(tries + 1), pause(tries));
      return;
    }
    this.opened = true;
    await this.open();
    if (stands === "out") {
      this.wait(() => this.ask());
    }
    this.tell();
  }

  async open() {
    if (this.forgotten || !keysNow().length) {
      return;
    }
    this.drafts ??= new Drafts(person, keysNow());
    await Promise.all([...this.questions.values()].map((question) => this.bring(question)));
  }

  // Takes up what pages that are gone left behind about a question: the newest first, an older one once that is saved.
  async bring(question) {
    if (this.drafts && !question.drafts) {
      question.drafts = this.drafts;
      const places = await this.drafts.orphans(this.form.dataset.review, question.code);
      const found = await Promise.all(places.map((place) => this.drafts.read(place)));
      question.older = found.filter((one) => one?.draft).sort((one, other) => one.order - other.order);
      question.keep();
    }
    this.next(question);
  }

  next(question) {
    if (question.older.length && !question.unsent) {
      question.adopt(question.older.pop());
    }
    if (question.toSend && !this.timers.has(question.code)) {
      this.schedule(question.code, 0);
    }
  }

  typed(control) {
    const question = this.questions.get(control.closest("[data-question]")?.dataset.question);
    if (question?.note()) {
      this.schedule(question.code, QUIET);
    }
  }

  // A question is sent once it was quiet for a while, and at the latest so long after its first new word.
  schedule(code, quiet) {
    const timer = this.timers.get(code) ?? { latest: setTimeout(() => this.ripe(code), AT_THE_LATEST) };
    clearTimeout(timer.quiet);
    timer.quiet = setTimeout(() => this.ripe(code), quiet);
    this.timers.set(code, timer);
    this.tell();
  }

  ripe(code) {
    clearTimeout(this.timers.get(code)?.quiet);
    clearTimeout(this.timers.get(code)?.latest);
    this.timers.delete(code);
    this.due.add(code);
    this.pump();
  }

  /** Sends at once what would have waited for more words. */
  hurry() {
    [...this.timers.keys()].forEach((code) => this.ripe(code));
  }

  /** Tries again now: the wait is over, the network is back, or somebody looks at the page again. */
  again() {
    const { then, timer } = this.waiting ?? {};
    clearTimeout(timer);
    this.waiting = null;
    return then ? then() : this.pump();
  }

  /** Sends what is due, one after the other; returns once nothing is under way. */
  pump() {
    this.sending ??= this.sendAll().finally(() => {
      this.sending = null;
      this.tell();
    });
    return this.sending;
  }

  async sendAll() {
    let owed = false;
    for (const code of this.due) {
      if (this.waiting || this.stands !== "same") {
        break;
      }
      this.due.delete(code);
      const question = this.questions.get(code);
      if (question?.toSend) {
        owed = (await this.send(question)) || owed;
      }
    }
    if (owed) {
      refresh();
    }
  }

  /** Posts one question and takes the answer; returns whether other parts of the page changed with it. */
  async send(question, leaving = document.hidden) {
    const answer = await post(question.url, question.body(), tokenNow(), leaving);
    question.answered(answer);
    if (UNKNOWN.includes(answer.state) || WHO.includes(answer.state)) {
      this.due.add(question.code);
      await (UNKNOWN.includes(answer.state) ? this.wait(() => this.pump()) : this.ask());
      return false;
    }
    this.failures = 0;
    this.asked = false;
    this.at = answer.saved_at ?? this.at;
    this.late = answer.state === "kept-late" ? answer.sentence : "";
    this.next(question);
    return answer.refresh === true;
  }

  wait(then) {
    this.failures += 1;
    clearTimeout(this.waiting?.timer);
    this.waiting = { then, timer: setTimeout(() => this.again(), pause(this.failures)) };
    this.tell();
  }

  // Asks who is signed in: goes on by itself for the same person, waits while nobody is, stops for another.
  async ask() {
    const before = this.stands;
    clearTimeout(this.waiting?.timer);
    this.waiting = null;
    this.stand(await standing());
    if (this.stands === "same" && (before !== "same" || !this.asked)) {
      this.asked = true; // a token that is refused once more is asked for again at a slower pace
      this.failures = 0;
      this.open();
      setTimeout(() => this.pump());
    } else if (this.stands !== "other") {
      this.wait(() => (this.stands === "same" ? this.pump() : this.ask()));
    }
  }

  stand(found) {
    this.stands = found === "unknown" ? this.stands : found;
    this.tell();
  }

  hears({ kind, user }) {
    if (kind === "send" && user === person) {
      this.hurry();
    } else if (kind === "forget" && user === person) {
      this.forget();
    } else if (kind === "here" && (user === person) === (this.stands !== "same")) {
      this.ask();
    }
  }

  /** Keeps nothing here any more: the person said that these words are to be deleted. */
  forget() {
    this.forgotten = true;
    this.drafts = null;
    for (const question of this.questions.values()) {
      Object.assign(question, { drafts: null, kept: "" });
    }
    this.tell();
  }

  tell() {
    say(stateOf(this));
  }
}
