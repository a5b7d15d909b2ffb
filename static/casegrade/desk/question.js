// One question of the page: what is typed, what the server is known to hold, and the draft that bridges the two.
import { freshKey, noteSaved } from "./drafts.js";
import { addressOf, answerOf, nameOf, put, quotationOf, same, versionOf } from "./fields.js";
import { bodyOf } from "./posting.js";
import { show } from "./problems.js";

const ENDS = { saved: "", "kept-late": "", conflict: "conflict", closed: "closed", refused: "refused", invalid: "invalid" };

/** A question with its fields as one unit. `changed` is called whenever what is to be said of it may have changed. */
export class Question {
  constructor(section, form, changed) {
    this.section = section;
    this.form = form;
    this.changed = changed;
    this.code = section.dataset.question;
    this.url = addressOf(form.dataset.save, section);
    this.version = versionOf(section).defaultValue;
    this.served = answerOf(section, true);
    this.servedVersion = this.version;
    this.storedFields = this.served;
    // A page that came back with something wrong shows what was typed: it says nothing of what is stored.
    const typed = form.dataset.unsaved === "now";
    this.stored = typed ? "" : JSON.stringify(this.storedFields);
    this.newest = { version: typed ? "0" : this.version, fields: this.served };
    this.latest = this.asTyped();
    this.quotation = quotationOf(section);
    Object.assign(this, { attempt: null, held: "", sentence: "", partly: false, drafts: null, adopted: [], older: [], seen: new Set(), kept: "", keptFirst: "", failed: false, underWay: false });
    this.mark();
  }

  asTyped(key = freshKey()) {
    const fields = answerOf(this.section);
    return { key, fields, text: JSON.stringify(fields) };
  }

  /** Whether something is to be sent: new words, or an attempt of which nobody knows what became. */
  get toSend() {
    return !this.held && (this.attempt !== null || this.latest.text !== this.stored);
  }

  /** Whether there are words that the server does not hold. */
  get unsent() {
    return this.attempt !== null || this.held !== "" || this.partly || this.latest.text !== this.stored || this.quotation.length > 0;
  }

  /** Whether leaving the page now would lose words. */
  get wouldLose() {
    return this.unsent && this.kept !== this.words();
  }

  words() {
    return this.latest.text + JSON.stringify(this.quotation);
  }

  /** Takes note that something may have been typed; new content gets a new key. Returns whether it is to be sent. */
  note() {
    const typed = this.asTyped();
    if (typed.text !== this.latest.text) {
      this.latest = typed;
      this.held = this.held === "invalid" ? "" : this.held;
    }
    this.quotation = quotationOf(this.section);
    this.mark();
    this.keep();
    return this.toSend;
  }

  /** Returns what to post: the same body with the same key until it is known what became of it. */
  body() {
    this.attempt ??= { ...this.latest, version: this.version };
    return bodyOf(this.code, this.attempt);
  }

  /** Whether the draft that lies here says of the attempt that it may be under way: then whoever finds it sends it anew. */
  get isNoted() {
    return this.attempt === null || this.attempt.key === this.keptFirst;
  }

  /** Takes the server's answer; one that does not say what became of the words leaves the attempt as it is. */
  answered(answer) {
    this.underWay = false;
    if (!(answer.state in ENDS)) {
      return; // also where nobody is signed in: that says nothing of an earlier try whose answer was lost
    }
    const sent = this.attempt;
    this.attempt = null;
    // What was refused before something newer was typed was not written, and its version is gone: it never will be.
    const over = sent.key !== this.latest.key && (answer.state === "conflict" || answer.state === "invalid");
    this.held = over ? "" : ENDS[answer.state];
    this.sentence = answer.sentence ?? "";
    if (!this.held && !over) {
      this.accepted(sent, answer);
    }
    show(this.section, answer.problems ?? {});
    this.mark();
    this.keep();
  }

