// On every page of somebody who is signed in: words that other pages left behind are sent, and the home page lists those
// that could not be.
import { pause } from "./backoff.js";
import { watchComparing } from "./comparing.js";
import { choose } from "./dialogs.js";
import { Drafts, possible, whenGone } from "./drafts.js";
import { aboutOf, sendAll, whatIsLeft } from "./outbox.js";
import { keysNow, person, standing, tell } from "./session.js";
import { watchSigningOut } from "./signing_out.js";
import { watchSubmitting } from "./submitting.js";

const panel = document.querySelector("[data-unsent-words]");
const WHY = {
  conflict: "Another window saved a different answer. Open the question to compare and choose.",
  partly: "Something in it could not be taken, such as half a date. Open the question to mend it.",
  quotation: "A quotation was typed but not added. Open the question to add it.",
  "": "Not sent yet.",
};
const CALLED = { answer: "Answer", number: "Number", date_0: "Day", date_1: "Month", date_2: "Year", text: "Answer", reason: "Reason", difference: "Why the grade differs", rationale: "Rationale", page: "Page or section", quotation: "Words quoted" };

/** Returns this person's drafts once the server gave the keys; null where nobody or somebody else is signed in. */
async function opened() {
  const stands = await standing();
  return stands === "same" && keysNow().length ? new Drafts(person, keysNow()) : null;
}

async function start(failures = 0) {
  const nothing = !possible() || new Drafts(person, []).places().length === 0;
  const drafts = nothing ? null : await opened();
  if (!drafts) {
    return;
  }
  for (const page of await drafts.keepers()) {
    whenGone(page, () => start(1));
  }
  const later = await sendAll(drafts, panel !== null && failures === 0);
  await list(drafts);
  if (later) {
    const timer = setTimeout(() => start(failures + 1), pause(failures + 1));
    window.addEventListener("online", () => (clearTimeout(timer), start(failures + 1)), { once: true });
  }
}

async function list(drafts) {
  const left = panel ? await whatIsLeft(drafts) : [];
  panel?.querySelector("ul").replaceChildren(...left.map((found) => item(drafts, found)));
  if (panel) {
    panel.hidden = left.length === 0;
  }
}

function item(drafts, { place, raw, draft }) {
  const made = panel.querySelector("template").content.cloneNode(true);
  const part = (name) => made.querySelector(`[data-unsent-${name}]`);
  const words = draft ? [...(draft.fields ?? []), ...draft.quotation].map(([name, value]) => [CALLED[name.split("-").pop()], value]) : [];
  part("question").textContent = draft ? draft.question : "Words that cannot be read any more";
  part("question").href = draft ? `${draft.page}#c-${aboutOf(place).question}` : "";
  part("which").textContent = `: ${draft?.question ?? "cannot be read"}`;
  part("about").textContent = draft?.about ?? "";
  part("why").textContent = draft ? (WHY[draft.held] ?? draft.sentence) : "They were written with a key that this installation no longer has.";
  part("words-of").replaceChildren(...words.filter(([called, value]) => called && value).flatMap(([called, value]) => written(called, value)));
  part("delete").addEventListener("click", async () => {
    if ((await choose("deleting")) === "delete") {
      drafts.remove(place, raw);
      await list(drafts);
      (panel.hidden ? document.querySelector("main a") : panel.querySelector("h2"))?.focus();
    }
  });
  return made;
}

function written(called, value) {
  const key = Object.assign(document.createElement("dt"), { className: "cg-unsent__called", textContent: called });
  return [key, Object.assign(document.createElement("dd"), { className: "cg-written", textContent: value.replace(/^[a-z-]+:/, "") })];
}

if (person) {
  tell({ kind: "here" });
  watchComparing(opened);
  watchSigningOut(opened);
  watchSubmitting(opened);
  start();
}
