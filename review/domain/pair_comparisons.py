"""Every group compared with every other, with what is left once it is allowed for that there are many."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from review.domain.differences import DifferenceTest, difference_test, newcombe
from review.domain.intervals import Interval, Share
from review.domain.many_comparisons import Adjusted, holm


@dataclass(frozen=True)
class Compared:
    """A group to compare: its label, its share, and its code where it has one."""

    label: str
    share: Share
    key: str = ""


@dataclass(frozen=True)
class Pair:
    """Two groups: the interval of the first share less the second, the test, and its p value as adjusted by Holm."""

    one: Compared
    other: Compared
    interval: Interval
    test: DifferenceTest
    holm: Adjusted


def compare_pairs(groups: Sequence[Compared], alpha: float = 0.05, confidence: float = 0.95) -> list[Pair]:
    """Compare every pair of groups in the order given; all pairs are one family for Holm's method.

    The groups have to be independent: no case in two of them. Those without cases are left out, so none and one give
    no pair. Intervals are each by themselves and not widened for their number: `holm` tells which differences stay.
    Raises ValueError where alpha or the confidence is not between 0 and 1.
    """
    found = []
    for one, other in combinations(groups, 2):
        interval, test = newcombe(one.share, other.share, confidence), difference_test(one.share, other.share)
        if interval and test:
            found.append((one, other, interval, test))
    adjusted = holm([test.p for _, _, _, test in found], alpha)
    return [Pair(*parts, holm=value) for parts, value in zip(found, adjusted, strict=True)]
