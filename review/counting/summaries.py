"""The figure counts of an inspection: as they are kept, and as a full recount of its standing reviews gives them."""

from dataclasses import dataclass, field

from django.db.models import Count, F, Q, QuerySet, Sum

from review.counting.answer_sources import OwnAnswer
from review.counting.cells import grouping_of
from review.counting.choosing import checked, needed, parsed, spelled
from review.counting.method import Method, method_of
from review.counting.models import FigureCount, StandingReview
from review.counting.sources import OF_JUDGMENT
from review.domain.tabulation import Cell, Where
from review.inspections.models import Inspection
from review.reviewing.models import Judgment


@dataclass(frozen=True, order=True)
class Place:
    """What a figure count is of: a force, a side of the headline, a criterion and an answer to it."""

    force: int
    in_headline: str
    criterion: int
    outcome: str


@dataclass
class Amount:
    """How many cases a figure count has, and of language how many passages in how many cases."""

    cases: int = 0
    instances: int = 0
    flagged: int = 0


@dataclass
class Figures:
    """Figure counts, by what they are of."""

    amounts: dict[Place, Amount] = field(default_factory=dict)

    def add(self, place: Place, cases: int, instances: int, flagged: int) -> None:
        """Add to a figure count."""
        amount = self.amounts.setdefault(place, Amount())
        amount.cases += cases
        amount.instances += instances
        amount.flagged += flagged


def counted(inspection: Inspection, only: StandingReview | None = None) -> Figures:
    """Return the figure counts from the standing reviews of an inspection, or from one of them."""
    where_text = [inspection.headline_subset] if inspection.headline_subset else []
    names = {condition.name for condition in parsed(where_text).conditions}
    method = method_of(inspection, named=names)
    where = spelled(method, checked(method, parsed(where_text)))
    rows = Judgment.objects.filter(
        review__standing__inspection=inspection, review__standing__framework_version__in=method.versions
    ).filter(criterion__in=_graded(method))
    if only is not None:
        rows = rows.filter(review=only.review_id)
    return _figures(method, where, rows)


def _graded(method: Method) -> list[int]:
    return [*method.overall_ids, *(pk for criterion in method.criteria for pk in criterion.ids)]


def _figures(method: Method, where: Where, rows: QuerySet[Judgment]) -> Figures:
    grouping = grouping_of(method, needed(method, where), OwnAnswer(method.grade_codes))
    selected = grouping.selected(
        rows, OF_JUDGMENT, criterion_of=F("criterion_id"), force_of=F("review__standing__force_id")
    ).annotate(
        total=Count("pk"),
        instances=Sum("review__standing__language_instances"),
        flagged=Count("pk", filter=Q(review__standing__language_instances__gt=0)),
    )
    found, overall = Figures(), set(method.overall_ids)
    for row in selected:
        cell = grouping.cell(row, "signed", row["total"])
        place = Place(row["force_of"], _side(cell, where), row["criterion_of"], as_stored(cell.outcome))
        language = (row["instances"], row["flagged"]) if row["criterion_of"] in overall else (0, 0)
        found.add(place, row["total"], *language)
    return found


def _side(cell: Cell, where: Where) -> str:
    answers = dict(cell.answers)
    if not where.all_answered(answers):
        return FigureCount.InHeadline.UNANSWERED
    return FigureCount.InHeadline.YES if where.holds(answers) else FigureCount.InHeadline.NO


def as_stored(outcome: tuple[str, ...]) -> str:
    """Return the outcome of a cell as a figure count keeps it: the grade's code, or what else it is after a sign."""
    kind, code = outcome[:2]
    return code if kind == "value" else f"={kind}"


def as_counted(stored: str) -> tuple[str, str]:
    """Return the outcome of a cell that a figure count keeps so; the reverse of as_stored."""
    return (stored[1:], "") if stored.startswith("=") else ("value", stored)


def kept(inspection: Inspection) -> Figures:
    """Return the figures as they are kept, without those that came to nothing. One query."""
    rows = FigureCount.objects.filter(inspection=inspection, cases__gt=0)
    return Figures({place_of(row): Amount(row.cases, row.instances, row.flagged) for row in rows})


def place_of(row: FigureCount) -> Place:
    """Return what a kept figure count is of."""
    return Place(row.force_id, row.in_headline, row.criterion_id, row.outcome)
