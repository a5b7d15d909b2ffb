// The bar that always says in words how it stands with what is typed.
const bar = document.querySelector("[data-save-state]");
const part = (name) => bar?.querySelector(`[data-save-${name}]`);
const PROBLEMS = ["unkept", "partly", "trying", "late", "refused", "closed", "invalid", "conflict", "out", "other"];
let problem = "";

const UNKEPT = "Your words are not kept in this browser: save often.";
const WORDS = {
  idle: () => "Every answer is saved as you write it.",
  saving: () => "Saving",
  saved: ({ at }) => `Saved ${at}`,
  unkept: ({ at }) => `${at ? `Saved ${at}. ` : ""}${UNKEPT}`,
  partly: ({ at, failed }) => `${at ? `Saved ${at}, but not everything` : "Not everything is saved"}: ${failed ? "see what is wrong." : "the rest is kept in this browser."}`,
  trying: ({ failed }) => (failed ? "Not saved, and not kept in this browser: leave this page open, trying again" : "Not saved: kept in this browser, trying again"),
  late: ({ sentence }) => sentence,
  refused: (state) => refusal(state),
  closed: (state) => refusal(state),
  invalid: (state) => refusal(state),
  conflict: () => "Not saved: another window saved a different answer.",
  out: ({ failed }) => (failed ? "You are signed out. Your words are not kept in this browser: leave this page open" : "You are signed out: your words are kept"),
  other: ({ failed }) => `Somebody else is signed in now, so nothing more is sent from this page. ${kept(failed)}`,
};

// The server begins with "Nothing was saved", the bar always with "Not saved".
function refusal({ sentence, failed }) {
  return `Not saved. ${sentence.replace(/^Nothing was saved[.:]?\s*/, "").replace(/^[a-z]/, (first) => first.toUpperCase())} ${kept(failed)}`;
}

function kept(failed) {
  return failed ? "Your words are not kept in this browser: copy them before you leave." : "Your words are kept in this browser for you.";
}

/**
 * Says one state: its `kind`, with the time `at` of the last save, a server's `sentence`, whether drafts `failed` to be
 * kept, and the `place` (an element's id) where something is to be mended. Spoken only when a problem comes or goes.
 */
export function say(state) {
  if (!bar) {
    return;
  }
  const words = WORDS[state.kind](state).trim();
  bar.hidden = false;
  bar.dataset.saveState = state.kind;
  set(part("words"), words);
  part("sign-in").hidden = state.kind !== "out";
  part("compare").hidden = state.kind !== "conflict";
  part("place").hidden = !state.place;
  part("place").setAttribute("href", `#${state.place ?? ""}`);
  const writing = state.kind === "partly" && document.getElementById(state.place)?.contains(document.activeElement);
  const now = writing ? problem : PROBLEMS.includes(state.kind) ? state.kind : "";
  if (now !== problem && (now || state.kind === "saved")) {
    problem = now;
    set(part("spoken"), words);
  }
}

/** Leads to the bar: a button could not do what it says, and the bar says why. */
export function lookHere() {
  bar?.focus();
}

function set(element, words) {
  if (element.textContent !== words) {
    element.textContent = words;
  }
}

// What has the focus is scrolled clear of the bar, however many lines its words take. A browser alone does that for the
// line of a field in which one writes, not for the field.
function keepClear() {
  const focused = document.activeElement;
  if (focused?.closest("#answers") && focused.getBoundingClientRect().bottom > bar.getBoundingClientRect().top) {
    focused.scrollIntoView({ block: "nearest", behavior: "instant" });
  }
}

if (bar && "ResizeObserver" in window) {
  new ResizeObserver(() => {
    document.documentElement.style.scrollPaddingBottom = `${bar.offsetHeight + 8}px`;
    keepClear();
  }).observe(bar);
  let pointed = false; // under a pointer nothing moves
  document.addEventListener("pointerdown", () => (pointed = true), true);
  document.addEventListener("keydown", () => (pointed = false), true);
  document.addEventListener("focusin", () => pointed || keepClear());
}
