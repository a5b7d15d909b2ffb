"""Times between two dates of the cases of a report: their spread, for the whole and for each group."""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString, mark_safe

from review.counting.cells import signed_cells
from review.counting.choosing import needed, spelled
from review.counting.dimensions import CRITERION, DAYS
from review.counting.fact_sources import Days
from review.counting.measures import measure_of
from review.counting.method import Method
from review.domain.spread import Spread, spread
from review.domain.spread_plot import SpreadRow, spread_plot
from review.domain.statistics_wording import spread_words
from review.domain.tabulation import NOT_ANSWERED, Cell, reason_left_out
from review.reports.building import Report


@dataclass(frozen=True)
class Duration:
    """The days of one group: their spread, and that in words."""

    label: str
    spread: Spread | None

    @property
    def words(self) -> str:
        """Return the spread in words."""
        return spread_words(self.spread)


@dataclass(frozen=True)
class Durations:
    """The days of all cases counted and of each group, with their picture."""

    rows: tuple[Duration, ...]
    chart: SafeString


def durations(method: Method, report: Report) -> Durations | None:
    """Return the spread of the days that a report counts; None where it counts something else. One query.

    The cases are those that the report counts. Records whose dates are out of order have days below zero.
    """
    if not report.measure.startswith(f"{DAYS}."):
        return None
    where = spelled(method, report.where)
    by = [name for name in report.by if name != CRITERION][:1]
    measure = measure_of(method, report.measure)
    exact = replace(measure, source=_exact(measure.source))
    cells = signed_cells(method, needed(method, where, by), exact)
    counted = [cell for cell in cells if reason_left_out(cell, where) is None]
    found = _by_group(counted, by)
    rows = [Duration(f"All {report.units} counted", spread(found[""]))]
    rows += [Duration(group.label, spread(found[group.key])) for group in report.groups if by]
    picture = spread_plot(
        report.measure_title, report.measure_title, [SpreadRow(one.label, one.spread) for one in rows], "days"
    )
    return Durations(tuple(rows), mark_safe(picture))  # noqa: S308  # spread_plot.py escapes what it draws


def _exact(source: object) -> Days:
    if not isinstance(source, Days):
        raise TypeError("Only days have a spread.")
    return replace(source, exact=True)


def _by_group(cells: list[Cell], by: list[str]) -> dict[str, Counter[int]]:
    """Return how many cases have each number of days, by group; all of them under no key."""
    found: dict[str, Counter[int]] = defaultdict(Counter)
    for cell in cells:
        days = int(cell.outcome[1])
        found[""][days] += cell.count
        for name in by:
            for code in dict(cell.answers)[name] or (NOT_ANSWERED,):
                found[code][days] += cell.count
    return found
