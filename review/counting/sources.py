"""How each name of a report is read in SQL: which column, of what, and which codes its values stand for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import FilteredRelation, Q
from django.db.models.expressions import Combinable

NOT_APPLICABLE = "not-applicable"
Columns = Mapping[str, Combinable]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Base:
    """Where a query stands: the ways from its rows to the inspection, the standing review, its review, and the case.

    Rows of cases that are not signed off have no standing review: what is known of them is what the case says.
    """

    inspection: str
    standing: str | None
    review: str | None
    case: str | None = None


STANDING = Base("inspection_id", "", "review__")
OF_JUDGMENT = Base("review__standing__inspection_id", "review__standing__", "review__")
OF_SUSPECT = Base("standing__inspection_id", "standing__", "standing__review__")
OPEN_SUBJECT = Base("inspection_id", None, None, "case__")


NEVER = Q(pk__in=[])
"""The filter that no row passes: of what a base cannot tell."""
Codes = Collection[str] | None
"""Codes to look for; None is any code at all."""


class Source(Protocol):
    """Reads one thing of each counted row. What a base cannot tell has no column, and so no code.

    `codes` says what a row's columns mean, `having` finds the rows of a meaning; a test holds the two together.
    """

    def joins(self, alias: str, base: Base) -> Mapping[str, FilteredRelation]:
        """Return the joins that the columns need."""

    def columns(self, alias: str, base: Base) -> Columns:
        """Return the columns to group by, under names that begin with `alias`."""

    def codes(self, row: Row, alias: str) -> tuple[str, ...]:
        """Return the codes that a row of those columns has: none where nothing is known."""

    def having(self, alias: str, base: Base, wanted: Codes) -> Q:
        """Return the filter, over those columns, of the rows that have one of the codes `wanted`."""


class WithoutJoins:
    """A source whose columns need no join of their own."""

    def joins(self, alias: str, base: Base) -> Mapping[str, FilteredRelation]:
        """Return none."""
        return {}
