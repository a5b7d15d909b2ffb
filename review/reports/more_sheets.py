"""The tables of a report's files beside its counts: passages, groups compared, days spread, and what is not signed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from review.counting.method import Method
from review.domain.trend import Trend
from review.domain.wording import LEAST_FOR_PERCENTAGE
from review.reports.building import Report
from review.reports.comparing import Comparison, comparison
from review.reports.document import Column, Line, Picture, Sheet, Value
from review.reports.durations import Durations, durations
from review.reports.passages import Passages, passages_of, passages_sheet
from review.reports.queries import unsigned_grades
from review.reports.statistics_sheets import comparison_sheet, spread_sheet, trend_sheet
from review.reports.suspects import records_by_stage, records_sheet

UNSIGNED_TITLE = "Not signed off: not part of any figure above"
UNSIGNED = (("Cases chosen", "Cases whose review is submitted and not signed off"), ("Number counted (n)", "0"))
Part = tuple[Sheet, Picture | None]


@dataclass(frozen=True)
class Besides:
    """What a built report has beside its counts: passages, days, records of ethnicity, groups compared, where told."""

    passages: Sequence[Passages]
    durations: Durations | None
    records: Report | None
    comparison: Comparison | None

    def parts(self, report: Report) -> Iterator[Part]:
        """Yield its tables, each with its picture. Groups are there compared where any difference of them is told."""
        if self.passages:
            yield passages_sheet(report, self.passages), None
        if self.durations:
            picture = Picture("durations", f"{report.measure_title}: how they are spread", str(self.durations.chart))
            yield spread_sheet(report, self.durations), picture
        if self.records:
            yield records_sheet(self.records)
        if self.comparison and self.comparison.differences:
            picture = Picture("comparison", self.comparison.title, str(self.comparison.chart))
            yield comparison_sheet(self.comparison), picture
        trend = self.comparison.trend_test if self.comparison else None
        if self.comparison and isinstance(trend, Trend) and trend.n >= LEAST_FOR_PERCENTAGE:
            yield trend_sheet(self.comparison, trend), None


def besides(method: Method, report: Report, answer: str = "") -> Besides:
    """Return what a built report has beside its counts; groups are compared by `answer`. One query."""
    return Besides(
        passages_of(method, report),
        durations(method, report),
        records_by_stage(method, report),
        comparison(method, report, answer),
    )


def unsigned_words(graded: int, unsigned: int) -> str:
    """Say what the grades of `graded` reviews are of `unsigned` cases left out as reviewed but not signed off yet."""
    reviews = "1 submitted review" if graded == 1 else f"{graded} submitted reviews"
    words = (
        f"Overall grades of {reviews} that nobody has signed off yet. They may still change and must not be published "
        "or added to the figures."
    )
    if unsigned <= graded:
        return words
    back = "1 is" if unsigned - graded == 1 else f"{unsigned - graded} are"
    return (
        f"{words} Of the {unsigned} cases that are left out above as reviewed but not signed off yet, {back} back with "
        "the reviewer, so no grade of theirs is among these."
    )


def unsigned_sheet(method: Method, unsigned: int) -> Sheet | None:
    """Return the grades of reviews that are submitted and not signed off; None where there are none. One query.

    `unsigned` is the number of cases that are left out as reviewed but not signed off yet.
    """
    counts = unsigned_grades(method.inspections[0], method)
    if not sum(counts.values()):
        return None
    columns = (Column("Cases, not signed off", "count", figure="not-signed-off"),)
    lines = tuple(
        Line((grade.label,), (_count(counts[grade.code]),), code=grade.code, figure="not-signed-off")
        for grade in method.scale.grades
    )
    notes = (unsigned_words(sum(counts.values()), unsigned),)
    headings = ("Grade, not signed off",)
    return Sheet("unsigned", UNSIGNED_TITLE, headings, columns, lines, notes, where="", about=UNSIGNED)


def _count(count: int) -> Value:
    return Value(count, str(count))
