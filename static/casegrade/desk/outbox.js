// Sends the words that pages left behind which are no longer open, and tells which could not be sent.
import { freshKey, noteSaved } from "./drafts.js";
import { bodyOf, post } from "./posting.js";
import { tell, tokenNow } from "./session.js";

const TURNS = 20;
const MOMENT = 100;
const LONGEST = 4000;
const after = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const LATER = ["unreachable", "unavailable", "token", "signed-out", "elsewhere"];
const SUPERSEDED = ["conflict", "invalid"]; // not written, and it never will be: what was typed after it is tried

/** Returns the review and the question that a draft's place is about. */
export function aboutOf(place) {
  const [, , , review, question] = place.split(":");
  return { review, question };
}

// A page that shows the question looks after its words itself.
function isShown(place) {
  const { review, question } = aboutOf(place);
  return document.querySelector(`form[data-review="${CSS.escape(review)}"] [data-question="${CSS.escape(question)}"]`) !== null;
}

/**
 * Sends a person's `drafts` one after the other, those that were refused before only if asked to try them `again`.
 * Returns whether to try later, since the server could not be reached.
 */
export function sendAll(drafts, again) {
  const run = async () => {
    for (const place of await drafts.orphans()) {
      const found = isShown(place) ? null : await drafts.read(place);
      if (found?.draft && (again || !found.draft.held) && !(await deliver(drafts, found))) {
        return true;
      }
    }
    return false;
  };
  return navigator.locks ? navigator.locks.request("casegrade:outbox", run) : run();
}

/** Gives other windows a moment to send a person's drafts, of a review or all; what nobody looks after is sent from here. */
export async function sendFromEverywhere(drafts, review = "") {
  tell({ kind: "send" });
  for (let turn = 0; turn < TURNS && drafts.places(review).length && navigator.onLine; turn += 1) {
    if (turn === 0) {
      await Promise.race([sendAll(drafts, true), after(LONGEST)]);
    }
    await after(MOMENT);
  }
}

// Returns whether it is known what became of the draft: an attempt of unknown outcome first, then what followed it.
async function deliver(drafts, { place, raw: found, draft }) {
  let raw = found;
  const { review, question } = aboutOf(place);
  let now = { ...draft, held: "" };
  for (let left = Boolean(now.sent) + Boolean(now.fields); left > 0; left -= 1) {
    const answer = await post(draft.url, bodyOf(question, now.sent ?? now), tokenNow());
    if (LATER.includes(answer.state)) {
      return false;
    }
    const taken = answer.state === "saved" || answer.state === "kept-late";
    const partly = Object.keys(answer.problems ?? {}).length > 0 ? "partly" : "";
    now = { ...now, sent: null, held: taken ? partly : answer.state, sentence: answer.sentence ?? "" };
    if (taken) {
      now.version = String(answer.version ?? now.version);
      noteSaved(drafts.person, review, question, now.version);
    } else if (left === 1 || !SUPERSEDED.includes(answer.state)) {
      break; // the version stays the one that the words were made of: with a newer one they would overwrite it
    }
    // What is sent next is known to whoever finds the draft after this; its key is new only once it was answered.
    now.key = left === 1 ? freshKey() : now.key;
    if (left > 1 && drafts.lies(place, raw)) {
      await drafts.write(place, { ...now, held: "" });
      raw = drafts.rawAt(place);
    }
  }
  if (!now.held && now.quotation.length && !(await isQuoted(now))) {
    now.held = "quotation";
  }
  // Somebody else may have written there meanwhile: then what lies there is looked at another time.
  if (!now.held) {
    drafts.remove(place, raw);
  } else if (drafts.lies(place, raw)) {
    await drafts.write(place, now);
  }
  return true;
}

// Whether a quotation that was begun stands on its page by now, because the button that adds it was pressed.
async function isQuoted({ page, quotation }) {
  const plain = (text) => text.replace(/\s+/g, " ").trim();
  const words = plain(quotation.find(([name]) => name.endsWith("-quotation"))?.[1] ?? "");
  try {
    const answer = await fetch(page, { redirect: "manual", cache: "no-store" });
    const shown = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
    return words !== "" && [...shown.querySelectorAll("blockquote")].some((one) => plain(one.textContent) === words);
  } catch {
    return false;
  }
}

/** Returns what lies here of a person's words and no open page looks after, readable or not, the newest first. */
export async function whatIsLeft(drafts) {
  const found = await Promise.all((await drafts.orphans()).map((place) => drafts.read(place)));
  return found.filter((one) => one !== null).sort((one, other) => other.order - one.order);
}
