"""The criteria-by-case grid: the cases that a report counts as rows, the graded criteria as columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from review.casework.queries import with_label
from review.counting.answer_sources import answer_codes
from review.counting.method import Method
from review.counting.scales import GradeInfo, ScaleInfo
from review.counting.sources import NOT_APPLICABLE
from review.domain.chart_plan import letters_of
from review.inspections.models import Subject
from review.reports.pages import chart_grades
from review.reports.tracing import shown
from review.reviewing.models import Judgment


@dataclass(frozen=True)
class Mark:
    """A grade as a cell shows it: its letter, its words and its tone."""

    letter: str
    label: str
    tone: str = ""


NOT_ASKED, UNANSWERED = Mark("·", "Not asked"), Mark("–", "Not answered")
DOES_NOT_APPLY = Mark("n/a", "Not applicable")


@dataclass(frozen=True)
class Column:
    """A graded criterion, or the overall judgment, with the number that stands over its column."""

    number: str
    question: str
    topic: str
    ids: frozenset[int]
    marks: Mapping[str, Mark]


@dataclass(frozen=True)
class GridCell:
    """What a case was graded at a criterion, with the address of the judgment; none where nothing was asked."""

    column: Column
    mark: Mark
    url: str = ""


@dataclass(frozen=True)
class GridRow:
    """A case with its cells, one for each column."""

    subject: Subject
    cells: tuple[GridCell, ...]


@dataclass(frozen=True)
class Key:
    """The letters of a scale."""

    title: str
    marks: tuple[Mark, ...]


def columns_of(method: Method) -> list[Column]:
    """Return the overall judgment and every graded criterion, in the order of the framework."""
    overall = Column("All", "Overall grade", "", frozenset(method.overall_ids), _marks(method.scale))
    return [overall] + [
        Column(str(place), one.question, one.topic, frozenset(one.ids), _marks(one.scale))
        for place, one in enumerate(method.criteria, start=1)
    ]


def keys_of(method: Method) -> list[Key]:
    """Return the letters of each scale that the columns are graded on."""
    scales = dict.fromkeys([method.scale, *(one.scale for one in method.criteria)])
    return [Key(scale.title, tuple(_marks(scale).values())) for scale in scales]


def _marks(scale: ScaleInfo) -> dict[str, Mark]:
    letters = letters_of(chart_grades(scale))
    return {grade.code: _mark(grade, letter) for grade, letter in zip(scale.grades, letters, strict=True)}


def _mark(grade: GradeInfo, letter: str) -> Mark:
    return Mark(letter, grade.label, grade.tone)


def rows_of(method: Method, columns: Sequence[Column], keys: Sequence[int]) -> list[GridRow]:
    """Return the cases of one page of the grid. Two queries."""
    found: dict[tuple[int, int], dict[str, Any]] = {}
    of_column = {pk: place for place, column in enumerate(columns) for pk in column.ids}
    rows = Judgment.objects.filter(review__standing__subject__in=keys, criterion__in=list(of_column))
    names = ("review__standing__subject_id", "criterion_id", "criterion__code", "asked", "kind", "grade_id")
    for row in rows.values(*names).order_by():
        found[row["review__standing__subject_id"], of_column[row["criterion_id"]]] = row
    return [
        GridRow(
            subject,
            tuple(
                _cell(method, subject, column, found.get((subject.pk, place))) for place, column in enumerate(columns)
            ),
        )
        for subject in with_label(shown(keys))
    ]


def _cell(method: Method, subject: Subject, column: Column, row: Mapping[str, Any] | None) -> GridCell:
    """Return a cell; an answer that is kept while its question is not asked is none, as in every figure."""
    if row is None or not row["asked"]:
        return GridCell(column, NOT_ASKED)
    codes = answer_codes(row, "", "grade_id", method.grade_codes)
    url = f"{reverse('review', args=[subject.standing.review.public_id])}#c-{row['criterion__code']}"
    cell = GridCell(column, UNANSWERED, url)
    if not codes:
        return cell
    return replace(cell, mark=DOES_NOT_APPLY if codes[0] == NOT_APPLICABLE else column.marks[codes[0]])
