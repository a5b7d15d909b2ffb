"""Reading what reports count: each figure comes from one grouped query over the cases of an inspection."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Exists, FilteredRelation, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from review.counting.models import StandingReview
from review.domain.tabulation import Cell
from review.inspections.models import Inspection, Subject
from review.reports.dimensions import FORCE, NOT_APPLICABLE, TEAM_TYPE, Dimension, GradedCriterion, Method
from review.reviewing.models import Judgment, LanguageFlag, Review

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


def cells(inspection: Inspection, method: Method, questions: Sequence[Dimension]) -> list[Cell]:
    """Return the inspection's cases grouped by state, force, team type, `questions` and overall grade. One query."""
    rows = _base(inspection, questions).annotate(outcome_of=_judgment(method.overall_ids))
    names = [*_columns(questions), "outcome_of__kind", "outcome_of__grade_id"]
    grouped = rows.values(*names).annotate(total=Count("pk")).order_by()
    return [_cell(row, method, questions, _outcome(row, method), row["total"]) for row in grouped]


def criterion_cells(
    inspection: Inspection, method: Method, questions: Sequence[Dimension]
) -> dict[str, tuple[GradedCriterion, list[Cell]]]:
    """Return for each graded criterion the inspection's cases grouped by their answer to it. Two queries."""
    others = _base(inspection, questions).values(*_columns(questions), "framework_version_id")
    base = [
        (
            row["framework_version_id"],
            row["state"] == "signed",
            _cell(row, method, questions, ("none", ""), row["total"]),
        )
        for row in others.annotate(total=Count("pk")).order_by()
    ]
    found: dict[int, list[Cell]] = {}
    ids = [pk for criterion in method.criteria for pk in criterion.ids]
    judged = _base(inspection, questions).filter(standing__isnull=False)
    judged = judged.annotate(outcome_of=_judgment(ids)).filter(outcome_of__isnull=False)
    names = [*_columns(questions), "outcome_of__criterion_id", "outcome_of__kind", "outcome_of__grade_id"]
    for row in judged.values(*names).annotate(total=Count("pk")).order_by():
        cell = _cell(row, method, questions, _outcome(row, method), row["total"])
        found.setdefault(row["outcome_of__criterion_id"], []).append(cell)
    return {
        criterion.code: (criterion, [*_unjudged(base, criterion), *_of(found, criterion)])
        for criterion in method.criteria
    }


@dataclass(frozen=True)
class PlacedCase:
    """One case as a cell of one, with its subject, for tracing a figure down to its cases."""

    subject_id: int
    cell: Cell


def placed_cases(
    inspection: Inspection, method: Method, questions: Sequence[Dimension], criterion_ids: Sequence[int]
) -> list[PlacedCase]:
    """Return every case of the inspection as a cell of one; its outcome is its answer to one of `criterion_ids`."""
    rows = _base(inspection, questions).annotate(outcome_of=_judgment(criterion_ids))
    names = ["pk", *_columns(questions), "outcome_of__kind", "outcome_of__grade_id"]
    return [
        PlacedCase(row["pk"], _cell(row, method, questions, _outcome(row, method), 1))
        for row in rows.values(*names).order_by("case__reference", "pk")
    ]


def flags_by_force(inspection: Inspection) -> dict[int, tuple[int, int]]:
    """Return for each force the language flags of its signed-off cases: how many, and in how many cases."""
    rows = (
        LanguageFlag.objects.filter(review__standing__inspection=inspection, removed_at__isnull=True)
        .values("review__standing__force_id")
        .annotate(flags=Count("pk"), cases=Count("review__subject", distinct=True))
        .order_by()
    )
    return {row["review__standing__force_id"]: (row["flags"], row["cases"]) for row in rows}


def signed_by_force(inspection: Inspection) -> dict[int, int]:
    """Return how many signed-off cases each force has."""
    rows = StandingReview.objects.filter(inspection=inspection, subject__case__isnull=False)
    return dict(rows.values_list("force_id").annotate(n=Count("pk")).order_by())


