// Remembers where somebody was in a document, and which one was open beside a review: identifiers and numbers alone.
const PLACE = "casegrade:place";
const OPEN = "casegrade:open";

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing, or is full: then the document opens at its first page.
  }
}

/** Returns where the person was in a document: page, offset (part of the page's height), zoom, whether as text. */
export function placeIn(user, documentId) {
  const place = read(`${PLACE}:${user}:${documentId}`);
  return Number.isInteger(place?.page) ? place : { page: 1, offset: 0 };
}

/** Remembers where the person is in a document. */
export function rememberPlace(user, documentId, { page, offset, zoom, asText }) {
  write(`${PLACE}:${user}:${documentId}`, { page, offset: Math.round(offset * 1000) / 1000, zoom, asText });
}

/** Returns the document that was open beside a review; empty where none was. */
export function openBeside(user, review) {
  return read(`${OPEN}:${user}:${review}`) ?? "";
}

/** Remembers which document is open beside a review; empty for none. */
export function rememberOpen(user, review, documentId) {
  write(`${OPEN}:${user}:${review}`, documentId);
}
