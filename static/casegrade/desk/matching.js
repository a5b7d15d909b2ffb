// Finds words in a text whatever the drawing of a page did to its spaces, hyphens and quotation marks.
const DROPPED = /[\s\p{Cc}\p{Cf}\-‐‑‒–—―−⁃]/u;
const QUOTES = /["'`´‘’‚‛“”„‟‹›«»′″]/u;
const SPECIAL = /[.*+?^${}()|[\]\\/]/g;

/** Returns a text as it is compared, without spaces, and for each of its characters where it came from and ended. */
export function squeezed(text) {
  const plain = [];
  const from = [];
  const to = [];
  let at = 0;
  for (const given of text) {
    const end = at + given.length;
    for (const one of given.normalize("NFKD")) {
      if (!DROPPED.test(one)) {
        for (const unit of QUOTES.test(one) ? "'" : one.toLowerCase()) {
          plain.push(...unit.split(""));
          from.push(...unit.split("").map(() => at));
          to.push(...unit.split("").map(() => end));
        }
      }
    }
    at = end;
  }
  return { plain: plain.join(""), from, to };
}

/** Returns every place of `wanted` in `text`, as [start, end] in the text as given. */
export function placesOf(text, wanted) {
  const { plain, from, to } = squeezed(text);
  const words = squeezed(wanted).plain;
  const found = [];
  for (let at = words ? plain.indexOf(words) : -1; at >= 0; at = plain.indexOf(words, at + words.length)) {
    found.push([from[at], to[at + words.length - 1]]);
  }
  return found;
}

/** Returns the expression that finds typed words: any case, any spaces between them, any quotation marks and dashes. */
export function expressionOf(words) {
  const pattern = words
    .normalize("NFC")
    .trim()
    .replace(SPECIAL, "\\$&")
    .replace(/["'`´‘’“”]/g, "[\"'`´‘’“”]")
    .replace(/[-‐‑–—]/g, "[-‐‑–—]")
    .replace(/\s+/g, "\\s+");
  return pattern ? new RegExp(pattern, "giu") : null;
}

/** Returns the words that are drawn in an element, a line's end as a line's end, and the text nodes they stand in. */
export function drawn(element, range = null) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const nodes = [];
  let text = "";
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (range && !range.intersectsNode(node)) {
      continue;
    }
    if (node.nodeName === "BR") {
      text += "\n";
    } else if (node.nodeType === Node.TEXT_NODE && !node.parentElement.closest("[aria-hidden]")) {
      const start = range?.startContainer === node ? range.startOffset : 0;
      const end = range?.endContainer === node ? range.endOffset : node.length;
      nodes.push({ node, at: text.length, start });
      text += node.data.slice(start, end);
    }
  }
  return { text, nodes };
}

/** Returns the range of the given place in what was drawn. */
export function rangeAt({ nodes }, start, end) {
  const holding = (place) => nodes.findLast(({ at }) => at <= place) ?? nodes[0];
  const first = holding(start);
  const last = holding(end - 1);
  const range = document.createRange();
  range.setStart(first.node, Math.min(first.start + start - first.at, first.node.length));
  range.setEnd(last.node, Math.min(last.start + end - last.at, last.node.length));
  return range;
}

/** Colours these ranges under a name that the style sheet knows, where the browser can; none takes the colour away. */
export function colour(name, ranges) {
  if (!("highlights" in CSS)) {
    return;
  }
  if (ranges.length) {
    CSS.highlights.set(name, new Highlight(...ranges));
  } else {
    CSS.highlights.delete(name);
  }
}
