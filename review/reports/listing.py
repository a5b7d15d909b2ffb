"""The groups of a breakdown that are listed, as rows."""

from dataclasses import dataclass

from review.counting.dimensions import CRITERION
from review.counting.measures import Measure
from review.counting.method import Method
from review.counting.scales import ScaleInfo
from review.domain.tabulation import Breakdown, Table


@dataclass(frozen=True)
class GroupRow:
    """One group of a breakdown, with the scale that its counts are on, and its own groups by the second name.

    `measure` is what it counts where that is another than the report's.
    """

    key: str
    label: str
    scale: ScaleInfo
    table: Table
    topic: str = ""
    rows: "tuple[GroupRow, ...]" = ()
    measure: str = ""


def rows_of(
    method: Method, measure: Measure, broken: Breakdown, scale: ScaleInfo | None = None
) -> tuple[GroupRow, ...]:
    """Return the groups as rows, each with its scale: that of its criterion, or of the criterion that it is within."""
    rows = []
    for group in broken.groups:
        criterion = method.criterion(group.key) if broken.by == CRITERION else None
        own = criterion.scale if criterion else scale or measure.scale
        inner = rows_of(method, measure, group.inner, own) if group.inner else ()
        rows.append(GroupRow(group.key, group.label, own, group.table, criterion.topic if criterion else "", inner))
    return tuple(rows)


def can_overlap(method: Method, name: str) -> bool:
    """Return whether a case can have several answers to a name, and so be in several of its groups."""
    return name in method.dimensions and method.dimensions[name].several
