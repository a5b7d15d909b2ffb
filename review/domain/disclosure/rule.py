"""The rule of a release: which counts are small, whether a zero is told, and how counts are rounded."""

from dataclasses import dataclass
from enum import Enum

OVERALL, BREAKDOWN, PERSONS = "overall", "breakdown", "persons"
"""Kinds of table. Any other name is a kind too, and protected unless the rule says otherwise."""


class Mark(Enum):
    """What stands in a table where no number may.

    The count is not told; it is so low that it rounds to nothing; or its table is withheld, so that nothing is told of
    it at all, not even whether there is one.
    """

    HIDDEN = "hidden"
    LOW = "low"
    WITHHELD = "withheld"


Figure = int | Mark


@dataclass(frozen=True)
class Rule:
    """The settings that a release is protected by.

    `threshold`: a count from 1 to threshold - 1 is small and is not told; 0 and 1 make no count small.
    `zeros_shown`: a zero is told as it is; otherwise it is as sensitive as a small count.
    `base`: 0 and 1 round nothing; otherwise every count is shown as the nearest multiple, halves upwards, totals
    by themselves, so that they need not add up. Rounding then takes the place of hiding.
    `off`: the kinds of table that are published as they are; by default the row of grades over all cases.
    Raises ValueError where a number is negative.
    """

    threshold: int = 5
    zeros_shown: bool = True
    base: int = 0
    off: frozenset[str] = frozenset({OVERALL})

    def __post_init__(self) -> None:
        if self.threshold < 0 or self.base < 0:
            raise ValueError("A threshold and a base of rounding are not negative.")

    @property
    def rounds(self) -> bool:
        """Whether counts are shown rounded."""
        return self.base > 1

    def protects(self, kind: str) -> bool:
        """Tell whether small counts of a kind of table are kept back."""
        return kind not in self.off

    def small(self, count: int) -> bool:
        """Tell whether a count is sensitive by itself."""
        return 0 < count < self.threshold or (count == 0 and not self.zeros_shown)

    def rounded(self, count: int) -> int:
        """Give the nearest multiple of the base, halves upwards; the count itself where nothing is rounded."""
        return (2 * count + self.base) // (2 * self.base) * self.base if self.rounds else count

    def figure(self, count: int) -> Figure:
        """Give what is shown of a count that is not hidden: a rounded 0 is "low", never a zero."""
        return Mark.LOW if self.rounds and self.rounded(count) == 0 else self.rounded(count)

    def within(self, count: int) -> tuple[int, int]:
        """Give the least and the greatest count that are shown as `count` is."""
        if not self.rounds:
            return count, count
        shown = self.rounded(count)
        return max(0, shown - self.base // 2), shown + (self.base - 1) // 2

    @property
    def least_hidden(self) -> int:
        """The least count that can stand behind a hidden cell: where zeros are told, a hidden one is none."""
        return 1 if self.zeros_shown and not self.rounds else 0

    def most_hidden(self, count: int) -> int | None:
        """Give the most that a hidden count is to be in another world: a small one stays small; else None for no limit.

        Whoever knows how little is hidden beside the small counts can often guess which they are: three hidden ones
        of 12 together would all be 4. Where one count alone is small no other is, and there is no limit either.
        """
        return self.threshold - 1 if self.small(count) and self.threshold - 1 > self.least_hidden else None
