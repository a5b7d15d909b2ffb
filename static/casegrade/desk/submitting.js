// A review is submitted with what the server holds: words of it that were not sent yet would not be part of it.
import { choose } from "./dialogs.js";
import { Drafts, possible } from "./drafts.js";
import { sendAll } from "./outbox.js";
import { person, tell } from "./session.js";

const PATIENCE = 20;
const MOMENT = 100;

/** Lets the form that submits a review ask where words of it lie here. `opened` gives the person's drafts. */
export function watchSubmitting(opened) {
  const form = document.querySelector("form[data-submits]");
  form?.addEventListener("submit", async (event) => {
    const drafts = possible() ? new Drafts(person, []) : null; // without keys they can be counted
    const left = () => new Set((drafts?.places(form.dataset.submits) ?? []).map((place) => place.split(":")[4])).size;
    if (!left() || form.dataset.asked) {
      return;
    }
    event.preventDefault();
    const chosen = await choose("submitting", (dialog) => {
      dialog.querySelector("[data-dialog-number]").textContent = `${left()} ${left() === 1 ? "answer was" : "answers were"} not sent yet.`;
    });
    if (chosen === "submit") {
      form.dataset.asked = "yes";
      form.requestSubmit();
    } else if (chosen === "send") {
      await send(opened, left);
      location.reload(); // what was sent is on this page now, to be read before it is submitted
    }
  });
}

async function send(opened, left) {
  tell({ kind: "send" });
  const drafts = await opened();
  for (let turn = 0; drafts && left() && turn < PATIENCE; turn += 1) {
    await sendAll(drafts, turn === 0);
    await new Promise((resolve) => setTimeout(resolve, MOMENT));
  }
}
