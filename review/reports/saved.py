"""Reading saved reports."""

from django.db.models import QuerySet
from django.http import QueryDict

from access.actor import Actor
from review.counting.dimensions import REVIEWER
from review.inspections.models import Inspection
from review.inspections.queries import reportable, visible_inspections
from review.reports.asking import PREFIX, WITH
from review.reports.models import SavedReport


def saved_reports(inspection: Inspection) -> QuerySet[SavedReport]:
    """Return the saved reports of an inspection by name, with who saved them."""
    return SavedReport.objects.filter(inspection=inspection, removed_at__isnull=True).select_related("saved_by")


def readable_saved(actor: Actor, inspection: Inspection, sees_reviewers: bool) -> list[SavedReport]:
    """Return the saved reports of an inspection that somebody may open, by name.

    None that names reviewers unless they see those, and none together with an inspection whose report they may not
    read. One query, and two more where any is of several inspections.
    """
    asked = [(one, QueryDict(one.query)) for one in saved_reports(inspection)]
    wanted = {slug for _, query in asked for slug in query.getlist(WITH)}
    known = (
        set(reportable(actor).filter(slug__slug__in=wanted).values_list("slug__slug", flat=True)) if wanted else set()
    )
    return [
        saved
        for saved, query in asked
        if known.issuperset(query.getlist(WITH)) and (sees_reviewers or not _names_reviewers(query))
    ]


def _names_reviewers(query: QueryDict) -> bool:
    named = (*query.getlist("by"), *query.getlist("count"), *(name.removeprefix(PREFIX) for name in query))
    return REVIEWER in named


def saved_at(actor: Actor, saved: str) -> SavedReport:
    """Return the saved report at an address, of an inspection that the actor can see; raise DoesNotExist for none."""
    rows = SavedReport.objects.filter(inspection__in=visible_inspections(actor), removed_at__isnull=True)
    return rows.select_related("inspection", "saved_by").get(public_id=saved)
