"""The language screen: finding wordings in which a victim may be blamed. It proposes; a person decides.

A pattern is words, as one would say them, and four signs:

- Words match whatever their capitals, accents and apostrophes, and whatever white space or line end is between them.
- A hyphen in the text counts for nothing or for a space: `attention seeking` finds attention-seeking, and `streetwise`
  finds street-wise, also at a line's end. A hyphen in the pattern stands for all three: `street-wise` finds
  streetwise, street-wise and street wise.
- `*` at the end of a word of three or more letters stands for any ending, or none: `promiscu*`.
- `(his|her)` stands for one of the alternatives, each of one or more words.
- `...` between two words stands for up to four words, or none.

No match goes past the end of a sentence, a paragraph or a field of a record. Where several patterns meet in one place
there is one hit: the longest, and of the same length the one with most words.

Nothing here is a regular expression that an author wrote: a pattern is a handful of plain sequences of words, which
are compared word by word, so the time that a text takes grows with its length and with nothing else.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from review.domain.language_patterns import Element, PatternError, Phrase, Word, elements_of, tidy_pattern
from review.domain.language_words import DASHES, Words, words_of

SIDE = 220
"""How many characters before and after a hit are shown at most."""
MOST_JOINED = 4
MOST_KNOWN = 20_000
"""Of so many texts at most is kept what was found: a few megabytes."""
BEFORE = re.compile(r"[.!?][\"'’”)\]]*\s+|\n\s*\n|\s\|\s")
AFTER = re.compile(r"[.!?]+[\"'’”)\]]*(?=\s|$)|\n\s*\n|\s\|\s")


@dataclass(frozen=True)
class Hit:
    """A place that a pattern found: its key, and from where to where in the text as it was given."""

    key: str
    start: int
    end: int

    def meets(self, start: int, end: int) -> bool:
        """Return whether the hit shares at least a character with what stands from `start` to `end`."""
        return self.start < end and start < self.end


@dataclass(frozen=True)
class Wording:
    """A way in which a pattern can begin, what follows, the pattern's key, and how many parts it is made of."""

    key: str
    begins: Phrase
    follows: tuple[Element, ...]
    weight: int


class WordList:
    """Patterns made ready to be looked for, all at once."""

    def __init__(self, patterns: Iterable[tuple[str, str]]) -> None:
        """Take keys with their patterns. Raises PatternError."""
        self._whole: dict[str, list[Wording]] = {}
        self._begun: dict[str, list[Wording]] = {}
        for key, pattern in patterns:
            elements = elements_of(pattern)
            for phrase in elements[0].phrases:
                wording = Wording(key, phrase[1:], elements[1:], len(phrase) + len(elements))
                begins = self._whole if phrase[0].whole else self._begun
                begins.setdefault(phrase[0].plain, []).append(wording)
        self._known: dict[bytes, list[Hit]] = {}
        self._lengths = sorted({len(word) for word in self._begun})
        self._shortest = {word[:3] for word in self._begun}

    def hits(self, text: str) -> list[Hit]:
        """Return the places in a text where the patterns stand, in order; none shares a character with another.

        What was found in a text is kept by the text's digest, without a word of it: pages are looked at often.
        """
        digest = sha256(text.encode("utf-8", "surrogatepass")).digest()
        found = self._known.get(digest)
        if found is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            found = self._known[digest] = self.read(text)
        return found

    def read(self, text: str) -> list[Hit]:
        """Return the same, worked out anew."""
        return _apart(self.every(text))

    def every(self, text: str) -> dict[Hit, int]:
        """Return every place where a pattern stands, also where several meet, with how many words it is made of."""
        return self.every_among(words_of(text))

    def every_among(self, words: Words) -> dict[Hit, int]:
        """Return the same of a text that is taken apart into its words already."""
        found: dict[Hit, int] = {}
        for at in self._beginnings(words):
            for hit, weight in self._hits_at(words, at):
                found[hit] = max(weight, found.get(hit, 0))
        return found

    def _beginnings(self, words: Words) -> list[int]:
        """Return the words with which a pattern may begin; the rest of the text is looked at no further."""
        whole, begun = self._whole, self._shortest
        found = [at for at, word in enumerate(words.plain) if word in whole or word[:3] in begun]
        if DASHES.isdisjoint(words.text):
            return found
        text = words.text
        return sorted({*found, *(at for at, end in enumerate(words.ends) if text[end : end + 1] in DASHES)})

    def _hits_at(self, words: Words, at: int) -> Iterator[tuple[Hit, int]]:
        for head, after in _joined(words, at):
            for wording in self._begun_by(head):
                end = _end_of(words, after, wording)
                if end is not None:
                    yield Hit(wording.key, words.starts[at], words.ends[end - 1]), wording.weight

    def _begun_by(self, word: str) -> Iterator[Wording]:
        yield from self._whole.get(word, ())
        if word[:3] in self._shortest:
            for length in self._lengths:
                yield from self._begun.get(word[:length], ()) if length <= len(word) else ()


