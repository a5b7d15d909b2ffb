// Signing out sends what is not sent yet. Where that fails the person says what is to become of the words.
import { choose } from "./dialogs.js";
import { Drafts, forgetSaved, possible } from "./drafts.js";
import { aboutOf, sendFromEverywhere } from "./outbox.js";
import { person, standing, tell } from "./session.js";

/** Lets the buttons for signing out wait for words that are not sent. `opened` gives the person's drafts. */
export function watchSigningOut(opened) {
  for (const form of document.querySelectorAll("form[data-sign-out]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const button = event.submitter ?? form.querySelector("button");
      if (button.getAttribute("aria-disabled") !== "true") {
        const called = button.textContent;
        button.setAttribute("aria-disabled", "true");
        button.textContent = "Signing out";
        signOut(form, opened).finally(() => {
          button.removeAttribute("aria-disabled");
          button.textContent = called;
        });
      }
    });
  }
}

async function signOut(form, opened) {
  const here = await sentFromHere();
  const drafts = possible() ? ((await opened()) ?? new Drafts(person, [])) : null; // without keys they can be counted
  await (drafts && sendFromEverywhere(drafts));
  const left = drafts?.places().map((place) => Object.values(aboutOf(place)).join(":")) ?? [];
  const answers = new Set([...here, ...left]);
  const chosen = answers.size ? await choose("signing-out", (dialog) => describe(dialog, answers.size, here.length)) : "keep";
  if (chosen !== "keep" && chosen !== "delete") {
    return;
  }
  if ((await standing()) === "unknown") {
    await choose("still-signed-in");
    return;
  }
  if (chosen === "delete") {
    tell({ kind: "forget" });
    document.dispatchEvent(new CustomEvent("casegrade:forget"));
    drafts?.places().forEach((place) => drafts.remove(place));
  }
  forgetSaved(person);
  form.submit();
}

// Returns the questions of this page with words that are not even kept.
async function sentFromHere() {
  const promises = [];
  document.dispatchEvent(new CustomEvent("casegrade:send", { detail: promises }));
  return (await Promise.all(promises)).flat();
}

function describe(dialog, number, lost) {
  dialog.querySelector("[data-dialog-number]").textContent = `${number} ${number === 1 ? "answer was" : "answers were"} not sent.`;
  dialog.querySelector("[data-dialog-lost]").hidden = lost === 0;
  dialog.querySelector("button[value=keep]").hidden = lost > 0;
}
