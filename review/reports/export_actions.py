"""What the trail keeps of reports that leave the installation as files."""

from collections.abc import Sequence

from django.db import transaction

from access import audit
from access.actor import Actor
from review.inspections.models import Inspection
from review.reports.building import Definition


def exported(actor: Actor, inspection: Inspection, definition: Definition, format_name: str) -> None:
    """Record that somebody downloaded a report; who may was asked before. Only names and codes are kept."""
    new: dict[str, str | Sequence[str]] = {
        "format": format_name,
        "where": definition.where.texts(),
        "by": list(definition.by),
        "measure": definition.measure,
    }
    with transaction.atomic():
        audit.record(actor, "report.exported", "inspection", inspection.public_id, new=new)
