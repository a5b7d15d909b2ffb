"""From a figure down to its cases: the same placing as in the table, case by case."""

from collections.abc import Sequence

from django.db.models import QuerySet

from review.domain.tabulation import NOT_ANSWERED, Cell, reason_left_out
from review.inspections.models import Inspection, Subject
from review.reports import queries
from review.reports.asking import Asked
from review.reports.dimensions import CRITERION, Method


def traced(inspection: Inspection, method: Method, asked: Asked) -> list[int]:
    """Return the primary keys of the subjects behind one figure, by reference. One query.

    The figure is n, a grade or a reason for being left out, of the whole or of one group of the breakdown.
    """
    names = {condition.name for condition in asked.where.conditions} | {asked.by}
    placed = queries.placed_cases(inspection, method, names, _criteria(method, asked), asked.grade)
    keys = [case.subject_id for case in placed if _is_in(case.cell, asked)]
    if not asked.flagged:
        return keys
    flagged = queries.flagged_subjects(inspection)
    return [key for key in keys if key in flagged]


def _criteria(method: Method, asked: Asked) -> Sequence[int]:
    if asked.by == CRITERION and asked.key:
        return next((criterion.ids for criterion in method.criteria if criterion.code == asked.key), ())
    return method.overall_ids


def _is_in(cell: Cell, asked: Asked) -> bool:
    if asked.key and asked.by != CRITERION and asked.key not in _answers(cell, asked.by):
        return False
    reason = reason_left_out(cell, asked.where)
    if asked.left_out:
        return reason == asked.left_out
    return reason is None and (not asked.grade or cell.outcome[1] == asked.grade)


def _answers(cell: Cell, by: str) -> tuple[str, ...]:
    return next((codes for name, codes in cell.answers if name == by), ()) or (NOT_ANSWERED,)


def subjects(keys: Sequence[int], q: str = "") -> QuerySet[Subject]:
    """Return those subjects whose reference contains `q`, with their case and standing review, by reference."""
    rows = Subject.objects.filter(pk__in=keys, case__reference__icontains=q).select_related("case", "standing__review")
    return rows.order_by("case__reference", "pk")
