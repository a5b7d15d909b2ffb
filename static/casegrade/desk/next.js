// Ways through the review: on to the next unanswered question, and straight into the field that a link names.
import { heldQuestion } from "./focus.js";

/** Starts giving the link the question from which it goes on, and moves the focus into a field that was led to. */
export function start() {
  const place = document.getElementById(location.hash.slice(1));
  if (place?.matches("textarea, input")) {
    place.focus();
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
