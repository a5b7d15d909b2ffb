"""Choosing exercises to stand beside each other: what is ticked stays so while others are searched and paged."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator

from review.reports.beside import MOST_EXERCISES, Offered

WITH, WORDS, FIND, PAGE = "with", "q", "find", "page"
"""Names in the address: the exercises, what is searched for, that somebody searches, and the page of the list."""
PER_PAGE = 20


@dataclass(frozen=True)
class Choosing:
    """What can be chosen: the exercises that are chosen already, and others by words of their title or force.

    `forces` are those of which several exercises were published, with how many and what asks for them; `every` asks for
    the list without words.
    """

    chosen: tuple[Offered, ...]
    own: tuple[Offered, ...]
    page: Page[Offered]
    words: str
    forces: tuple[tuple[str, int, str], ...]
    every: str

    @property
    def finds_nothing(self) -> bool:
        """Whether nothing that is not chosen already has the words."""
        return not self.own and not self.page.paginator.count

    @property
    def first(self) -> str:
        """Return the id of the first exercise of the form: where somebody goes who has to change the choice."""
        return "chosen-1" if self.chosen else "own-1" if self.own else "published-1"


def choosing(choices: Sequence[Offered], slugs: Sequence[str], words: str = "", page: str | None = None) -> Choosing:
    """Return what can be chosen where these exercises are chosen already; one that is not offered is left out.

    Own inspections are not paged: they are few, and somebody's own.
    """
    wanted = frozenset(slugs)
    others = [one for one in choices if one.slug not in wanted and _has(one, words)]
    chosen = tuple(one for one in choices if one.slug in wanted)
    return Choosing(
        chosen,
        tuple(one for one in others if one.own),
        Paginator([one for one in others if not one.own], PER_PAGE).get_page(page),
        words,
        tuple(_forces(choices)),
        asked([one.slug for one in chosen], **{FIND: "yes"}),
    )


def asked(slugs: Sequence[str], **more: str) -> str:
    """Return the address's query that asks for these exercises."""
    return urlencode([*((WITH, slug) for slug in slugs), *more.items()])


def _has(one: Offered, words: str) -> bool:
    """Return whether an exercise has every word in its title or the name of its force."""
    said = f"{one.title} {one.force}".casefold()
    return all(word in said for word in words.casefold().split())


def _forces(choices: Sequence[Offered]) -> list[tuple[str, int, str]]:
    found: dict[str, list[str]] = {}
    for one in choices:
        if one.force:
            found.setdefault(one.force, []).append(one.slug)
    several = {force: slugs for force, slugs in found.items() if 1 < len(slugs) <= MOST_EXERCISES}
    return [(force, len(slugs), asked(slugs)) for force, slugs in sorted(several.items())]
