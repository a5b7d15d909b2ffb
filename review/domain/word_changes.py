"""How two texts, or two orders of the same things, differ: word by word, and by the fewest things that moved."""

import re
from bisect import bisect_left
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TypeVar

WORD = re.compile(r"\s*(?:\w+(?:['’-]\w+)*|[^\w\s])|\s+")
"""A word or a mark of punctuation with the white space before it, or the white space at the end."""
MANY_WORDS = 2000
"""From so many words on, those that come up again and again are not matched: a comparison must end soon."""
Thing = TypeVar("Thing", bound=Hashable)


class Kind(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    """A piece of text that is in both texts, in the older alone, or in the newer alone."""

    kind: Kind
    text: str


Pieces = tuple[Piece, ...]


def word_changes(older: str, newer: str) -> Pieces:
    """Return how the older text becomes the newer one, in pieces of whole words; none where both are empty.

    All pieces but the added ones, put together, are the older text, all but the removed ones the newer.
    """
    old, new = WORD.findall(older), WORD.findall(newer)
    matcher = SequenceMatcher(None, old, new, autojunk=max(len(old), len(new)) > MANY_WORDS)
    pieces: list[Piece] = []
    for what, start, end, new_start, new_end in matcher.get_opcodes():
        if what == "equal":
            pieces.append(Piece(Kind.SAME, "".join(old[start:end])))
        else:
            pieces.extend(_replaced("".join(old[start:end]), "".join(new[new_start:new_end])))
    return _joined(pieces)


def _replaced(removed: str, added: str) -> list[Piece]:
    """Return a text put in the place of another; the white space that both begin with stays where it is."""
    space = 0
    while space < min(len(removed), len(added)) and removed[space] == added[space] and removed[space].isspace():
        space += 1
    return [
        Piece(Kind.SAME, removed[:space]),
        Piece(Kind.REMOVED, removed[space:]),
        Piece(Kind.ADDED, added[space:]),
    ]


def _joined(pieces: Sequence[Piece]) -> Pieces:
    """Return pieces without empty ones, neighbours of a kind as one."""
    joined: list[Piece] = []
    for piece in (piece for piece in pieces if piece.text):
        before = joined.pop().text if joined and joined[-1].kind is piece.kind else ""
        joined.append(Piece(piece.kind, before + piece.text))
    return tuple(joined)


def older_text(pieces: Pieces) -> str:
    """Return the text that the pieces come from."""
    return "".join(piece.text for piece in pieces if piece.kind is not Kind.ADDED)


def newer_text(pieces: Pieces) -> str:
    """Return the text that the pieces lead to."""
    return "".join(piece.text for piece in pieces if piece.kind is not Kind.REMOVED)


def moved(older: Sequence[Thing], newer: Sequence[Thing]) -> frozenset[Thing]:
    """Return the fewest things that must move to bring the older order into the newer, among those in both.

    So what is put in between moves nothing. Each thing stands once in an order. Of several smallest sets, the one
    is returned in which what stays comes first in the newer order.
    """
    places = {thing: place for place, thing in enumerate(older)}
    both = [thing for thing in newer if thing in places]
    return frozenset(both) - frozenset(_longest_rising(both, [places[thing] for thing in both]))


def _longest_rising(things: Sequence[Thing], places: Sequence[int]) -> list[Thing]:
    """Return the longest run of things, not always neighbours, whose places rise."""
    ends: list[int] = []  # by length less one: the lowest place with which a run of that length can end
    last: list[int] = []  # the number of the thing that has this place
    before: list[int] = []
    for number, place in enumerate(places):
        length = bisect_left(ends, place)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [number]
    run: list[Thing] = []
    number = last[-1] if last else -1
    while number >= 0:
        run.append(things[number])
        number = before[number]
    return run[::-1]
