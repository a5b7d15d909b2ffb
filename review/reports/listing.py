"""The groups of a breakdown that are listed, as rows."""

from dataclasses import dataclass

from review.counting.asked_names import GradedCriterion
from review.counting.dimensions import CRITERION, GRADE
from review.counting.measures import Measure
from review.counting.method import Method
from review.counting.scales import ScaleInfo
from review.counting.unanswered import unanswered_words
from review.domain.tabulation import Breakdown, Table, Where
from review.domain.wording import UNANSWERED


@dataclass(frozen=True)
class GroupRow:
    """One group of a breakdown, with the scale that its counts are on, and its own groups by the second name.

    `measure` is what it counts where that is another than the report's. `unanswered` says what a case of it lacks that
    is left out without an answer.
    """

    key: str
    label: str
    scale: ScaleInfo
    table: Table
    topic: str = ""
    rows: "tuple[GroupRow, ...]" = ()
    measure: str = ""
    unanswered: str = UNANSWERED


def rows_of(
    method: Method, measure: Measure, broken: Breakdown, where: Where, of: GradedCriterion | None = None
) -> tuple[GroupRow, ...]:
    """Return the groups as rows, each with its scale: that of its criterion, or of the criterion `of` it is within."""
    rows = []
    for group in broken.groups:
        own = method.criterion(group.key) if broken.by == CRITERION else of
        rows.append(
            GroupRow(
                key=group.key,
                label=group.label,
                scale=own.scale if own else measure.scale,
                table=group.table,
                topic=own.topic if own and own is not of else "",
                rows=rows_of(method, measure, group.inner, where, own) if group.inner else (),
                unanswered=unanswered_in(method, f"{GRADE}.{own.code}" if own else measure.name, where),
            )
        )
    return tuple(rows)


def unanswered_in(method: Method, counted: str, where: Where) -> str:
    """Return what a case lacks that is left out of a count without an answer: to what is counted, or to a condition."""
    return unanswered_words(method, [counted, *(condition.name for condition in where.conditions)])


def can_overlap(method: Method, name: str) -> bool:
    """Return whether a case can have several answers to a name, and so be in several of its groups."""
    return name in method.dimensions and method.dimensions[name].several
