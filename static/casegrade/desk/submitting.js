// A review is submitted with what the server holds: words of it that were not sent yet would not be part of it.
import { choose } from "./dialogs.js";
import { Drafts, possible } from "./drafts.js";
import { aboutOf, sendFromEverywhere } from "./outbox.js";
import { person } from "./session.js";

/** Lets the form that submits a review ask where words of it lie here. `opened` gives the person's drafts. */
export function watchSubmitting(opened) {
  const form = document.querySelector("form[data-submits]");
  form?.addEventListener("submit", async (event) => {
    const drafts = possible() ? new Drafts(person, []) : null; // without keys they can be counted
    const left = () => new Set((drafts?.places(form.dataset.submits) ?? []).map((place) => aboutOf(place).question)).size;
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
      const unlocked = await opened();
      await (unlocked && sendFromEverywhere(unlocked, form.dataset.submits));
      location.reload(); // what was sent is on this page now, to be read before it is submitted
    }
  });
}
