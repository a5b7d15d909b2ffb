"""When words that were only added to go on in the same revision, and when another revision begins."""

from bisect import bisect_left
from datetime import datetime, timedelta

SITTING = timedelta(minutes=30)
"""So long after words were last added to it, a revision still grows: after that, somebody came back to it."""


def grows(before: str, now: str) -> bool:
    """Return whether `now` is `before` whole, with something put in at one place: nothing of it is gone.

    An empty text never grows: that words were taken away is kept, too. Nor does one that stays as it is.
    """
    if not before or len(now) <= len(before):
        return False
    return now.endswith(before[_shared(before, now) :])


def _shared(before: str, now: str) -> int:
    """Return how many characters two texts begin with in common; slices are compared, since texts may be long."""
    return bisect_left(range(len(before)), True, key=lambda last: before[: last + 1] != now[: last + 1])


def sitting_goes_on(last: datetime, now: datetime) -> bool:
    """Return whether `now` is in the same sitting as a moment at which words were last added.

    A clock that was put back by less than a sitting ends none; by more, another revision begins, which loses nothing.
    """
    return abs(now - last) <= SITTING
