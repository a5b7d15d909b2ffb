// Ways through the review: on to the next unanswered question, and straight to the field or the question that a link names.
import { goTo, heldQuestion } from "./focus.js";

/** Starts giving the link the question from which it goes on, and moves the focus to what was led to. */
export function start() {
  const place = document.getElementById(location.hash.slice(1));
  if (place?.matches("textarea, input")) {
    place.focus();
  } else if (place?.matches("[data-question]") && document.activeElement === document.body) {
    goTo(place);
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-next-unanswered]");
    const held = heldQuestion();
    if (link && held) {
      const address = new URL(link.href);
      address.searchParams.set("after", held.dataset.question);
      link.href = address.href;
    }
  });
}
