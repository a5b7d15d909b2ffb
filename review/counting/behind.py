"""From a figure to the cases that it counts: the placing of a table, said as filters of the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db.models import Case, Q, QuerySet, Sum, Value, When
from django.db.models.lookups import Exact

from review.counting.cells import SUSPECTS, counted_rows, grouping_of, open_subjects
from review.counting.choosing import needed
from review.counting.measures import Measure
from review.counting.method import Method
from review.counting.sources import NEVER, NOT_APPLICABLE, OPEN_SUBJECT, Base, Codes
from review.domain.tabulation import NOT_ANSWERED, STATES
from review.domain.where import EVERY_CASE, Where
from review.inspections.models import Subject

NOT_SIGNED = tuple(state for state in STATES if state != "signed")
"""The reasons for being left out that are the state of a case."""


@dataclass(frozen=True)
class Place:
    """One figure of a table: of the cases that `where` chooses, those with `group`'s answers that count there.

    Without `answer` or `left_out` the figure is n. The periods of `where` are spelled out.
    """

    where: Where = EVERY_CASE
    group: Mapping[str, str] = field(default_factory=dict)
    answer: str = ""
    left_out: str = ""


@dataclass(frozen=True)
class Behind:
    """The rows behind a figure, one for each case or suspect that it counts; of open cases, with their suspects."""

    rows: QuerySet[Any]
    subject: str
    suspects_of_open: bool = False

    def subjects(self, q: str = "") -> QuerySet[Subject]:
        """Return the cases behind the figure whose reference contains `q`, each once, by reference."""
        rows = Subject.objects.filter(pk__in=self.rows.values(self.subject))
        return (rows.filter(case__reference__icontains=q) if q else rows).order_by("case__reference", "pk")

    def count(self) -> int:
        """Return what the figure comes to. One query."""
        if self.suspects_of_open:
            return self.rows.aggregate(total=Sum("suspects"))["total"] or 0
        return self.rows.count()


def behind(method: Method, measure: Measure, place: Place) -> Behind:
    """Return what is behind a figure of a measure. No query is asked before its rows are.

    A case has one state and is left out for one reason, so each figure is of signed-off cases or of open ones.
    """
    return _open(method, measure, place) if place.left_out in NOT_SIGNED else _signed(method, measure, place)


def _open(method: Method, measure: Measure, place: Place) -> Behind:
    names = needed(method, EVERY_CASE, place.group)
    rows = grouping_of(method, names).named(open_subjects(method, place.left_out), OPEN_SUBJECT)
    rows = rows.filter(_in_group(_Filters(method, OPEN_SUBJECT, names), place.group))
    if not measure.of_suspects:
        return Behind(rows, "pk")
    return Behind(rows.annotate(suspects=SUSPECTS).filter(suspects__gt=0), "pk", suspects_of_open=True)


def _signed(method: Method, measure: Measure, place: Place) -> Behind:
    names = needed(method, place.where, place.group)
    grouping = grouping_of(method, names, measure.source)
    rows, base, subject = counted_rows(method, measure)
    filters = _Filters(method, base, names)
    rows = grouping.named(rows, base).filter(_in_group(filters, place.group))
    return Behind(rows.filter(_placed(filters, measure, place)), subject)


def _placed(filters: "_Filters", measure: Measure, place: Place) -> Q:
    """Return the filter of the signed-off cases at a place: what `reason_left_out` says of each, said of all."""
    outcome = partial(measure.source.having, "outcome", filters.base)
    chosen = filters.all_of((one.name, one.answers) for one in place.where.conditions)
    if not place.left_out:
        return chosen & outcome([place.answer] if place.answer else measure.scale.codes)
    if place.left_out == "not-applicable":
        return chosen & outcome([NOT_APPLICABLE])
    answered = filters.all_of((one.name, None) for one in place.where.conditions) & outcome(None)
    return answered & _is_not(chosen) if place.left_out == "not-in-subset" else _is_not(answered)


@dataclass(frozen=True)
class _Filters:
    """The filters of names, each under the alias that it has among `names`."""

    method: Method
    base: Base
    names: list[str]

    def having(self, name: str, wanted: Codes) -> Q:
        alias = f"d{self.names.index(name)}"
        return self.method.dimensions[name].source.having(alias, self.base, wanted)

    def all_of(self, conditions: Iterable[tuple[str, Codes]]) -> Q:
        found = Q()
        for name, wanted in conditions:
            found &= self.having(name, wanted)
        return found


def _in_group(filters: _Filters, group: Mapping[str, str]) -> Q:
    """Return the filter of the cases of a group; those without an answer are a group too."""
    found = Q()
    for name, code in group.items():
        found &= _is_not(filters.having(name, None)) if code == NOT_ANSWERED else filters.having(name, [code])
    return found


def _is_not(condition: Q) -> Q:
    """Return the filter of the rows that do not pass another, those of which it is not known among them."""
    if not condition:
        return NEVER
    return Q(Exact(Case(When(condition, then=Value(True)), default=Value(False)), Value(False)))
