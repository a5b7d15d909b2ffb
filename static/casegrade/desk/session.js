// Who is signed in to this browser now, as the server says it; with the token for posts and the keys of the drafts.
import { post as ask } from "./posting.js";

const place = document.querySelector("[data-session][data-user]");

/** The person for whom this page was made; empty where nobody was signed in. */
export const person = place?.dataset.user ?? "";

const channel = "BroadcastChannel" in window ? new BroadcastChannel("casegrade") : null;
let token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
let keys = [];

/** Returns the token that posts carry in X-CSRFToken. */
export const tokenNow = () => token;

/** Returns the base64 keys of this person's drafts, the one for writing first; none before the server gave them. */
export const keysNow = () => keys;

/**
 * Asks the server who is signed in, and takes the new token and keys where it is still this page's person.
 * Returns "same", "other", "out", or "unknown" where the server could not be asked.
 */
export async function standing() {
  const answer = await ask(place.dataset.session, null);
  if (typeof answer.user !== "string") {
    return answer.state === "elsewhere" ? "out" : "unknown";
  }
  if (answer.user !== person) {
    return answer.user ? "other" : "out";
  }
  keys = answer.keys ?? [];
  take(answer.token);
  return "same";
}

// The forms of the page go on with the new token too, so that a button pressed after signing in again works.
function take(fresh) {
  if (fresh && fresh !== token) {
    token = fresh;
    for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) {
      input.value = fresh;
    }
  }
}

/** Tells the other pages of this browser something: that this person is here, or that they are to send what they have. */
export function tell(message) {
  channel?.postMessage({ ...message, user: person });
}

/** Calls `heard(message)` for what other pages of this browser tell. */
export function hear(heard) {
  channel?.addEventListener("message", (event) => heard(event.data));
}
