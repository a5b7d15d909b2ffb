"""Reading a pattern of the language list into the plain sequences of words that it stands for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from review.domain.language_words import DASHES, plain_word

MOST_BETWEEN = 4
"""How many words `...` can stand for at most."""
LONGEST, FEWEST_LETTERS = 200, 3
PIECE = re.compile(r"\.\.\.|…|\([^()]*\)|[^\s()]+")
GAP = "..."


class PatternError(ValueError):
    """A pattern that cannot be read; its words say what to change."""


@dataclass(frozen=True)
class Word:
    """A word to be found: whole, or as the beginning of one."""

    plain: str
    whole: bool


Phrase = tuple[Word, ...]


@dataclass(frozen=True)
class Element:
    """One of several phrases, before which up to `between` other words can stand."""

    phrases: tuple[Phrase, ...]
    between: int = 0


def tidy_pattern(pattern: str) -> str:
    """Return a pattern as it is kept: small letters, one space between its parts, none around its brackets' bars.

    Raises PatternError.
    """
    elements_of(pattern)
    spaced = " ".join(_pieces(pattern)).lower()
    return re.sub(r"\s*\|\s*", "|", re.sub(r"\(\s+", "(", re.sub(r"\s+\)", ")", spaced)))


def elements_of(pattern: str) -> tuple[Element, ...]:
    """Return what a pattern looks for, one after the other. Raises PatternError."""
    pieces = _pieces(pattern)
    if not pieces:
        raise PatternError("Enter the words to look for")
    if pieces[0] == GAP or pieces[-1] == GAP or f"{GAP} {GAP}" in " ".join(pieces):
        raise PatternError("Put ... between two words, never at the beginning, at the end, or twice in a row")
    gaps = [0, *(MOST_BETWEEN if piece == GAP else 0 for piece in pieces)]
    elements = tuple(Element(_phrases(piece), gaps[at]) for at, piece in enumerate(pieces) if piece != GAP)
    if any(_is_short(phrase) for phrase in elements[0].phrases) and len(elements) == 1:
        raise PatternError(f"A word by itself needs at least {FEWEST_LETTERS} letters")
    return elements


def _pieces(pattern: str) -> list[str]:
    """Return the words, bracketed alternatives and gaps of a pattern. Raises PatternError."""
    if len(pattern) > LONGEST:
        raise PatternError(f"The pattern must be {LONGEST} characters or fewer")
    spread = re.sub(r"\.{3}|…", f" {GAP} ", pattern)
    pieces = PIECE.findall(spread)
    if "".join(pieces).replace(" ", "") != re.sub(r"\s", "", spread):
        raise PatternError("Close each bracket before you open another: (his|her) choice")
    return pieces


def _phrases(piece: str) -> tuple[Phrase, ...]:
    """Return the phrases that a word, or bracketed alternatives, stand for."""
    if not piece.startswith("("):
        if "|" in piece:
            raise PatternError("Put alternatives in brackets: (his|her) choice")
        alternatives = [piece]
    else:
        alternatives = [" ".join(part.split()) for part in piece[1:-1].split("|")]
        if len(alternatives) < 2 or "" in alternatives or GAP in piece:
            raise PatternError("Brackets hold two or more alternatives of words with a bar between them: (his|her)")
    spelt = [spelling for words in alternatives for spelling in _spellings(words)]
    return tuple(tuple(_word(word) for word in spelling.split()) for spelling in spelt)


def _spellings(words: str) -> Iterator[str]:
    """Yield words as written apart and, where they have a hyphen, as one word."""
    if DASHES.isdisjoint(words):
        yield words
        return
    for instead in (" ", ""):
        yield "".join(instead if character in DASHES else character for character in words)


def _word(written: str) -> Word:
    if re.search(r"[^\w'’‘`´*]|_", written):
        raise PatternError(f"“{written}” has a sign that is no letter: use words, *, ( | ) and ... only")
    plain = plain_word(written)
    if not plain or "*" in written[:-1]:
        raise PatternError("Use letters, and put * only at the end of a word: promiscu*")
    if written.endswith("*") and len(plain) < FEWEST_LETTERS:
        raise PatternError(f"Put at least {FEWEST_LETTERS} letters before *: fewer begin too many words")
    return Word(plain, whole=not written.endswith("*"))


def _is_short(phrase: Phrase) -> bool:
    return not phrase or (len(phrase) == 1 and len(phrase[0].plain) < FEWEST_LETTERS)
