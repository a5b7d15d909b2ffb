// When the page goes: what is not sent yet goes along, the form's own buttons wait for what is under way, and the
// browser asks only where words would be lost.
import { lookHere } from "./saving.js";

const PATIENCE = 4000;
const BETWEEN = 500;
const after = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Looks after an autosave's words when its page is hidden, left, sent as a form, or shown again. */
export function watchLeaving(autosave) {
  const { form } = autosave;
  const all = () => [...autosave.questions.values()];
  const loses = () => !autosave.forgotten && all().some((question) => question.wouldLose);
  let going = ""; // "settling" while a button waits, "now" once the browser leaves by it
  let insists = false;
  form.autocomplete = "off"; // drafts bring words back with the version that they belong to: a browser would not

  // Everything was sent that can be, or it was tried for long enough.
  const settled = async () => {
    let over = false;
    const patience = after(PATIENCE).then(() => (over = true));
    const tries = async () => {
      autosave.queue.hurry();
      while (!over && navigator.onLine && all().some((question) => question.toSend)) {
        await autosave.queue.again();
        await after(autosave.queue.waiting ? BETWEEN : 0);
      }
    };
    const { failures } = autosave.queue;
    await Promise.race([tries(), patience]);
    autosave.queue.asBefore(failures); // these tries were asked for: they say nothing of how busy the server is
  };

  form.addEventListener("input", () => {
    going = "";
    insists = false;
  });

  // Answers go by themselves first: otherwise the form would meet its own words as if somebody else had written them.
  // Where that fails the page stays, since the browser would show its own page of errors; pressed again, it goes.
  form.addEventListener("submit", async (event) => {
    if (going === "now" || (!going && !all().some((question) => question.toSend))) {
      going = "now";
      return;
    }
    event.preventDefault();
    if (going) {
      return;
    }
    going = "settling";
    await settled();
    going = autosave.queue.waiting && !insists && !loses() ? "" : "now";
    insists = true;
    if (going) {
      form.requestSubmit(event.submitter);
    } else {
      lookHere();
    }
  });

  window.addEventListener("pagehide", () => {
    for (const question of going === "now" || autosave.forgotten ? [] : all()) {
      if (question.toSend && !question.underWay && autosave.stands === "same") {
        autosave.queue.send(question, true);
      }
    }
  });

  window.addEventListener("pageshow", (event) => {
    going = event.persisted ? "" : going;
    if (event.persisted && !loses()) {
      location.reload(); // the page that the browser kept is not what is stored any more
    }
  });

  window.addEventListener("beforeunload", (event) => {
    if (going !== "now" && loses()) {
      event.preventDefault();
    }
  });

  // Whoever signs out waits for this, and learns which questions have words that only this page holds.
  document.addEventListener("casegrade:send", (event) => {
    event.detail.push(settled().then(() => all().filter((question) => question.wouldLose).map(({ code }) => `${form.dataset.review}:${code}`)));
  });
}
