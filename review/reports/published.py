"""Finding an exercise by its short name: an own inspection, or results published elsewhere."""

from django.db.models import QuerySet

from access.actor import Actor
from access.permissions import require
from access.roles import SYSTEM
from review.inspections.models import ExternalResult, Inspection
from review.inspections.queries import visible_inspections


def inspection_called(actor: Actor, slug: str) -> Inspection | None:
    """Return the inspection with this short name that the actor can see, or None; commands see every one."""
    rows = Inspection.objects.all() if actor.has(SYSTEM) else visible_inspections(actor)
    return rows.filter(slug__slug=slug).first()


def external_results(actor: Actor) -> QuerySet[ExternalResult]:
    """Return the published results of other exercises, by fieldwork, with scale, force and counts."""
    require(actor, "external.view")
    return ExternalResult.objects.select_related("scale", "force").prefetch_related("scale__grades", "counts__grade")


def external_result(actor: Actor, slug: str) -> ExternalResult | None:
    """Return the published result with this short name, or None."""
    return external_results(actor).filter(slug__slug=slug).first()


def result_at(actor: Actor, slug: str) -> ExternalResult:
    """Return the published result at an address; raise DoesNotExist where there is none."""
    found = external_result(actor, slug)
    if found is None:
        raise ExternalResult.DoesNotExist
    return found
