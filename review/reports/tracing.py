"""From a figure down to its cases: the same placing as in the table, case by case."""

from collections.abc import Sequence

from django.db.models import QuerySet

from review.counting.cells import PlacedCase, placed_cases
from review.counting.choosing import needed, spelled
from review.counting.dimensions import CRITERION
from review.counting.measures import Measure, measure_of
from review.counting.method import Method
from review.domain.tabulation import NOT_ANSWERED, Cell, Where, reason_left_out
from review.inspections.models import Subject
from review.reports.asking import Asked


def traced(method: Method, asked: Asked) -> list[int]:
    """Return the primary keys of the subjects behind one figure, one for each case or suspect counted. Two queries.

    The figure is n, an answer or a reason for being left out, of the whole or of one group of the breakdown.
    """
    where = spelled(method, asked.where)
    group = dict(zip(asked.by, asked.key, strict=False))
    placed = placed_cases(method, needed(method, where, group), _measure(method, asked))
    return [case.subject_id for case in placed for _ in range(_times(case, asked, where, group))]


def _measure(method: Method, asked: Asked) -> Measure:
    """Return what the figure counts: within a criterion's group, the grade at that criterion."""
    group = dict(zip(asked.by, asked.key, strict=False))
    return measure_of(method, f"grade.{group[CRITERION]}" if CRITERION in group else asked.measure)


def _times(case: PlacedCase, asked: Asked, where: Where, group: dict[str, str]) -> int:
    return case.cell.count if _is_in(case.cell, asked, where, group) else 0


def _is_in(cell: Cell, asked: Asked, where: Where, group: dict[str, str]) -> bool:
    answers = dict(cell.answers)
    if any(code not in (answers.get(name) or (NOT_ANSWERED,)) for name, code in group.items() if name != CRITERION):
        return False
    reason = reason_left_out(cell, where)
    if asked.left_out:
        return reason == asked.left_out
    return reason is None and (not asked.answer or cell.outcome[1] == asked.answer)


def subjects(keys: Sequence[int], q: str = "") -> QuerySet[Subject]:
    """Return those subjects whose reference contains `q`, with their case and standing review, by reference."""
    rows = Subject.objects.filter(pk__in=keys, case__reference__icontains=q).select_related("case", "standing__review")
    return rows.order_by("case__reference", "pk")
