// On the page that compares two answers: what is chosen there is what the browser keeps from then on.
import { freshKey } from "./drafts.js";
import { answerOf, versionOf } from "./fields.js";

const PATIENCE = 4000;

/** Lets the form that compares answers settle the drafts of its questions. `opened` gives the person's drafts. */
export function watchComparing(opened) {
  const form = document.querySelector("form[data-comparing]");
  form?.addEventListener("submit", async (event) => {
    if (form.dataset.comparing === "settled") {
      return;
    }
    event.preventDefault();
    form.dataset.comparing = "settled";
    const drafts = await Promise.race([opened(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    if (drafts) {
      await Promise.all([...form.querySelectorAll("[data-question]")].map((section) => settle(drafts, form, section)));
    }
    form.requestSubmit(event.submitter);
  });
}

async function settle(drafts, form, section) {
  const chosen = section.querySelector(`[name="${section.dataset.question}-keep"]:checked`)?.value;
  for (const place of chosen ? await drafts.orphans(form.dataset.review, section.dataset.question) : []) {
    const { draft } = (await drafts.read(place)) ?? {};
    if (chosen === "stored" && !draft?.quotation.length) {
      drafts.remove(place);
    } else if (draft) {
      // The stored answer stands: of what was kept only the quotation that was begun is left.
      const fields = chosen === "stored" ? null : answerOf(section);
      await drafts.write(place, { ...draft, fields, key: freshKey(), sent: null, held: "", version: versionOf(section).value });
    }
  }
}
