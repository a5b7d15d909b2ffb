"""What somebody did at a stretch: things that follow one another closely, put together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

Thing = TypeVar("Thing")
APART = timedelta(minutes=30)
"""After so long without a word a new sitting begins."""


@dataclass(frozen=True)
class Stretch(Generic[Thing]):
    """A thing with who did it, and from when until when."""

    thing: Thing
    who: int
    begun: datetime
    ended: datetime


def sittings(stretches: Sequence[Stretch[Thing]], apart: timedelta = APART) -> list[tuple[Thing, ...]]:
    """Return the things, given oldest first, sitting by sitting: none where nothing is given.

    A sitting ends where somebody else goes on, or the next thing begins more than `apart` after the one before ended.
    A clock that was put back ends none: what begins before the other ended belongs to it.
    """
    found: list[list[Stretch[Thing]]] = []
    for stretch in stretches:
        last = found[-1][-1] if found else None
        if last and last.who == stretch.who and stretch.begun - last.ended <= apart:
            found[-1].append(stretch)
        else:
            found.append([stretch])
    return [tuple(stretch.thing for stretch in sitting) for sitting in found]
