"""The cells of the standard report, read from the kept figure counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from review.counting.cells import at_criterion
from review.counting.dimensions import CRITERION, FORCE
from review.counting.method import Method
from review.counting.models import FigureCount
from review.counting.summaries import as_counted
from review.domain.tabulation import Cell
from review.domain.where import Condition, Where

HEADLINE = "in-headline"
"""The name under which a cell says whether its cases are in the headline subset."""
IN_HEADLINE = Where((Condition(HEADLINE, ("yes",)),))


@dataclass(frozen=True)
class FlagCount:
    """The language of a force's signed-off cases: passages flagged, cases with one, and all that are signed off."""

    instances: int = 0
    cases: int = 0
    signed: int = 0

    def __add__(self, other: "FlagCount") -> "FlagCount":
        return FlagCount(self.instances + other.instances, self.cases + other.cases, self.signed + other.signed)


@dataclass(frozen=True)
class KeptCells:
    """The signed-off cases of an inspection as it keeps them: by overall grade, by each criterion, and language."""

    overall: tuple[Cell, ...]
    criteria: tuple[Cell, ...]
    flags: dict[tuple[int, int], FlagCount]
    changed_at: datetime


def kept_cells(method: Method) -> KeptCells | None:
    """Return the kept cells of one inspection; None where they are not kept, or by another headline. One query."""
    (inspection,) = method.inspections
    rows = list(
        FigureCount.objects.filter(
            inspection=inspection, inspection__figure_summary__headline=inspection.headline_subset, cases__gt=0
        ).annotate(changed_at=F("inspection__figure_summary__changed_at"))
    )
    if not rows:
        return None
    overall = [row for row in rows if row.criterion_id in method.overall_versions]
    return KeptCells(
        tuple(_cell(method, row) for row in overall),
        (*_answered(method, rows), *_of_other_versions(method, overall)),
        _flags(overall),
        rows[0].changed_at,
    )


def _answered(method: Method, rows: Sequence[FigureCount]) -> Iterator[Cell]:
    code_of = {pk: one.code for one in method.criteria for pk in one.ids}
    return (_cell(method, row, code_of[row.criterion_id]) for row in rows if row.criterion_id in code_of)


def _of_other_versions(method: Method, overall: Sequence[FigureCount]) -> Iterator[Cell]:
    """Yield the cases of the versions that do not ask a criterion, for each criterion: they have no answer to it."""
    for row in overall:
        version = method.overall_versions[row.criterion_id]
        for criterion in method.criteria:
            if version not in criterion.versions:
                yield at_criterion(criterion, _cell(method, row))


def _cell(method: Method, row: FigureCount, criterion: str = "") -> Cell:
    key = method.force_keys.get((row.inspection_id, row.force_id))
    side = () if row.in_headline == FigureCount.InHeadline.UNANSWERED else (row.in_headline,)
    answers = ((FORCE, (key,) if key else ()), (HEADLINE, side))
    named = (*answers, (CRITERION, (criterion,))) if criterion else answers
    return Cell("signed", named, as_counted(row.outcome), row.cases)


def _flags(rows: Sequence[FigureCount]) -> dict[tuple[int, int], FlagCount]:
    found: dict[tuple[int, int], FlagCount] = {}
    for row in rows:
        place = (row.inspection_id, row.force_id)
        found[place] = found.get(place, FlagCount()) + FlagCount(row.instances, row.flagged, row.cases)
    return found
