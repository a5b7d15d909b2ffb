"""A published result as a report: what is known of its counts, as a table, a picture, a document and plain data."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from review.counting.scales import ScaleInfo, scale_info
from review.domain.chart import ChartGrade, headline_chart
from review.domain.exercise import Exercise, listed, sentence
from review.domain.multiples import multiples
from review.domain.published_counts import DERIVED, JOINT, PUBLISHED, Joint, Known, WorkedOut, sum_words, worked_out
from review.domain.wording import counted_words, lower_first
from review.external.facts import facts_of
from review.external.models import ExternalResult
from review.reports import pages
from review.reports.document import (
    NO_SHARE,
    NOT_PUBLISHED,
    Column,
    Line,
    Picture,
    ReportDocument,
    Sheet,
    Value,
)
from review.reports.sheets import count_value, share_value

MARKING = "Published figures of another exercise."
NO_CHOOSING = "Only totals were published for this exercise, so it cannot be broken down or narrowed."
TOTALS_ONLY = "Only totals were published: what was left out of them is not known."
GAPS = (
    "Some counts were not published. They are unknown, which is not zero; what is derived follows by arithmetic alone."
)
NO_PAGE = "{}. On which page is not known here."
TITLE, HOW = "Overall grade", "How it is known"


@dataclass(frozen=True)
class PublishedReport:
    """A published result with what follows from its counts."""

    result: ExternalResult
    scale: ScaleInfo
    found: WorkedOut
    joints: tuple[Joint, ...]

    @property
    def labels(self) -> dict[str, str]:
        """Return the grades' words by code."""
        return {grade.code: grade.label for grade in self.scale.grades}

    @property
    def chart_grades(self) -> list[ChartGrade]:
        """Return the grades as charts take them."""
        return pages.chart_grades(self.scale)

    def exercise(self, label: str = "", kind: str = "", when: str = "") -> Exercise:
        """Return the result as a panel, with what is said of it there."""
        return Exercise(label, kind, when, self.found.published, self.result.n, self.joints)

    def sentence(self) -> str:
        """Say the counts in words, with what is derived and what was not published."""
        return sentence(self.exercise(), self.chart_grades)

    def chart(self, prefix: str) -> str:
        """Draw the counts: one bar, in which derived counts have a white middle and gaps a dashed outline."""
        if self.found.complete:
            return headline_chart(self.result.title, self.chart_grades, self.found.counts, prefix)
        return multiples(self.result.title, self.chart_grades, [self.exercise(self.result.title)], prefix, columns=1)


def published_report(result: ExternalResult) -> PublishedReport:
    """Return the report of a published result, whose counts and grades are loaded."""
    facts, scale = facts_of(result), scale_info(result.scale)
    return PublishedReport(result, scale, worked_out(scale.codes, facts.n, facts.counts, facts.joints), facts.joints)


def published_document(report: PublishedReport) -> ReportDocument:
    """Return the document of published totals, with their source."""
    result = report.result
    gaps = () if report.found.complete else (GAPS,)
    return ReportDocument(
        name=result.slug_id,
        title=result.title,
        marking=MARKING,
        about=tuple(_about(report)),
        sheets=(published_sheet(report),),
        pictures=(Picture("whole", TITLE, report.chart("whole")),),
        notes=(*gaps, *((result.note,) if result.note else ())),
        measure="grade",
        data=_data(report),
    )


def _about(report: PublishedReport) -> Iterator[tuple[str, str]]:
    result = report.result
    yield "Counted", counted_words(TITLE)
    yield "Cases chosen", "All cases" if result.scope == "all" else result.scope
    yield "Number counted (n)", str(result.n)
    yield "Method", "Totals as they were published; nothing was counted here"
    yield "Data as of", f"Fieldwork {result.fieldwork}"
    yield "Framework", report.scale.title
    yield "Source", source_words(result)


def source_words(result: ExternalResult) -> str:
    """Return where a result was published; the lists that ship know no page, and nobody should look for one here."""
    return NO_PAGE.format(result.source.rstrip(".")) if result.shipped else result.source


def published_sheet(report: PublishedReport) -> Sheet:
    """Return the table of a published result: a row for each grade, then for each count of grades together, then n.

    Where every count was published, nothing needs to be said of how they are known.
    """
    lines = [*_grade_lines(report), *_joint_lines(report)]
    n = Line(("Cases counted (n)", PUBLISHED), (Value(report.result.n, str(report.result.n)), Value(None, NO_SHARE)))
    lines.append(Line(n.headings, n.values, figure="n"))
    headings = (TITLE,) if report.found.complete else (TITLE, HOW)
    cut = [Line(one.headings[: len(headings)], one.values, code=one.code, figure=one.figure) for one in lines]
    columns = (Column("Cases", "count"), Column("Share of n", "percent"))
    return Sheet("whole", TITLE, headings, columns, tuple(cut), tuple(_notes(report)), scale=report.scale.code)


def _grade_lines(report: PublishedReport) -> Iterator[Line]:
    for one in report.found.grades:
        figure = DERIVED if one.how == DERIVED else "grade"
        values = _values(one.count, report.result.n)
        yield Line((report.labels[one.code], how_words(one)), values, code=one.code, figure=figure)


def _joint_lines(report: PublishedReport) -> Iterator[Line]:
    for joint in report.joints:
        words = f"{listed([report.labels[code] for code in joint.grades])}, together"
        yield Line((words, PUBLISHED), _values(joint.count, report.result.n), code="+".join(joint.grades), figure=JOINT)


def how_words(one: Known) -> str:
    """Say how the count of a grade is known, and what it can be where it is not."""
    if one.how == DERIVED:
        return f"derived: {sum_words(one.terms)}"
    if one.how == PUBLISHED:
        return PUBLISHED
    together = "published only together with others" if one.how == JOINT else NOT_PUBLISHED
    return f"{together}: from {one.least} to {one.most} is possible by the counts alone"


def _values(count: int | None, n: int) -> tuple[Value, Value]:
    """Return a count and its share of n; no share of what is not known."""
    if count is None:
        return Value(None, NOT_PUBLISHED), Value(None, NOT_PUBLISHED)
    return count_value(count), share_value(count, n)


def _notes(report: PublishedReport) -> Iterator[str]:
    for one in report.found.grades:
        if one.how == DERIVED:
            yield f"{report.labels[one.code]} {one.count} is derived: {sum_words(one.terms)}. It was not published."
    for piece in report.found.pieces:
        if 1 < len(piece.codes) < len(report.found.grades) and piece.how != JOINT:
            words = lower_first(listed([report.labels[code] for code in piece.codes]))
            yield f"Together, {words} are {piece.count}, derived: {sum_words(piece.terms)}."
    yield TOTALS_ONLY


def _data(report: PublishedReport) -> dict[str, Any]:
    """Return the result as plain data: published, derived and joint counts apart, and what others can be."""
    result, found = report.result, report.found
    return {
        "inspection": result.slug_id,
        "title": result.title,
        "kind": "external",
        "where": [],
        "measure": "grade",
        "counted": "cases",
        "scale": report.scale.code,
        "grades": [{"code": grade.code, "label": grade.label} for grade in report.scale.grades],
        "n": result.n,
        "counts": found.published,
        "derived": {
            one.code: {"count": one.count, "sum": sum_words(one.terms)} for one in found.grades if one.how == DERIVED
        },
        "together": [{"grades": list(joint.grades), "count": joint.count} for joint in report.joints],
        "possible": {one.code: [one.least, one.most] for one in found.grades if one.count is None},
        "about": {name: getattr(result, name) for name in ("source", "note", "scope", "fieldwork")},
    }
