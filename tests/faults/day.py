"""A day of typing under faults that a seed decides, and what the database holds at its end."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Error

from tests.faults.places import NewBrowser, Place
from tests.faults.troubles import TROUBLES, Trouble
from tests.faults.typist import TOPICS, Typist
from tests.faults.words import count, difference, stored

WAYS: tuple[Callable[[Typist], None], ...] = (
    Typist.stays,
    Typist.opens_anew,
    Typist.moves,
    Typist.reloads,
    Typist.saves_by_button,
    Typist.grades,
    Typist.waits_until_saved,
)
"""How somebody goes on after a trouble."""


LAST = 400
"""So much of what went over the line is told where something is wrong."""


@dataclass(frozen=True)
class Kept:
    """What a day came to: how many words the database holds, and what is wrong, with all that happened before."""

    words: int
    wrong: list[str]


def spend(place: Place, new_browser: NewBrowser, seed: int, words: int) -> Kept:
    """Type so many words under the faults of a seed, wait until all are said to be saved, and look at what is kept."""
    ines, happened = Typist(place, new_browser, seed, words), list[str]()
    wrong = list[str]()
    try:
        works(ines, happened)
    except (AssertionError, Error, OSError, RuntimeError) as error:
        wrong = [f"{type(error).__name__}: {error}", *happened, "On the line:", *place.line.told[-LAST:]]
    found = stored(place.installation, place.there["review"])
    return Kept(count(found), [*difference(ines.typed, found), *wrong])


def works(ines: Typist, happened: list[str]) -> None:
    """Type until there are no words left, then wait until all of them are saved; add what happens to the list."""
    ines.signs_in()
    ines.opens()
    deck = Deck(ines.chance)
    while ines.number < ines.words:
        trouble = deck.draw()
        happened.append(f"{ines.number} words: {trouble.__name__}")
        with trouble(ines):
            for _ in range(ines.chance.randint(1, 3)):
                ines.bursts()
        way = ines.chance.choice(WAYS)
        happened.append(f"{ines.number} words: {way.__name__}")
        way(ines)
    for topic in TOPICS:
        happened.append(f"looks at {topic}")
        ines.opens(topic)
        ines.waits_until_saved()


class Deck:
    """Every trouble once in an order of chance, then all of them again."""

    def __init__(self, chance: random.Random) -> None:
        self._chance, self._left = chance, list[Trouble]()

    def draw(self) -> Trouble:
        """Return the next trouble."""
        self._left = self._left or self._chance.sample(TROUBLES, len(TROUBLES))
        return self._left.pop()
