"""Finding a quotation in a document's text, whatever the extraction or the typing did to spaces, hyphens and quotes."""

import re
import unicodedata
from collections.abc import Iterator

QUOTE_MARKS = frozenset("\"'`´‘’‚‛“”„‟‹›«»′″")
DASHES = frozenset("-‐‑‒–—―−⁃")
JOINS_WORDS = ("L", "M", "N")
"""Unicode's letters, marks and numbers: a dash between two of these may be the end of a line inside a word."""
SAYS_SOMETHING = ("L", "N", "S")
"""Unicode's letters, numbers and symbols: without one of these a quotation is only marks."""
ELLIPSIS = re.compile(r"[\[(]?\.(?: ?\.){2,}[\])]?")

Unit = tuple[str, int]
"""A character as it is compared, and where in the text it came from."""


def find_quotation(text: str, quotation: str) -> tuple[int, int] | None:
    """Return where `quotation` first stands in `text`, as (start, end) in the text as given, or None.

    The same are: runs of white space of any length and kind; all quotation marks; letters and their ligatures or
    composed forms. Dashes and invisible characters do not count, nor does a line's end after a hyphen in a word.
    Capitals do. What is nowhere as it is given is looked for once more without quotation marks around it, with the
    first letter large or small, and in parts where it has an ellipsis: the parts in order, from the first one's start
    to the last one's end. A quotation of marks only is nowhere. A hit inside a character that stands for several,
    such as a ligature, takes the whole of it.
    """
    if not has_words(quotation):
        return None
    units, wanted = _comparable(text), comparable(quotation)
    plain = "".join(character for character, _ in units)
    found = _span(plain, [[wanted]]) or _span(plain, [_either_case(part) for part in _parts(wanted)])
    return (units[found[0]][1], units[found[1] - 1][1] + 1) if found else None


def has_words(quotation: str) -> bool:
    """Return whether a quotation says something: whether it is more than spaces, dots and other marks."""
    return any(unicodedata.category(character)[0] in SAYS_SOMETHING for character in comparable(quotation))


def comparable(text: str) -> str:
    """Return a text as it is compared: two texts that compare equal differ only in what does not matter."""
    return "".join(character for character, _ in _comparable(text)).strip()


def _parts(wanted: str) -> list[str]:
    """Return what stands between the ellipses of a comparable quotation, without quotation marks around it."""
    pieces = (piece.strip(" '") for piece in ELLIPSIS.split(wanted))
    return [piece for piece in pieces if has_words(piece)]


def _either_case(part: str) -> list[str]:
    return [part, part[0].swapcase() + part[1:]]


def _span(plain: str, parts: list[list[str]]) -> tuple[int, int] | None:
    """Return from where to where the parts stand one after the other, each in one of its spellings; None if not."""
    starts, end = [], 0
    for spellings in parts:
        hits = [(at, at + len(spelling)) for spelling in spellings if (at := plain.find(spelling, end)) >= 0]
        if not hits:
            return None
        start, end = min(hits)
        starts.append(start)
    return (starts[0], end) if starts else None


def _comparable(text: str) -> list[Unit]:
    kept: list[Unit] = []
    previous = ""  # the last character before the dashes, if there were dashes; else empty
    units = list(_units(text))
    for at, (character, origin) in enumerate(units):
        if character in DASHES:
            previous = previous or (kept[-1][0] if kept else "")
            continue
        if character != " ":
            kept.append((character, origin))
            previous = ""
        elif not (previous and _in_word(previous) and at + 1 < len(units) and _in_word(units[at + 1][0])):
            if kept and kept[-1][0] != " ":
                kept.append((character, origin))
            previous = ""
    return kept


def _units(text: str) -> Iterator[Unit]:
    """Yield the characters that count, decomposed, each run of white space as one space."""
    spaced = False
    for origin, given in enumerate(text):
        for character in unicodedata.normalize("NFKD", given):
            if character.isspace():
                if not spaced:
                    yield " ", origin
                spaced = True
            elif unicodedata.category(character) not in ("Cc", "Cf", "Cs"):
                yield ("'" if character in QUOTE_MARKS else character), origin
                spaced = False


def _in_word(character: str) -> bool:
    return unicodedata.category(character)[0] in JOINS_WORDS
