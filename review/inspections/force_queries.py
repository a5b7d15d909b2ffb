"""Reading how the forces of an inspection are judged: by which framework, and which it could choose."""

from django.db.models import QuerySet

from review.frameworks.models import FrameworkVersion
from review.frameworks.queries import published_versions
from review.inspections.models import Inspection


def force_version(inspection: Inspection) -> FrameworkVersion | None:
    """Return the version by which the inspection judges its forces; None where it judges none. One query."""
    rows = FrameworkVersion.objects.select_related("framework", "overall_scale")
    found = rows.filter(
        judges=FrameworkVersion.Judges.FORCE, inspections__inspection=inspection, inspections__current=True
    )
    return found.first()


def usable_force_versions() -> QuerySet[FrameworkVersion]:
    """Return the framework versions by which an inspection can judge its forces."""
    return published_versions().filter(judges=FrameworkVersion.Judges.FORCE)
