// Reads the page's live parts anew after something else on it changed: nothing moves, and nothing typed is touched.
import { Button, CharacterCount, Checkboxes, Radios, createAll } from "../../vendor/govuk-frontend/govuk-frontend.min.js";
import { pause } from "./backoff.js";
import { versionOf } from "./fields.js";

let reading = null;
let owed = false;
let failures = 0;
const lastRead = new WeakMap();

/** Re-reads the page's live parts; calls that come while it does are answered by one more reading. */
export function refresh() {
  owed = true;
  reading ??= readAll().finally(() => {
    reading = null;
  });
  return reading;
}

async function readAll() {
  while (owed) {
    owed = false;
    const fresh = await page();
    if (fresh) {
      failures = 0;
      keepingPlace(() => replaceAll(fresh));
      document.dispatchEvent(new CustomEvent("casegrade:refreshed"));
    } else if (fresh === null) {
      failures += 1;
      setTimeout(refresh, pause(failures)); // a page that is left as it is shows less than what is stored
    }
  }
}

// The page as it is, without what it told of the last press of a button.
function address() {
  const here = new URL(location.href);
  here.searchParams.delete("saved");
  here.searchParams.delete("because");
  here.hash = "";
  return here;
}

// The page as it is now; null where it could not be had this time, undefined where it is not to be had at all.
async function page() {
  try {
    const answer = await fetch(address(), { headers: { Accept: "text/html" }, redirect: "manual", cache: "no-store" });
    const text = answer.ok ? await answer.text() : "";
    return answer.ok ? new DOMParser().parseFromString(text, "text/html") : answer.status >= 500 ? null : undefined;
  } catch {
    return null;
  }
}

const isFree = (part) => !part.contains(document.activeElement) && !part.matches("[data-unsent]") && !part.querySelector("[data-unsent]");
const holdsWords = (part) => part.querySelector("input:not([type=hidden]), textarea, select") && part.closest("[data-unsent]");

function replaceAll(fresh) {
  sections(fresh);
  for (const part of document.querySelectorAll("[data-live]")) {
    const now = fresh.querySelector(`[data-live="${CSS.escape(part.dataset.live)}"]`);
    if (now && isFree(part) && !holdsWords(part) && now.innerHTML !== lastRead.get(part)) {
      const open = [...part.querySelectorAll("details")].map((one) => one.open);
      lastRead.set(part, now.innerHTML);
      part.replaceChildren(...document.importNode(now, true).childNodes);
      part.querySelectorAll("details").forEach((one, number) => (one.open = open[number] ?? one.open));
      started(part);
    }
  }
}

// Questions that are asked now or no more, and answers that another window changed.
function sections(fresh) {
  for (const now of fresh.querySelectorAll("#answers > section[id]")) {
    const before = document.getElementById(now.id);
    if (before && isFree(before) && differs(before, now)) {
      before.replaceWith(now);
      started(now);
    }
  }
}

function differs(before, now) {
  if (before.dataset.question !== now.dataset.question) {
    return true;
  }
  return Boolean(now.dataset.question) && Number(versionOf(now).value) > Number(versionOf(before).value);
}

function started(part) {
  for (const component of [Button, CharacterCount, Checkboxes, Radios]) {
    createAll(component, undefined, { scope: part });
  }
}

// What one looks at stays where it is on the screen, whatever grows or shrinks above it.
function keepingPlace(change) {
  const root = document.documentElement;
  const seen = [document.activeElement?.closest("[data-question]"), ...document.querySelectorAll("#answers > section")];
  const anchor = seen.find((part) => part && part.getBoundingClientRect().bottom > 0);
  const before = anchor?.getBoundingClientRect().top;
  root.style.overflowAnchor = "none";
  change();
  if (anchor?.isConnected) {
    window.scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
  }
  requestAnimationFrame(() => (root.style.overflowAnchor = ""));
}
