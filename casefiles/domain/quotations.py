"""Finding a quotation in a document's text, whatever the extraction or the typing did to spaces, hyphens and quotes."""

import unicodedata
from collections.abc import Iterator

QUOTE_MARKS = frozenset("\"'`´‘’‚‛“”„‟‹›«»′″")
DASHES = frozenset("-‐‑‒–—―−⁃")
JOINS_WORDS = ("L", "M", "N")
"""Unicode's letters, marks and numbers: a dash between two of these may be the end of a line inside a word."""

Unit = tuple[str, int]
"""A character as it is compared, and where in the text it came from."""


def find_quotation(text: str, quotation: str) -> tuple[int, int] | None:
    """Return where `quotation` first stands in `text`, as (start, end) in the text as given, or None.

    The same are: runs of white space of any length and kind; all quotation marks; letters and their ligatures or
    composed forms. Dashes and invisible characters do not count, nor does a line's end after a hyphen in a word.
    Capitals do. An empty quotation, or one of such characters only, is nowhere. A hit inside a character that
    stands for several, such as a ligature, takes the whole of it.
    """
    units = _comparable(text)
    wanted = "".join(character for character, _ in _comparable(quotation)).strip()
    if not wanted:
        return None
    found = "".join(character for character, _ in units).find(wanted)
    if found < 0:
        return None
    return units[found][1], units[found + len(wanted) - 1][1] + 1


def comparable(text: str) -> str:
    """Return a text as it is compared: two texts that compare equal differ only in what does not matter."""
    return "".join(character for character, _ in _comparable(text)).strip()


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
