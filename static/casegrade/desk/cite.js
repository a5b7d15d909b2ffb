// Cites a chosen passage for a question of the page. It stays chosen until the server has taken it.
import { addressOf, nameOf } from "./fields.js";
import { questionInFocus } from "./focus.js";
import { post } from "./posting.js";
import { standing, tokenNow } from "./session.js";

const FAILED = {
  unreachable: "Not cited yet: the server cannot be reached. The passage is kept here. Try again soon.",
  elsewhere: "You are signed out. Sign in again, then press Cite once more: the passage is kept here.",
  "signed-out": "You are signed out. Sign in again, then press Cite once more: the passage is kept here.",
};
const SHOWN = 240;

function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const shortened = (words) => (words.length > SHOWN ? `${words.slice(0, SHOWN / 2)} … ${words.slice(-SHOWN / 2)}` : words);
const citable = () => [...document.querySelectorAll("form[data-cite] [data-question]")];

/** Sets up the bar in which a chosen passage is cited. `onDone()` is told when it was taken or let go. */
export function citing(pane, onDone) {
  const part = (name) => pane.querySelector(`[data-cite-${name}]`);
  const bar = pane.querySelector("[data-reader-cite]");
  const [words, question, button, flag, told, signIn] = ["words", "question", "do", "flag", "told", "sign-in"].map(part);
  let passage = null;
  let sending = false;

  function say(sentence, wrong = false) {
    told.textContent = sentence;
    told.classList.toggle("cg-reader__told--wrong", wrong);
  }

  function offer(section = questionInFocus()) {
    const code = section?.dataset.question ?? question.value;
    question.replaceChildren(
      ...citable().map((one) => {
        const name = nameOf(one);
        return new Option(name, one.dataset.question, false, one.dataset.question === code);
      }),
    );
    button.disabled = !question.options.length;
  }

  function choose(parts, source) {
    if (sending) {
      return;
    }
    passage = parts.length ? { source, parts: parts.map((one) => ({ ...one, keys: new Map() })) } : null;
    const before = bar.hidden;
    bar.hidden = !passage;
    signIn.hidden = true;
    if (!passage) {
      return;
    }
    const pages = parts.map(({ page }) => page);
    const where = pages.length > 1 ? `${source.unit}s ${pages.join(" and ")}` : `${source.unit} ${pages[0]}`;
    const inParts = parts.length > 1 ? ` It goes over ${parts.length} ${source.unit}s, so it is cited in ${parts.length} parts.` : "";
    words.textContent = `“${shortened(parts.map(({ quotation }) => quotation).join(" "))}”, ${where}.${inParts}`;
    say("");
    if (before || !question.options.length) {
      offer();
    }
    const fields = flag.elements;
    [fields.document.value, fields.page.value, fields.quotation.value] = [source.id, parts[0].page, parts[0].quotation];
  }

  async function send(one, code) {
    const section = citable().find((one) => one.dataset.question === code);
    const url = section && addressOf(section.closest("form").dataset.cite, section);
    if (!one.keys.has(code)) {
      one.keys.set(code, uuid());
    }
    const body = new URLSearchParams({ document: passage.source.id, page: one.page, quotation: one.quotation, key: one.keys.get(code) });
    const answer = await post(url, body, tokenNow());
    return answer.state === "token" && (await standing()) === "same" ? post(url, body, tokenNow()) : answer;
  }

  async function cite() {
    if (!passage || sending || !question.value) {
      return;
    }
    sending = true;
    button.setAttribute("aria-disabled", "true");
    say("Citing");
    const chosen = question.selectedOptions[0];
    const answers = [];
    for (const one of [...passage.parts]) {
      const answer = await send(one, chosen.value);
      if (answer.state !== "saved") {
        failed(answer, answers.length);
        break;
      }
      answers.push(answer);
      passage.parts.shift();
    }
    sending = false;
    button.removeAttribute("aria-disabled");
    if (!passage.parts.length) {
      away();
      say(`${answers.every(({ again }) => again) ? "Cited already" : "Cited"} for “${chosen.text}”. ${answers.map(({ words: checked }) => checked).join(". ")}.`);
    }
    if (answers.length) {
      import("./refresh.js").then(({ refresh }) => refresh()).catch(() => {});
    }
  }

  function failed(answer, taken) {
    const before = taken ? "The first part was cited. " : "";
    say(`${before}${answer.sentence ?? FAILED[answer.state] ?? FAILED.unreachable}`, true);
    signIn.hidden = !["signed-out", "elsewhere"].includes(answer.state);
  }

  function away() {
    const held = bar.contains(document.activeElement);
    passage = null;
    bar.hidden = true;
    onDone(held);
  }

  button.addEventListener("click", cite);
  part("away").addEventListener("click", () => {
    away();
    say("");
  });
  flag.addEventListener("submit", () => (flag.elements.csrfmiddlewaretoken.value = tokenNow()));
  document.addEventListener("focusin", ({ target }) => {
    const section = target.closest("[data-question]");
    if (section && !bar.hidden && !sending) {
      offer(section);
    }
  });
  document.addEventListener("casegrade:refreshed", () => bar.hidden || sending || offer());
  return { choose, cite, away, holds: () => passage !== null };
}
