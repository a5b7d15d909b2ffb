// The keys of the form. Which combination does what stands in the page's own help, and is read from there.
import { answered } from "./answered.js";
import { goTo, heldPlace, heldQuestion, isSeen, questionInFocus, questions } from "./focus.js";
import { pressOption } from "./options.js";
import { comeBack, rememberPlace } from "./place.js";

const KEPT = "casegrade:keys";
let rows = new Map();

/** Starts the keys where the page tells of them, and brings the focus back to where it was before a save. */
export function start() {
  const help = document.querySelector("[data-keyboard]");
  if (!help) {
    return;
  }
  rows = new Map([...help.querySelectorAll("[data-pressed]")].map((row) => [row.dataset.pressed, row.dataset.does]));
  help.querySelector("[data-keyboard-off]").hidden = true;
  offerSwitch(help.querySelector("[data-keyboard-switch]"));
  document.addEventListener("keydown", take);
  rememberPlace(document.querySelector("form#answers"));
  comeBack();
}

function take(event) {
  if (event.defaultPrevented || event.isComposing || !document.body.hasAttribute("data-keys")) {
    return;
  }
  const does = rows.get(pressed(event));
  if (does ? act(does) : plain(event) && pressOption(event.target, event.key)) {
    event.preventDefault();
  }
}

const plain = (event) => !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;

// The combination as the table writes it; a sign is what it is, with or without Shift, since keyboards differ.
function pressed(event) {
  if (event.metaKey || event.getModifierState("AltGraph")) {
    return "";
  }
  const held = [event.ctrlKey && "Ctrl", event.altKey && "Alt", event.shiftKey && event.key.length > 1 && "Shift"];
  return [...held.filter(Boolean), event.key].join("+");
}

const deeds = { next: () => step(1), previous: () => step(-1), unanswered, reader, cite, check, help };

// Every combination of the table is taken, so that it does the same wherever it is pressed.
function act(does) {
  deeds[does]?.();
  return does in deeds;
}

function step(by) {
  const all = questions();
  const here = all.indexOf(heldQuestion());
  const to = here < 0 ? all[by > 0 ? 0 : all.length - 1] : all[here + by];
  if (to) {
    goTo(to);
  } else if (by > 0) {
    document.querySelector("form#answers [name=then][value=continue]")?.focus();
    tell("This was the last question here.");
  } else {
    tell("This is the first question here.");
  }
}

function unanswered() {
  const all = questions();
  const here = all.indexOf(heldQuestion());
  const open = [...all.slice(here + 1), ...all.slice(0, here + 1)].find((section) => !answered(section));
  const elsewhere = document.querySelector("a[data-next-unanswered]");
  if (open) {
    goTo(open);
  } else if (elsewhere) {
    elsewhere.click();
  } else {
    tell("Every question here is answered.");
  }
}

function reader() {
  const place = document.querySelector("[data-reader]");
  const opens = document.querySelector("[data-reader-open] button");
  const links = [...document.querySelectorAll('[aria-label="Documents of the case"] a')];
  if (place?.contains(document.activeElement)) {
    back();
  } else if (place && isSeen(place)) {
    place.querySelector("[data-reader-view]").focus();
  } else if (opens && isSeen(opens)) {
    opens.click();
  } else {
    links.find(isSeen)?.focus();
    tell(links.length ? "Here documents open in a tab of their own." : "The case has no documents yet.");
  }
}

function back() {
  const place = heldPlace();
  const section = questionInFocus();
  if (place) {
    place.focus();
  } else if (section) {
    goTo(section);
  }
}

function cite() {
  const button = document.querySelector("[data-cite-do]");
  if (button && isSeen(button)) {
    button.click();
  } else {
    tell("Choose a passage in the document first.");
  }
}

function check() {
  document.querySelector("[data-keyboard] [data-does=check] a").click();
}

function help() {
  const list = document.querySelector("[data-keyboard]");
  const leaves = list.open && list.contains(document.activeElement);
  list.open = !leaves;
  if (leaves) {
    back();
  } else {
    list.querySelector("summary").focus();
  }
}

function tell(sentence) {
  document.querySelector("[data-keyboard-told]").textContent = sentence;
}

// The keys are on until somebody turns them off; where the browser keeps nothing, that holds for the page.
function offerSwitch(line) {
  const button = line.querySelector("button");
  const show = (on) => {
    document.body.toggleAttribute("data-keys", on);
    button.textContent = on ? button.dataset.off : button.dataset.on;
  };
  button.addEventListener("click", () => {
    const on = !document.body.hasAttribute("data-keys");
    show(on);
    try {
      localStorage.setItem(KEPT, on ? "on" : "off");
    } catch {
      // a browser that keeps nothing
    }
  });
  line.hidden = false;
  show(kept() !== "off");
}

function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}