  accepted(sent, answer) {
    this.partly = Object.keys(answer.problems ?? {}).length > 0;
    this.hold(String(answer.version ?? this.version), sent.fields, sent.text);
    noteSaved(this.form.dataset.user, this.form.dataset.review, this.code, this.version);
    if (this.latest.key !== sent.key) {
      return; // what was typed after it is sent next, with the version that it was made of
    }
    if (Number(this.version) < Number(this.newest.version)) {
      this.goBackToNewest(); // a draft of an earlier save, found late: what was saved since stands
    } else {
      this.newest = { version: this.version, fields: sent.fields };
    }
    this.latest = { ...this.latest, key: freshKey() };
  }

  // Takes note of what the server is known to hold.
  hold(version, fields, text) {
    Object.assign(this, { stored: text, storedFields: fields });
    this.version = versionOf(this.section).value = version;
  }

  goBackToNewest() {
    put(this.section, this.newest.fields);
    this.latest = this.asTyped();
    this.hold(this.newest.version, this.newest.fields, this.latest.text);
  }

  /** Returns whether a draft says only what this page came with: it was saved on its way here. */
  cameWith(draft) {
    return !draft.quotation?.length && isDone(draft, this.served, this.servedVersion);
  }

  /** Takes up a draft that a page left behind which is no longer open. */
  adopt({ place, raw, draft }) {
    this.adopted.push({ place, raw });
    this.seen.add(raw);
    const quotation = this.quotes(draft.quotation) ? [] : draft.quotation;
    if (draft.fields && !isDone(draft, this.storedFields, this.version)) {
      this.version = versionOf(this.section).value = draft.version;
      this.attempt = draft.sent ?? { key: draft.key, fields: draft.fields, text: JSON.stringify(draft.fields), version: draft.version };
      put(this.section, [...draft.fields, ...quotation]);
    } else if (quotation.length) {
      put(this.section, quotation);
    }
    const typed = this.asTyped();
    this.latest = typed.text === JSON.stringify(draft.fields) ? { ...typed, key: draft.key } : typed;
    this.quotation = quotationOf(this.section);
    this.mark();
    this.keep();
  }

  // Whether a quotation stands on the page already, because the button that adds it was pressed.
  quotes(quotation) {
    const plain = (text) => text.replace(/\s+/g, " ").trim();
    const words = plain(quotation.find(([name]) => name.endsWith("-quotation"))?.[1] ?? "");
    return words !== "" && [...this.section.querySelectorAll("blockquote")].some((one) => plain(one.textContent) === words);
  }

  mark() {
    this.section.toggleAttribute("data-unsent", this.unsent);
    for (const said of this.section.querySelectorAll("[data-not-added]")) {
      said.hidden = this.quotation.length === 0;
    }
    this.changed();
  }

  draft() {
    const { key, fields } = this.latest;
    const sent = this.attempt && this.attempt.key !== key ? this.attempt : null;
    const where = { url: this.url, page: location.pathname, question: nameOf(this.section), about: this.form.dataset.about };
    return { key, fields, sent, version: this.version, quotation: this.quotation, held: this.held, sentence: this.sentence, ...where };
  }

  /**
   * Brings the draft to what is typed, and returns once it is: one encryption at a time, so that the last words are the
   * last written.
   */
  async keep() {
    this.again = true;
    if (this.drafts) {
      await (this.keeping ??= this.keepAll());
    }
  }

  async keepAll() {
    do {
      this.again = false;
      await this.keepOnce(this.drafts, this.drafts.placeOf(this.form.dataset.review, this.code));
    } while (this.again && this.drafts);
    this.keeping = null;
    this.changed();
  }

  async keepOnce(drafts, place) {
    const [words, draft, adopted] = [this.words(), this.draft(), this.adopted.splice(0)];
    const there = !this.unsent || (await drafts.write(place, draft));
    this.failed = !there;
    this.kept = there ? words : "";
    this.keptFirst = there ? (draft.sent ?? draft).key : this.keptFirst;
    if (!this.unsent || !this.drafts) {
      drafts.remove(place);
      this.keptFirst = "";
    }
    if (there) {
      adopted.forEach((one) => drafts.remove(one.place, one.raw));
    } else {
      this.adopted.unshift(...adopted);
    }
  }
}

// Whether a draft's words are what is stored, and no attempt of it can be written any more: its version is gone.
function isDone({ fields, sent, version }, stored, now) {
  return Boolean(fields) && same(fields, stored) && (!sent || Number(now) > Number(version));
}
