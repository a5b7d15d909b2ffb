"""Reading what reports count: each figure comes from one grouped query over the cases of an inspection."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Max, Q

from casefiles.domain.quotations import comparable
from review.counting.facts import FACT_FIELDS
from review.counting.models import StandingReview
from review.domain.tabulation import Cell
from review.inspections.models import Inspection
from review.moderation.models import SignOff
from review.reports.dimensions import Method
from review.reports.rows import OUTCOME, answer_to, cell_of, columns_of, known_for, outcome_of, subjects_with
from review.reviewing.models import Judgment, LanguageFlag, Review


def cells(inspection: Inspection, method: Method, names: Collection[str]) -> list[Cell]:
    """Return the inspection's cases grouped by state, overall grade and their answers to `names`. One query."""
    known = known_for(method, names)
    rows = subjects_with(inspection, known).annotate(outcome=answer_to(method.overall_ids))
    columns = [*columns_of(known), *OUTCOME]
    grouped = rows.values(*columns).annotate(total=Count("pk")).order_by()
    return [cell_of(row, method, known, outcome_of(row, method), row["total"]) for row in grouped]


@dataclass(frozen=True)
class PlacedCase:
    """One case as a cell of one, with its subject, for tracing a figure down to its cases."""

    subject_id: int
    cell: Cell


def placed_cases(
    inspection: Inspection, method: Method, names: Collection[str], criterion_ids: Sequence[int], grade: str = ""
) -> list[PlacedCase]:
    """Return each case of the inspection as a cell of one; its outcome is its answer to one of `criterion_ids`.

    With `grade` only the cases so graded are returned.
    """
    known = known_for(method, names)
    rows = subjects_with(inspection, known).annotate(outcome=answer_to(criterion_ids))
    if grade:
        rows = rows.filter(outcome__grade__code=grade, outcome__asked=True)
    columns = ["pk", *columns_of(known), *OUTCOME]
    return [
        PlacedCase(row["pk"], cell_of(row, method, known, outcome_of(row, method), 1))
        for row in rows.values(*columns).order_by("case__reference", "pk")
    ]


def flags_by_force(inspection: Inspection) -> dict[int, tuple[int, int]]:
    """Return for each force the language flags of its signed-off cases: how many instances, and in how many cases.

    An instance is a passage: the same words on the same page count once, in however many categories they are flagged
    and whatever their spacing, since what was found is one piece of language and not two.
    """
    rows = LanguageFlag.objects.filter(review__standing__inspection=inspection, removed_at__isnull=True)
    columns = ("review__standing__force_id", "review__subject_id", "document_id", "page", "quotation")
    found: dict[int, set[tuple[int, int, int, str]]] = {}
    for force, subject, document, page, quotation in rows.order_by().values_list(*columns):
        found.setdefault(force, set()).add((subject, document, page, comparable(quotation)))
    return {force: (len(passages), len({passage[0] for passage in passages})) for force, passages in found.items()}


def flagged_subjects(inspection: Inspection) -> set[int]:
    """Return the primary keys of the signed-off cases with a language flag."""
    rows = LanguageFlag.objects.filter(review__standing__inspection=inspection, removed_at__isnull=True)
    return set(rows.values_list("review__subject_id", flat=True))


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


def last_changed(inspection: Inspection) -> datetime | None:
    """Return when the figures last changed, by a sign-off or a reopening; None where nothing was ever signed off."""
    rows = SignOff.objects.filter(subject__inspection=inspection)
    latest = rows.aggregate(made=Max("at"), ended=Max("ended_at"))
    return max((moment for moment in latest.values() if moment), default=None)


def corrected_since(inspection: Inspection) -> int:
    """Return how many signed-off cases have facts that differ now from those that were signed off."""
    same = Q(force_id=F("subject__case__force_id"))
    for field in FACT_FIELDS:
        now = f"subject__case__{field}"
        same &= Q(**{field: F(now)}) | Q(**{f"{field}__isnull": True, f"{now}__isnull": True})
    rows = StandingReview.objects.filter(inspection=inspection, subject__case__isnull=False)
    return rows.exclude(pk__in=rows.filter(same).values("pk")).count()