@lru_cache(maxsize=16)
def word_list(patterns: tuple[tuple[str, str], ...]) -> WordList:
    """Return patterns made ready, kept by what they are: a list that did not change is made ready once."""
    return WordList(patterns)


def stands_at(pattern: str, text: str, start: int, end: int) -> bool:
    """Return whether a pattern stands exactly from `start` to `end` of a text."""
    return Hit("", start, end) in WordList([("", pattern)]).every(text)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return from where to where the sentence around a place goes, cut between words where it is very long."""
    low, high = max(0, start - SIDE), min(len(text), end + SIDE)
    ends_before = list(BEFORE.finditer(text, low, start))
    first = ends_before[-1].end() if ends_before else _next_word(text, low, start)
    after = AFTER.search(text, end, high)
    if after is None:
        last = high if high == len(text) else max(end, text.rfind(" ", end, high))
    else:
        last = after.end() if after.group()[0] in ".!?" else after.start()
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def _next_word(text: str, low: int, start: int) -> int:
    """Return where the first whole word after `low` begins, or `low` at the beginning of the text."""
    space = text.find(" ", low, start) if low else -1
    return space + 1 if space >= 0 else (low if not low else start)


def _joined(words: Words, at: int) -> Iterator[tuple[str, int]]:
    """Yield a word, and it with those that dashes join to it, each with the number of the word after."""
    head = words.plain[at]
    yield head, at + 1
    for after in range(at + 1, min(at + MOST_JOINED, len(words))):
        if not words.is_joined(after - 1):
            return
        head += words.plain[after]
        yield head, after + 1


def _end_of(words: Words, after: int, wording: Wording) -> int | None:
    """Return the number of the word after the nearest place where a wording ends, or None where it does not stand."""
    places = _through(words, {after}, wording.begins)
    for element in wording.follows:
        begins = {begin for place in places for begin in _within(words, place, element.between)}
        places = {end for phrase in element.phrases for end in _through(words, begins, phrase)}
        if not places:
            return None
    return min(places, default=None)


def _within(words: Words, place: int, between: int) -> Iterator[int]:
    """Yield the words that can be next after `place` when up to `between` others stand before them."""
    for at in range(place, min(place + between + 1, len(words))):
        if words.is_parted(at - 1):
            return
        yield at


def _through(words: Words, places: set[int], phrase: Phrase) -> set[int]:
    """Return the numbers of the words after a phrase that begins at any of the places."""
    for word in phrase:
        places = {end for place in places for end in _taken(words, place, word)}
    return places


def _taken(words: Words, place: int, word: Word) -> Iterator[int]:
    if place >= len(words) or words.is_parted(place - 1):
        return
    for head, after in _joined(words, place):
        if head == word.plain or (not word.whole and head.startswith(word.plain)):
            yield after


def _apart(found: dict[Hit, int]) -> list[Hit]:
    """Return the hits that are left when of those that meet only the longest, or that of most words, stays."""
    kept: list[Hit] = []
    starts: list[int] = []
    for hit in sorted(found, key=lambda hit: (hit.start - hit.end, -found[hit], hit.start, hit.key)):
        place = bisect_left(starts, hit.start)
        neighbours = kept[max(0, place - 1) : place + 1]
        if not any(hit.meets(other.start, other.end) for other in neighbours):
            kept.insert(place, hit)
            starts.insert(place, hit.start)
    return kept


__all__ = ["Hit", "PatternError", "WordList", "sentence_around", "stands_at", "tidy_pattern", "word_list"]
