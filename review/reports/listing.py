"""The groups of a breakdown that are listed, as rows."""

from dataclasses import dataclass

from review.counting.dimensions import CRITERION
from review.counting.measures import Measure
from review.counting.method import Method
from review.counting.scales import ScaleInfo
from review.domain.tabulation import Breakdown, Table, Where


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


@dataclass(frozen=True)
class Listed:
    """Which groups of a breakdown are listed, as rows: those that the conditions on their own name do not rule out."""

    method: Method
    measure: Measure
    where: Where

    def rows(self, broken: Breakdown, scale: ScaleInfo | None = None) -> tuple[GroupRow, ...]:
        """Return the groups, each with its scale: that of its criterion, or of the criterion that it is within."""
        rows = []
        for group in broken.groups:
            if self.rules_out(broken.by, group.key):
                continue
            criterion = self.method.criterion(group.key) if broken.by == CRITERION else None
            own = criterion.scale if criterion else scale or self.measure.scale
            inner = self.rows(group.inner, own) if group.inner else ()
            rows.append(GroupRow(group.key, group.label, own, group.table, criterion.topic if criterion else "", inner))
        return tuple(rows)

    def leaves_out(self, broken: Breakdown) -> bool:
        """Return whether any group with cases is not listed."""
        return any(
            (self.rules_out(broken.by, group.key) and group.table.selected > 0)
            or (group.inner is not None and self.leaves_out(group.inner))
            for group in broken.groups
        )

    def rules_out(self, name: str, code: str) -> bool:
        """Return whether no case of a group can be chosen; a case in several groups is chosen for any of them."""
        if name == CRITERION or can_overlap(self.method, name):
            return False
        return any(code not in one.answers for one in self.where.conditions if one.name == name)


def can_overlap(method: Method, name: str) -> bool:
    """Return whether a case can have several answers to a name, and so be in several of its groups."""
    return name in method.dimensions and method.dimensions[name].several
