"""What gives a count back without naming it: a share beside n, an interval, the order of rows by size."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from review.domain.disclosure.releases import Release
from review.domain.disclosure.tables import Key, Table
from review.domain.intervals import wilson


def counts_behind_share(percent: str, n: int) -> list[int]:
    """Give every count of `n` that is written as this percentage: "14.8" of 27 is 4 and nothing else.

    A length of a bar or a place on an axis tells as much. Where n is 0 there is none.
    """
    shown = Decimal(percent)
    step = Decimal(1).scaleb(int(shown.as_tuple().exponent))
    return [x for x in range(n + 1) if n and (Decimal(100 * x) / n).quantize(step, ROUND_HALF_UP) == shown]


def counts_behind_interval(low: float, high: float, n: int, places: int = 4, confidence: float = 0.95) -> list[int]:
    """Give every count of `n` whose interval of Wilson is written so: an interval gives back what it was made of."""
    found = []
    for count in range(n + 1):
        interval = wilson(count, n, confidence)
        if interval and (round(interval.low, places), round(interval.high, places)) == (low, high):
            found.append(count)
    return found


def may_derive(release: Release, table: Table, keys: Iterable[Key]) -> bool:
    """Tell whether a figure may be made of these cells: only where every one of them is shown, and unrounded.

    A percentage needs its count and its total; an interval too; a chart or a ranking every cell that it draws.
    """
    return all(release.exact(table, key) is not None for key in keys)


def by_size(release: Release, table: Table, keys: Iterable[Key]) -> list[Key]:
    """Put keys in the order of their counts, greatest first, where all are shown; else leave their order as it is."""
    given = list(keys)
    counts = {key: release.exact(table, key) for key in given}
    return given if None in counts.values() else sorted(given, key=lambda key: -(counts[key] or 0))
