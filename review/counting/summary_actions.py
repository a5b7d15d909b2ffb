"""Keeping an inspection's figure counts as cases are signed off and reopened, and counting anew where need be."""

from collections.abc import Iterable
from datetime import datetime

from review.counting.models import FigureCount, FigureSummary, StandingReview
from review.counting.summaries import Figures, counted, place_of
from review.inspections.models import Inspection


def add(standing: StandingReview, at: datetime) -> None:
    """Add a case that begins to count. Called inside the transaction that makes it count."""
    if standing.subject.case_id is None:
        return
    if _locked(standing.inspection, at):
        recount(standing.inspection)
    else:
        _change(standing.inspection, counted(standing.inspection, standing), 1)


def take_away(standing: StandingReview, at: datetime) -> None:
    """Take a case that stops counting away, while it still stands. Called inside the transaction that removes it."""
    if standing.subject.case_id is None:
        return
    if _locked(standing.inspection, at):
        recount(standing.inspection)
    _change(standing.inspection, counted(standing.inspection, standing), -1)


def _locked(inspection: Inspection, at: datetime) -> bool:
    """Lock the inspection's figures until the transaction ends; return whether they must be counted anew.

    That is so where they were never kept, and where the headline that they are split by was changed since.
    """
    start = {"headline": inspection.headline_subset, "changed_at": at}
    summary, made = FigureSummary.objects.select_for_update().get_or_create(inspection=inspection, defaults=start)
    stale = made or summary.headline != inspection.headline_subset
    FigureSummary.objects.filter(pk=summary.pk).update(**start)
    return stale


def recount(inspection: Inspection) -> None:
    """Count an inspection's figures anew from its standing reviews. The caller holds their lock."""
    FigureCount.objects.filter(inspection=inspection).delete()
    FigureCount.objects.bulk_create(_rows(inspection, counted(inspection)))


def _rows(inspection: Inspection, figures: Figures) -> Iterable[FigureCount]:
    for place, amount in sorted(figures.amounts.items(), key=lambda item: item[0]):
        yield FigureCount(
            inspection=inspection,
            force_id=place.force,
            in_headline=place.in_headline,
            criterion_id=place.criterion,
            outcome=place.outcome,
            **vars(amount),
        )


def _change(inspection: Inspection, figures: Figures, sign: int) -> None:
    """Add to the kept figures, or take from them, what one case comes to. Three queries at most."""
    forces = {place.force for place in figures.amounts}
    stored = {place_of(row): row for row in FigureCount.objects.filter(inspection=inspection, force__in=forces)}
    changed = []
    for place, amount in list(figures.amounts.items()):
        if row := stored.get(place):
            row.cases += sign * amount.cases
            row.instances += sign * amount.instances
            row.flagged += sign * amount.flagged
            changed.append(row)
            del figures.amounts[place]
    FigureCount.objects.bulk_update(changed, ["cases", "instances", "flagged"])
    FigureCount.objects.bulk_create(_rows(inspection, figures))
