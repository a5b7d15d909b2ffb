"""The rows that reports count, in SQL: each case with where it stands and what a report needs to know of it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, FilteredRelation, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from review.domain.tabulation import Cell
from review.inspections.models import Inspection, Subject
from review.reports.dimensions import FORCE, NOT_APPLICABLE, TEAM_TYPE, Dimension, Method
from review.reviewing.models import Judgment, Review

STATE = Case(
    When(status=Subject.Status.WITHDRAWN, then=Value("withdrawn")),
    When(standing__isnull=False, then=Value("signed")),
    When(
        Exists(
            Review.objects.filter(subject=OuterRef("pk"), kind=Review.Kind.FIRST, submitted_at__isnull=False).exclude(
                status=Review.Status.CLOSED
            )
        ),
        then=Value("unsigned"),
    ),
    default=Value("not-reviewed"),
)
"""Where a case stands for a figure: signed ones count; of the others, those ever submitted are unsigned."""
OUTCOME = ("outcome__asked", "outcome__kind", "outcome__grade_id")
"""The columns of the answer that is counted."""
ABSENT = ("none", "")
"""The outcome of a case that has no answer to the question that is counted."""


@dataclass(frozen=True)
class Known:
    """What a report needs to know of each case: its force, its team type, its answers to some questions."""

    force: bool
    team_type: bool
    questions: tuple[Dimension, ...]


def known_for(method: Method, names: Collection[str]) -> Known:
    """Return what a report on `names` needs to know."""
    questions = tuple(question for question in method.questions if question.name in names)
    return Known(FORCE in names, TEAM_TYPE in names, questions)


def subjects_with(inspection: Inspection, known: Known) -> QuerySet[Subject]:
    """Return the inspection's cases with the columns of `columns_of`."""
    rows = Subject.objects.filter(inspection=inspection, case__isnull=False).annotate(state=STATE)
    if known.force:
        rows = rows.annotate(force_of=Coalesce("standing__force_id", "case__force_id"))
    if known.team_type:
        rows = rows.annotate(team_of=Coalesce("standing__team_type", "case__team_type"))
    for place, question in enumerate(known.questions):
        rows = rows.annotate(**{f"question_{place}": answer_to(question.ids)})
    return rows


def answer_to(criterion_ids: Iterable[int], path: str = "standing__review__judgments") -> FilteredRelation:
    """Return the join to the standing review's answer to one of these criteria."""
    return FilteredRelation(path, condition=Q(**{f"{path}__criterion_id__in": list(criterion_ids)}))


def columns_of(known: Known) -> list[str]:
    """Return the names of the columns that tell what is known of a case."""
    columns = ["state", *(["force_of"] if known.force else []), *(["team_of"] if known.team_type else [])]
    for place in range(len(known.questions)):
        columns += [f"question_{place}__{name}" for name in ("asked", "kind", "choice_id")]
    return columns


def cell_of(row: Mapping[str, Any], method: Method, known: Known, outcome: tuple[str, str], count: int) -> Cell:
    """Return `count` cases as a cell; an outcome counts only where the case is signed off."""
    answers: list[tuple[str, tuple[str, ...]]] = []
    if known.force:
        force = method.force_keys.get(row["force_of"])
        answers.append((FORCE, (force,) if force else ()))
    if known.team_type:
        answers.append((TEAM_TYPE, (row["team_of"],) if row["team_of"] else ()))
    for place, question in enumerate(known.questions):
        kind, choice = row[f"question_{place}__kind"], row[f"question_{place}__choice_id"]
        asked = row[f"question_{place}__asked"]
        answers.append((question.name, _answer(kind, choice, method) if asked else ()))
    return Cell(row["state"], tuple(answers), outcome if row["state"] == "signed" else ("none", ""), count)


def _answer(kind: str | None, choice: int | None, method: Method) -> tuple[str, ...]:
    if kind == Judgment.Kind.CHOICE and choice is not None:
        return (method.choice_codes[choice],)
    return (NOT_APPLICABLE,) if kind == Judgment.Kind.NOT_APPLICABLE else ()


def outcome_of(row: Mapping[str, Any], method: Method) -> tuple[str, str]:
    """Return the answer to the question that is counted, joined as `outcome`: a grade, not applicable, or none.

    One that is kept while its question is not asked is none.
    """
    if not row["outcome__asked"]:
        return "none", ""
    kind, grade = row["outcome__kind"], row["outcome__grade_id"]
    if kind == Judgment.Kind.GRADE and grade is not None:
        return "grade", method.grade_codes[grade]
    return ("not-applicable", "") if kind == Judgment.Kind.NOT_APPLICABLE else ("none", "")
