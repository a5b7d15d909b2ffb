// The link to the next unanswered question goes on from the question in focus.
import { heldQuestion } from "./focus.js";

/** Starts giving the link the question from which it goes on, wherever on the page it stands. */
export function start() {
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
