"""What the trail keeps of reports that leave the installation as files."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from access import audit
from access.actor import Actor
from review.inspections.models import Inspection
from review.reports.building import Definition


@dataclass(frozen=True)
class Export:
    """What was taken away: the format, and the definition of the report, or that it was the standard one.

    `kind` is what else it was than a report: the grid of criteria by case.
    """

    format_name: str
    definition: Definition
    is_standard: bool = False
    kind: str = ""


def exported(actor: Actor, inspection: Inspection, export: Export, key: UUID) -> None:
    """Record under a key that somebody downloaded a report; who may was asked before. Only names and codes are kept.

    Raises IntegrityError, with nothing written, where the trail has the key already.
    """
    new: dict[str, str | Sequence[str]] = {
        "report": export.kind or ("standard" if export.is_standard else "built"),
        "format": export.format_name,
        "where": export.definition.where.texts(),
        "by": list(export.definition.by),
        "measure": export.definition.measure,
    }
    with transaction.atomic():
        audit.record(actor, "report.exported", "inspection", inspection.public_id, new=new, key=key)


def exported_beside(
    actor: Actor, inspections: Sequence[Inspection], format_name: str, slugs: Sequence[str], key: UUID
) -> None:
    """Record for each own inspection that somebody downloaded its figures beside those of other exercises.

    The first of these events has the key, and all are written or none. Raises IntegrityError, with nothing written,
    where the trail has the key already.
    """
    new: dict[str, str | Sequence[str]] = {"report": "beside", "format": format_name, "exercises": list(slugs)}
    with transaction.atomic():
        for place, inspection in enumerate(inspections):
            first = key if place == 0 else None
            audit.record(actor, "report.exported", "inspection", inspection.public_id, new=new, key=first)
