"""Times between two dates of the cases of a report: their spread, for the whole and for each group."""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from review.counting.dimensions import CRITERION, DAYS
from review.counting.method import Method
from review.domain.spread import Spread, spread
from review.domain.spread_plot import SpreadRow, spread_plot
from review.domain.statistics_wording import spread_words
from review.reports.building import Report
from review.reports.exact import numbers_of


@dataclass(frozen=True)
class Duration:
    """The days of one group: their spread, and that in words; `keys` are the group's codes, none for all cases."""

    label: str
    spread: Spread | None
    keys: tuple[str, ...] = ()

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
    found = numbers_of(method, report)
    groups = () if report.by[:1] == (CRITERION,) else report.groups
    rows = [Duration(f"All {report.units} counted", spread(found[()]))]
    rows += [Duration(group.label, spread(found[group.key,]), (group.key,)) for group in groups]
    picture = spread_plot(
        report.measure_title, report.measure_title, [SpreadRow(one.label, one.spread) for one in rows], "days"
    )
    return Durations(tuple(rows), mark_safe(picture))  # noqa: S308  # spread_plot.py escapes what it draws
