"""What the pages of the language list show: the list by category, and a text with what was found in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from access.actor import Actor
from access.permissions import may
from review.domain.language import WordList
from review.language.models import LanguageCategory, LanguagePattern
from review.language.queries import decided_words


@dataclass(frozen=True)
class Piece:
    """A piece of a text, and the wording that it is where it was found to be one."""

    text: str
    found: LanguagePattern | None = None


def sections(actor: Actor, patterns: Iterable[LanguagePattern], q: str = "") -> list[dict[str, Any]]:
    """Return the list by category, each row with what was decided on it where the actor may see that.

    Where words are looked for, only the rows that say them.
    """
    counted = may(actor, "language.edit")
    rows: dict[str, list[dict[str, Any]]] = {code: [] for code in LanguageCategory.values}
    for pattern in patterns:
        if pattern.active and says(pattern, q):
            rows[pattern.category].append({"pattern": pattern, "decided": decided_words(pattern) if counted else ""})
    return [{"code": code, "label": label, "rows": rows[code]} for code, label in LanguageCategory.choices]


def says(pattern: LanguagePattern, q: str) -> bool:
    """Return whether a wording, or what is said about it, has each of some words or beginnings of words in it."""
    said = f"{pattern.pattern} {pattern.why} {pattern.instead}".casefold()
    return all(word in said for word in q.casefold().split())


def row_url(pattern: LanguagePattern) -> str:
    """Return the address of a wording's row in the list, which says there that it was saved."""
    return f"{reverse('language-list')}?saved={pattern.public_id}#w-{pattern.public_id}"


def pieces_of(text: str, words: WordList, patterns: Iterable[LanguagePattern]) -> list[Piece]:
    """Return a text in pieces, those marked that a pattern found."""
    by_code = {pattern.code: pattern for pattern in patterns}
    pieces, done = [], 0
    for hit in words.hits(text):
        pieces += [Piece(text[done : hit.start]), Piece(text[hit.start : hit.end], by_code[hit.key])]
        done = hit.end
    return [piece for piece in [*pieces, Piece(text[done:])] if piece.text]
