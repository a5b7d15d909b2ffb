// Words that are not on the server yet, kept in this browser: encrypted, for one person, and until they were taken.
// Where they lie: casegrade:draft:<person>:<review>:<question>:<page that wrote it>. The last part lets two windows
// write about one question without one overwriting the other's words.
const PREFIX = "casegrade:draft:";
const ALIVE = "casegrade:page:";
const SAVED = "casegrade:saved:";
const watched = new Set();

/** The name of this page among the pages of this browser. */
export const thisPage = freshKey();

/** Returns a new UUID; also where the browser has no secure context, which crypto.randomUUID needs. */
export function freshKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** Lets other pages know that this one is open and looks after its own drafts. */
export function stayKnown() {
  navigator.locks?.request(ALIVE + thisPage, () => new Promise(() => {})).catch(() => {});
}

/** Calls `then` once a page of this browser is gone. */
export function whenGone(page, then) {
  if (!watched.has(page)) {
    watched.add(page);
    navigator.locks.request(ALIVE + page, () => {}).then(then).catch(() => {});
  }
}

// Which version of an answer this browser saved last: a page that was asked for before may come with an older one.
const savedPlace = (person, review, question) => `${SAVED}${person}:${review}:${question}`;

/** Takes note that this version of an answer was saved from this browser; an earlier one changes nothing. */
export function noteSaved(person, review, question, version) {
  try {
    localStorage.setItem(savedPlace(person, review, question), Math.max(Number(version), savedBefore(person, review, question)));
  } catch {
    // Without it a page that is older than that meets a conflict: nothing is lost.
  }
}

/** Returns the last such version, 0 where there is none. */
export function savedBefore(person, review, question) {
  try {
    return Number(localStorage.getItem(savedPlace(person, review, question))) || 0;
  } catch {
    return 0;
  }
}

/** Forgets what was noted about a person's answers: they sign out. */
export function forgetSaved(person) {
  Object.keys(store() ?? {}).filter((name) => name.startsWith(`${SAVED}${person}:`)).forEach((name) => localStorage.removeItem(name));
}

async function openPages() {
  const held = (await navigator.locks?.query())?.held ?? [];
  return new Set(held.filter((lock) => lock.name.startsWith(ALIVE)).map((lock) => lock.name.slice(ALIVE.length)));
}

function store() {
  try {
    return crypto.subtle ? localStorage : null;
  } catch {
    return null;
  }
}

/** Returns whether this browser can keep words at all: it needs a secure context, and leave to store. */
export const possible = () => store() !== null;

const pageOf = (place) => place.slice(place.lastIndexOf(":") + 1);
const bytesOf = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

function textOf(bytes) {
  let text = "";
  for (let start = 0; start < bytes.length; start += 8192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return btoa(text);
}

/** The drafts of one person in this browser. `keys`: base64 of AES keys with 256 bits, the one for writing first. */
export class Drafts {
  constructor(person, keys) {
    this.person = person;
    this.keys = keys.map((key) => crypto.subtle?.importKey("raw", bytesOf(key), "AES-GCM", false, ["encrypt", "decrypt"]));
    this.count = Math.max(0, ...this.places().map((place) => Number.parseInt(store().getItem(place), 10) || 0));
  }

  /** Returns where this page keeps a draft about a question of a review. */
  placeOf(review, question) {
    return `${PREFIX}${this.person}:${review}:${question}:${thisPage}`;
  }

  /** Returns where drafts of this person lie, those of one review and question or of all. */
  places(review = "", question = "") {
    const start = `${PREFIX}${this.person}:${review ? `${review}:` : ""}${question ? `${question}:` : ""}`;
    return Object.keys(store() ?? {}).filter((name) => name.startsWith(start));
  }

  /** Returns those places that no page that is still open looks after. */
  async orphans(review = "", question = "") {
    const open = await openPages();
    return this.places(review, question).filter((place) => !open.has(pageOf(place)));
  }

  /** Returns the other open pages that look after drafts of this person. */
  async keepers(review = "") {
    const open = await openPages();
    open.delete(thisPage);
    return new Set(this.places(review).map(pageOf).filter((page) => open.has(page)));
  }

  /** Encrypts a draft and writes it; returns whether it lies there now. */
  async write(place, draft) {
    if (!store() || !this.keys.length) {
      return false;
    }
    try {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const plain = new TextEncoder().encode(JSON.stringify(draft));
      const made = await crypto.subtle.encrypt(this.how(place, iv), await this.keys[0], plain);
      this.count += 1;
      store().setItem(place, `${this.count}.${textOf(iv)}.${textOf(new Uint8Array(made))}`);
      return true;
    } catch {
      return false; // no room, or storing is not allowed: whoever asked says so
    }
  }

  /** Returns the draft at a place with the `raw` text that lies there and its `order`; `draft` is null where no key fits. */
  async read(place) {
    const raw = store()?.getItem(place);
    if (!raw) {
      return null;
    }
    const [order, iv, made] = raw.split(".");
    for (const key of this.keys) {
      try {
        const plain = await crypto.subtle.decrypt(this.how(place, bytesOf(iv)), await key, bytesOf(made));
        return { place, raw, order: Number(order), draft: JSON.parse(new TextDecoder().decode(plain)) };
      } catch {
        continue; // written with another key: that of the installation was changed since
      }
    }
    return { place, raw, order: Number(order), draft: null };
  }

  /** Returns the text that lies at a place, undeciphered. */
  rawAt(place) {
    return store()?.getItem(place) ?? "";
  }

  /** Returns whether what was read as `raw` still lies at its place. */
  lies(place, raw) {
    return store()?.getItem(place) === raw;
  }

  /** Removes what lies at a place, but not what somebody wrote there since it was read as `raw`. */
  remove(place, raw = null) {
    if (raw === null || store()?.getItem(place) === raw) {
      store()?.removeItem(place);
    }
  }

  // A draft is bound to its place: moved to another person's or question's it cannot be read.
  how(place, iv) {
    return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(place) };
  }
}
