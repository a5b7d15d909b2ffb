"""Reading saved reports."""

from django.db.models import QuerySet

from access.actor import Actor
from review.inspections.models import Inspection
from review.inspections.queries import visible_inspections
from review.reports.models import SavedReport


def saved_reports(inspection: Inspection) -> QuerySet[SavedReport]:
    """Return the saved reports of an inspection by name, with who saved them."""
    return SavedReport.objects.filter(inspection=inspection, removed_at__isnull=True).select_related("saved_by")


def saved_at(actor: Actor, saved: str) -> SavedReport:
    """Return the saved report at an address, of an inspection that the actor can see; raise DoesNotExist for none."""
    rows = SavedReport.objects.filter(inspection__in=visible_inspections(actor), removed_at__isnull=True)
    return rows.select_related("inspection", "saved_by").get(public_id=saved)
