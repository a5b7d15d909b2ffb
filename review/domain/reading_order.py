"""The order in which groups are read most easily: by share, small ones and those without cases after the others."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TypeVar

from review.domain.chart_plan import Bar, ChartGrade, counts_of
from review.domain.intervals import Share
from review.domain.tabulation import NO_ANSWER_LABELS

Group = TypeVar("Group")


def in_reading_order(
    groups: Sequence[Group],
    share_of: Callable[[Group], Share | None],
    label_of: Callable[[Group], str],
    ordered: bool = False,
    least: int = 1,
) -> list[Group]:
    """Sort groups by share, the greatest first, then by n; alike ones keep the order given.

    After them come groups of fewer than `least` cases by n alone, since the share of a few says little; then those
    whose share is not known; last those that were not answered. With `ordered`, as for periods, every group keeps
    its place but the not answered ones.
    """

    def place(group: Group) -> tuple[Fraction | int, ...]:
        share = share_of(group)
        if label_of(group) in NO_ANSWER_LABELS:
            return (3,)
        if ordered:
            return (0,)
        if share is None:
            return (2,)
        return (0, -share.exact, -share.n) if share.n >= max(least, 1) else (1, -share.n)

    return sorted(groups, key=place)


def sorted_for_reading(
    bars: Sequence[Bar], grades: Sequence[ChartGrade], by: str, ordered: bool = False, least: int = 1
) -> list[Bar]:
    """Sort bars by the share of the grade with the code `by`, such as the worst or the best, as in_reading_order does.

    Raises ValueError where no grade has that code, or a count is negative.
    """
    if by not in {grade.code for grade in grades}:
        raise ValueError(f'No grade has the code "{by}".')

    def share_of(bar: Bar) -> Share:
        return Share(bar.counts.get(by, 0), sum(counts_of(bar, grades)))

    return in_reading_order(bars, share_of, lambda bar: bar.label, ordered, least)
