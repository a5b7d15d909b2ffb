"""A day of typing under faults that a seed decides, and what the database holds at its end."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.faults.places import NewBrowser, Place
from tests.faults.troubles import TROUBLES, Trouble
from tests.faults.typist import TOPICS, Typist
from tests.faults.words import count, difference, stored


@dataclass(frozen=True)
class Kept:
    """What a day came to: the words that the database holds, what is wrong with them, and what happened, in order."""

    words: int
    wrong: list[str]
    happened: list[str]


def spend(place: Place, new_browser: NewBrowser, seed: int, words: int) -> Kept:
    """Type so many words under the faults of a seed, wait until all are said to be saved, and look at what is kept."""
    ines = Typist(place, new_browser, seed, words)
    ines.signs_in()
    ines.opens()
    happened, deck = [], Deck(ines.chance)
    while ines.number < words:
        trouble = deck.draw()
        happened.append(f"{ines.number}: {trouble.__name__}")
        with trouble(ines):
            for _ in range(ines.chance.randint(1, 3)):
                ines.bursts()
        happened.append(f"{ines.number}: {goes_on(ines)}")
    for topic in TOPICS:
        ines.opens(topic)
        ines.waits_until_saved()
    found = stored(place.installation, place.there["review"])
    return Kept(count(found), difference(ines.typed, found), happened)


class Deck:
    """Every trouble once in an order of chance, then all of them again."""

    def __init__(self, chance: random.Random) -> None:
        self._chance, self._left = chance, list[Trouble]()

    def draw(self) -> Trouble:
        """Return the next trouble."""
        self._left = self._left or self._chance.sample(TROUBLES, len(TROUBLES))
        return self._left.pop()


def goes_on(ines: Typist) -> str:
    """Go on after a trouble, in one way or another, and return which it was."""
    ways: tuple[Callable[[], object], ...] = (
        ines.stays,
        ines.opens_anew,
        ines.moves,
        ines.reloads,
        ines.saves_by_button,
        ines.grades,
        ines.waits_until_saved,
    )
    way = ines.chance.choice(ways)
    way()
    return way.__name__
