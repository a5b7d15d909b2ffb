"""From a figure of a report down to its cases."""

from collections.abc import Iterable

from django.db.models import QuerySet

from review.counting.behind import Behind, Place, behind
from review.counting.choosing import spelled
from review.counting.dimensions import CRITERION
from review.counting.measures import Measure, measure_of
from review.counting.method import Method
from review.domain.wording import left_out_words
from review.inspections.models import Subject
from review.reports.asking import Asked
from review.reports.listing import unanswered_in


def traced(method: Method, asked: Asked) -> Behind:
    """Return what is behind one figure: n, an answer or a reason for being left out, of the whole or of one group."""
    group = {name: code for name, code in zip(asked.by, asked.key, strict=False) if name != CRITERION}
    where = spelled(method, asked.where)
    return behind(method, _measure(method, asked), Place(where, group, asked.answer, asked.left_out))


def _measure(method: Method, asked: Asked) -> Measure:
    """Return what the figure counts: within a criterion's group, the grade at that criterion."""
    group = dict(zip(asked.by, asked.key, strict=False))
    return measure_of(method, f"grade.{group[CRITERION]}" if CRITERION in group else asked.measure)


def left_out_in(method: Method, asked: Asked) -> str:
    """Return in words why the cases of a figure are left out."""
    return left_out_words(asked.left_out, unanswered_in(method, _measure(method, asked).name, asked.where))


def shown(keys: Iterable[int]) -> QuerySet[Subject]:
    """Return the cases of a page of the list with their case and standing review, by reference. One query."""
    rows = Subject.objects.filter(pk__in=list(keys)).select_related("case", "standing__review")
    return rows.order_by("case__reference", "pk")
