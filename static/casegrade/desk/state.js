// Which one thing is to be said of the whole page: the worst that is true of any of its questions.
import { possible } from "./drafts.js";

/** Returns the state of a page's autosave, as the bar says it. */
export function stateOf({ questions, stands, drafts, opened, queue }) {
  const { waiting, at, late } = queue;
  const all = [...questions.values()];
  const failed = drafts ? !possible() || all.some((question) => question.failed) : opened || waiting !== null;
  const held = (state) => all.find((question) => question.held === state);
  const place = (question) => question && `c-${question.code}`;
  if (stands !== "same") {
    return { kind: stands, failed };
  }
  for (const kind of ["conflict", "closed", "refused", "invalid"]) {
    if (held(kind)) {
      return { kind, failed, place: place(held(kind)), sentence: held(kind).sentence };
    }
  }
  if (all.some((question) => question.toSend)) {
    return { kind: waiting ? "trying" : "saving", failed };
  }
  if (late) {
    return { kind: "late", failed, sentence: late };
  }
  const partly = all.find((question) => question.partly);
  return partly ? { kind: "partly", at, failed, place: place(partly) } : { kind: failed ? "unkept" : at ? "saved" : "idle", at };
}