def unsigned_grades(inspection: Inspection, method: Method) -> dict[str, int]:
    """Return the overall grades of submitted reviews that nobody has signed off: shown apart, never counted in."""
    rows = (
        Judgment.objects.filter(
            review__subject__inspection=inspection,
            review__status=Review.Status.SUBMITTED,
            review__kind=Review.Kind.FIRST,
            criterion_id__in=method.overall_ids,
            grade__isnull=False,
        )
        .values_list("grade_id")
        .annotate(n=Count("pk"))
        .order_by()
    )
    counts = dict.fromkeys(method.scale.codes, 0)
    counts.update({method.grade_codes[grade]: n for grade, n in rows})
    return counts


def data_as_of(inspection: Inspection) -> Any:
    """Return the day of the latest sign-off that counts, or None where none does."""
    rows = StandingReview.objects.filter(inspection=inspection).order_by("-signed_off_on")
    return rows.values_list("signed_off_on", flat=True).first()


def _base(inspection: Inspection, questions: Sequence[Dimension]) -> QuerySet[Subject]:
    rows = Subject.objects.filter(inspection=inspection, case__isnull=False).annotate(
        state=STATE,
        force_of=Coalesce("standing__force_id", "case__force_id"),
        team_of=Coalesce("standing__team_type", "case__team_type"),
    )
    for place, question in enumerate(questions):
        rows = rows.annotate(**{f"question_{place}": _judgment(question.ids)})
    return rows


def _judgment(criterion_ids: Iterable[int]) -> FilteredRelation:
    """Return the join to the standing review's answer to one of these criteria."""
    path = "standing__review__judgments"
    return FilteredRelation(path, condition=Q(**{f"{path}__criterion_id__in": list(criterion_ids)}))


def _columns(questions: Sequence[Dimension]) -> list[str]:
    pairs = ((f"question_{place}__kind", f"question_{place}__choice_id") for place in range(len(questions)))
    return ["state", "force_of", "team_of", *(name for pair in pairs for name in pair)]


def _cell(
    row: Mapping[str, Any], method: Method, questions: Sequence[Dimension], outcome: tuple[str, str], count: int
) -> Cell:
    force = method.force_keys.get(row["force_of"])
    answers: list[tuple[str, tuple[str, ...]]] = [
        (FORCE, (force,) if force else ()),
        (TEAM_TYPE, (row["team_of"],) if row["team_of"] else ()),
    ]
    for place, question in enumerate(questions):
        kind, choice = row[f"question_{place}__kind"], row[f"question_{place}__choice_id"]
        answers.append((question.name, _answer(kind, choice, method)))
    return Cell(row["state"], tuple(answers), outcome if row["state"] == "signed" else ("none", ""), count)


def _answer(kind: str | None, choice: int | None, method: Method) -> tuple[str, ...]:
    if kind == Judgment.Kind.CHOICE and choice is not None:
        return (method.choice_codes[choice],)
    return (NOT_APPLICABLE,) if kind == Judgment.Kind.NOT_APPLICABLE else ()


def _outcome(row: Mapping[str, Any], method: Method) -> tuple[str, str]:
    kind, grade = row["outcome_of__kind"], row["outcome_of__grade_id"]
    if kind == Judgment.Kind.GRADE and grade is not None:
        return "grade", method.grade_codes[grade]
    return ("not-applicable", "") if kind == Judgment.Kind.NOT_APPLICABLE else ("none", "")


def _unjudged(base: list[tuple[int, bool, Cell]], criterion: GradedCriterion) -> Iterator[Cell]:
    """Return the cells without an answer to the criterion: not signed, or of a version that does not have it."""
    return (cell for version, signed, cell in base if not signed or version not in criterion.versions)


def _of(found: Mapping[int, list[Cell]], criterion: GradedCriterion) -> Iterator[Cell]:
    return (cell for pk in criterion.ids for cell in found.get(pk, ()))
