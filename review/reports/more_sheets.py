"""The tables of a report's files beside its counts: passages, groups compared, days spread, and what is not signed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from review.counting.method import Method
from review.reports.building import Report
from review.reports.comparing import Comparison, comparison
from review.reports.document import Column, Line, Picture, Sheet, Value
from review.reports.durations import Durations, durations
from review.reports.passages import Passages, passages_of, passages_sheet
from review.reports.queries import unsigned_grades

UNSIGNED_TITLE = "Not signed off: not part of any figure above"
UNSIGNED_NOTE = (
    "Overall grades of submitted reviews that nobody has signed off yet. They may still change and must not be "
    "published or added to the figures."
)
UNSIGNED = (("Cases chosen", "Cases whose review is submitted and not signed off"), ("Number counted (n)", "0"))
Part = tuple[Sheet, Picture | None]


@dataclass(frozen=True)
class Besides:
    """What a built report has beside its counts: passages, days spread, and groups compared, where they are told."""

    passages: Sequence[Passages]
    durations: Durations | None
    comparison: Comparison | None

    def parts(self, report: Report) -> Iterator[Part]:
        """Yield its tables, each with its picture. Groups are there compared where any difference of them is told."""
        if self.passages:
            yield passages_sheet(report, self.passages), None
        if self.durations:
            picture = Picture("durations", report.measure_title, str(self.durations.chart))
            yield _spread_sheet(report, self.durations), picture
        if self.comparison and self.comparison.differences:
            picture = Picture("comparison", self.comparison.title, str(self.comparison.chart))
            yield _comparison_sheet(self.comparison), picture


def besides(method: Method, report: Report, answer: str = "") -> Besides:
    """Return what a built report has beside its counts; groups are compared by `answer`. One query."""
    return Besides(passages_of(method, report), durations(method, report), comparison(method, report, answer))


def _spread_sheet(report: Report, found: Durations) -> Sheet:
    columns = (Column("n", "count", figure="n"), Column("How they are spread", "text", figure="spread"))
    lines = tuple(
        Line((row.label,), (_count(row.spread.n if row.spread else 0), Value(None, row.words))) for row in found.rows
    )
    title = f"{report.measure_title}: how they are spread"
    return Sheet("durations", title, ("Group",), columns, lines, ())


def _comparison_sheet(found: Comparison) -> Sheet:
    columns = (Column("Difference", "text", figure="difference"), Column("Exact test", "text", figure="test"))
    stays = "; it stays when all comparisons are allowed for" if found.many else ""
    lines = tuple(
        Line((str(place),), (Value(None, one.words), Value(None, f"{one.test}{stays if one.stays else ''}")))
        for place, one in enumerate(found.differences, start=1)
    )
    notes = tuple(words for words in (found.untested, found.trend, found.many) if words)
    return Sheet("comparison", f"Groups compared: {found.title}", ("Number",), columns, lines, notes)


def unsigned_sheet(method: Method) -> Sheet | None:
    """Return the grades of reviews that are submitted and not signed off; None where there are none. One query."""
    counts = unsigned_grades(method.inspections[0], method)
    if not sum(counts.values()):
        return None
    columns = (Column("Cases, not signed off", "count", figure="not-signed-off"),)
    lines = tuple(
        Line((grade.label,), (_count(counts[grade.code]),), code=grade.code, figure="not-signed-off")
        for grade in method.scale.grades
    )
    return Sheet(
        "unsigned",
        UNSIGNED_TITLE,
        ("Grade, not signed off",),
        columns,
        lines,
        (UNSIGNED_NOTE,),
        where="",
        about=UNSIGNED,
    )


def _count(count: int) -> Value:
    return Value(count, str(count))
