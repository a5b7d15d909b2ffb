// One request to the server, and what came of it in a word. Never throws.
const PATIENCE = 30000;
const ALIVE = 60000; // a browser takes 64 KiB in all for requests that outlive their page

/**
 * Posts `body` (URLSearchParams, or null to only ask) with a token, and returns the server's answer as an object.
 * Its `state` is the server's word, or "unreachable" where nothing understandable came back, or "elsewhere" where the
 * answer was a redirection. `leaving`: the page is about to go, so the request is to outlive it.
 */
export async function post(url, body, token = "", leaving = false) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const answer = await fetch(url, {
      method: body ? "POST" : "GET",
      body,
      headers: { Accept: "application/json", ...(body ? { "X-CSRFToken": token } : {}) },
      redirect: "manual",
      cache: "no-store",
      keepalive: leaving && String(body ?? "").length < ALIVE,
      signal: patience.signal,
    });
    if (answer.type === "opaqueredirect") {
      return { state: "elsewhere" };
    }
    return { state: "unreachable", ...(await answer.json()) };
  } catch {
    return { state: "unreachable" };
  } finally {
    clearTimeout(timer);
  }
}

/** Returns what is posted of an answer: its fields, the version that it was made of, and the key of this write. */
export function bodyOf(question, { fields, version, key }) {
  const taken = fields.map(([name, value]) => [name, value.replaceAll("\0", "")]); // no database takes that character
  return new URLSearchParams([...taken, [`${question}-version`, version], ["key", key]]);
}
