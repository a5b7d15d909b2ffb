"""The cases behind a report's figures, grouped in SQL by all that the figures depend on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When

from review.counting.answer_sources import OwnAnswer
from review.counting.asked_names import GradedCriterion
from review.counting.dimensions import CRITERION, Dimension
from review.counting.measures import Measure
from review.counting.method import Method
from review.counting.models import StandingReview, StandingSuspect
from review.counting.sources import NOT_APPLICABLE, OF_JUDGMENT, OF_SUSPECT, OPEN_SUBJECT, STANDING, Base, Row, Source
from review.domain.tabulation import Cell
from review.inspections.models import Subject
from review.reviewing.models import Judgment, Review

ABSENT = ("none", "")
"""The outcome of a case that has no answer to what is counted."""
NOT_SIGNED_OFF = [status for status in Subject.Status if status != Subject.Status.SIGNED_OFF]
"""The states of cases that no review stands for; few of many, and found by an index."""
OPEN_STATE = Case(
    When(status=Subject.Status.WITHDRAWN, then=Value("withdrawn")),
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
"""Where a case stands that no figure counts: those ever submitted are unsigned."""
SUSPECTS = Count("case__persons", filter=Q(case__persons__role="suspect"))


@dataclass(frozen=True)
class Grouping:
    """What rows are grouped by: some names, each under an alias of its own, and what is counted."""

    dimensions: tuple[Dimension, ...]
    outcome: Source | None = None

    @property
    def sources(self) -> dict[str, Source]:
        """Return every source under its alias."""
        named = {f"d{place}": dimension.source for place, dimension in enumerate(self.dimensions)}
        return named | ({"outcome": self.outcome} if self.outcome else {})

    def selected(self, rows: QuerySet[Any], base: Base, **more: Any) -> QuerySet[Any, dict[str, Any]]:
        """Return the rows with the columns of every source, and `more`."""
        columns: dict[str, Any] = dict(more)
        for alias, source in self.sources.items():
            rows = rows.annotate(**source.joins(alias, base))
            columns |= source.columns(alias, base)
        return rows.order_by().values(**columns)

    def named(self, rows: QuerySet[Any], base: Base) -> QuerySet[Any]:
        """Return the rows, ungrouped, with the columns of every source to filter by."""
        for alias, source in self.sources.items():
            rows = rows.alias(**source.joins(alias, base)).alias(**source.columns(alias, base))
        return rows.order_by()

    def cell(self, row: Row, state: str, count: int, *more: tuple[str, tuple[str, ...]]) -> Cell:
        """Return `count` cases as a cell; an outcome counts only where the case is signed off."""
        named = ((one.name, one.source.codes(row, f"d{place}")) for place, one in enumerate(self.dimensions))
        outcome = outcome_of(self.outcome.codes(row, "outcome")) if self.outcome and state == "signed" else ABSENT
        return Cell(state, (*named, *more), outcome, count)


def outcome_of(codes: Sequence[str]) -> tuple[str, ...]:
    """Return what is counted of a case from the codes of its answer: more than one where it can have several."""
    if not codes:
        return ABSENT
    return ("not-applicable", "") if codes[0] == NOT_APPLICABLE else ("value", *codes)


def signed(method: Method) -> QuerySet[StandingReview]:
    """Return the standing reviews of the method's inspections whose versions judge cases."""
    return StandingReview.objects.filter(
        inspection__in=[one.pk for one in method.inspections], framework_version__in=method.versions
    )


def open_subjects(method: Method, state: str = "") -> QuerySet[Subject]:
    """Return the cases of the method's inspections that are not signed off, with the state of each, or one state."""
    rows = Subject.objects.filter(inspection__in=[one.pk for one in method.inspections], case__isnull=False)
    found = rows.filter(status__in=NOT_SIGNED_OFF).annotate(state=OPEN_STATE)
    return found.filter(state=state) if state else found


