// After a save that loaded the page anew, the focus is where it was before: nobody has to look for their place.
import { goTo, heldPlace, isSeen } from "./focus.js";

const KEPT = "casegrade:place";

/** Keeps the place in focus when the form is sent, for this tab and until it was used. */
export function rememberPlace(form) {
  form?.addEventListener("submit", () => {
    const place = heldPlace();
    try {
      sessionStorage.setItem(KEPT, JSON.stringify({ path: location.pathname, id: place?.id ?? "" }));
    } catch {
      // a browser that keeps nothing: the page opens at the question all the same
    }
  });
}

/** Moves the focus back, where the page says that it was saved and does not lead to a message at its top. */
export function comeBack() {
  const kept = taken();
  const saved = new URLSearchParams(location.search).get("saved");
  if (!saved || location.hash === "#main-content") {
    return;
  }
  const section = document.querySelector(`[data-question="${CSS.escape(saved)}"]`);
  const place = kept.path === location.pathname && kept.id ? document.getElementById(kept.id) : null;
  const seen = place && (isSeen(place) ? place : place.closest("details")?.querySelector("summary"));
  if (seen && (!section || section.contains(seen))) {
    seen.focus();
  } else if (section) {
    goTo(section);
  }
}

function taken() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT)) ?? {};
    sessionStorage.removeItem(KEPT);
    return kept;
  } catch {
    return {};
  }
}
