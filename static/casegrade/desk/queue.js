// In which order and when the questions of a page are sent: one request at a time, with pauses after failures.
import { pause } from "./backoff.js";
import { post } from "./posting.js";
import { refresh } from "./refresh.js";
import { tell, tokenNow } from "./session.js";

const AT_THE_LATEST = 5000;
const UNKNOWN = ["unreachable", "unavailable"];
const WHO = ["token", "signed-out", "elsewhere"];

/** The questions of an autosave that are to be sent. */
export class Queue {
  constructor(autosave) {
    Object.assign(this, { autosave, due: new Set(), timers: new Map(), failures: 0, waiting: null, sending: null, at: "", late: "" });
  }

  /** Whether a question waits for its turn. */
  has(code) {
    return this.timers.has(code) || this.due.has(code);
  }

  /** Lets a question be sent once it was quiet for a while, and at the latest so long after its first new word. */
  schedule(code, quiet) {
    const timer = this.timers.get(code) ?? { latest: setTimeout(() => this.ripe(code), AT_THE_LATEST) };
    clearTimeout(timer.quiet);
    timer.quiet = setTimeout(() => this.ripe(code), quiet);
    this.timers.set(code, timer);
    this.autosave.tell();
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
    const then = this.waiting?.then;
    this.rest();
    return then ? then() : this.pump();
  }

  /** Sends nothing of all this any more. */
  forget() {
    this.rest();
    this.timers.forEach(({ quiet, latest }) => [quiet, latest].forEach(clearTimeout));
    this.timers.clear();
    this.due.clear();
  }

  /** Forgets the wait that is going on. */
  rest() {
    clearTimeout(this.waiting?.timer);
    this.waiting = null;
  }

  /** Goes on as if nothing had failed, once what is under way is done. */
  afresh() {
    this.failures = 0;
    setTimeout(() => this.pump());
  }

  /** Waits for as long as failures so far ask for, and goes on with `then`. */
  wait(then) {
    this.rest();
    this.failures += 1;
    this.waiting = { then, timer: setTimeout(() => this.again(), pause(this.failures)) };
    this.autosave.tell();
  }

  /** Goes on waiting, if something failed, as after so many failures. */
  asBefore(failures) {
    this.failures = Math.min(this.failures, failures);
    if (this.waiting) {
      this.wait(this.waiting.then);
    }
  }

  /** Sends what is due, one after the other; returns once nothing is under way. */
  pump() {
    this.sending ??= this.sendAll().finally(() => {
      this.sending = null;
      this.autosave.tell();
    });
    return this.sending;
  }

  async sendAll() {
    let owed = false;
    for (const code of this.due) {
      if (this.waiting || this.autosave.stands !== "same") {
        break;
      }
      this.due.delete(code);
      const question = this.autosave.questions.get(code);
      if (question?.toSend) {
        owed = (await this.send(question)) || owed;
      }
    }
    if (owed) {
      refresh();
    }
  }

  /**
   * Posts one question and takes the answer; returns whether other parts of the page changed with it. `going`: the page
   * goes this moment, and waits for nothing.
   */
  async send(question, going = false) {
    const body = question.body();
    if (!question.isNoted && going && !question.wouldLose) {
      return false; // its draft says that it was not sent yet: whoever finds that sends it
    }
    if (!question.isNoted && !going) {
      await question.keep(); // first the draft, then the request: a key that is nowhere written down cannot come again
    }
    question.underWay = true;
    const answer = await post(question.url, body, tokenNow(), going || document.hidden);
    question.answered(answer);
    if (UNKNOWN.includes(answer.state) || WHO.includes(answer.state)) {
      this.due.add(question.code);
      await (WHO.includes(answer.state) ? this.autosave.ask() : this.wait(() => this.pump()));
      return false;
    }
    this.failures = 0;
    this.autosave.asked = false;
    this.at = answer.saved_at ?? this.at;
    this.late = answer.state === "kept-late" ? answer.sentence : "";
    this.autosave.next(question);
    tell({ kind: "saved", review: this.autosave.form.dataset.review });
    return answer.refresh === true;
  }
}