def signed_cells(method: Method, names: Sequence[str], measure: Measure) -> list[Cell]:
    """Return the signed-off cases, or their suspects, grouped by what is counted and by `names`. One query.

    All is as it was when they were signed off.
    """
    grouping = grouping_of(method, names, measure.source)
    rows, base, _ = counted_rows(method, measure)
    counted = grouping.selected(rows, base).annotate(total=Count("pk"))
    return [grouping.cell(row, "signed", row["total"]) for row in counted]


def open_cells(method: Method, names: Sequence[str], measure: Measure) -> list[Cell]:
    """Return the cases that are not signed off, or their suspects, grouped by state and by `names`. One query.

    Nothing of what a review says is known of them, only the facts of the case as they are now.
    """
    grouping = grouping_of(method, names)
    total = SUSPECTS if measure.of_suspects else Count("pk")
    rows = grouping.selected(open_subjects(method), OPEN_SUBJECT, state=F("state")).annotate(total=total)
    return [grouping.cell(row, row["state"], row["total"]) for row in rows if row["total"]]


def counted_rows(method: Method, measure: Measure) -> tuple[QuerySet[Any], Base, str]:
    """Return the rows that count, where they stand, and the way from them to their subject."""
    if measure.of_suspects:
        return StandingSuspect.objects.filter(standing__in=signed(method)), OF_SUSPECT, "standing__subject_id"
    return signed(method), STANDING, "subject_id"


def grouping_of(method: Method, names: Sequence[str], outcome: Source | None = None) -> Grouping:
    """Return how rows are grouped by `names` and by what is counted."""
    return Grouping(tuple(method.dimensions[name] for name in names), outcome)


def criterion_cells(method: Method, names: Sequence[str], not_signed: Sequence[Cell]) -> list[Cell]:
    """Return the cases once for each graded criterion, by their answer to it and by `names`; each cell names it.

    `not_signed` are the cases that are not signed off. One query, and one more where a version lacks a criterion.
    """
    found = [*_answered(method, names), *at_each_criterion(method, not_signed)]
    return [*found, *_of_other_versions(method, grouping_of(method, names))]


def at_each_criterion(method: Method, cells: Sequence[Cell]) -> list[Cell]:
    """Return cases without an answer to any criterion once for each criterion."""
    return [at_criterion(criterion, cell) for criterion in method.criteria for cell in cells]


def at_criterion(criterion: GradedCriterion, cell: Cell) -> Cell:
    """Return cases as they stand at a criterion to which they have no answer."""
    return Cell(cell.state, (*cell.answers, (CRITERION, (criterion.code,))), ABSENT, cell.count)


def _answered(method: Method, names: Sequence[str]) -> Iterator[Cell]:
    code_of = {pk: criterion.code for criterion in method.criteria for pk in criterion.ids}
    rows: QuerySet[Judgment] = Judgment.objects.filter(
        review__standing__inspection__in=[one.pk for one in method.inspections], criterion__in=list(code_of)
    )
    grouping = grouping_of(method, names, OwnAnswer(method.grade_codes))
    for row in grouping.selected(rows, OF_JUDGMENT, criterion_of=F("criterion_id")).annotate(total=Count("pk")):
        yield grouping.cell(row, "signed", row["total"], (CRITERION, (code_of[row["criterion_of"]],)))


def _of_other_versions(method: Method, grouping: Grouping) -> Iterator[Cell]:
    """Yield the signed-off cases of the versions that do not ask a criterion, for each criterion."""
    if all(set(criterion.versions) == method.versions for criterion in method.criteria):
        return
    rows = grouping.selected(signed(method), STANDING, version_of=F("framework_version_id"))
    for row in rows.annotate(total=Count("pk")):
        cell = grouping.cell(row, "signed", row["total"])
        yield from (at_criterion(one, cell) for one in method.criteria if row["version_of"] not in one.versions)
