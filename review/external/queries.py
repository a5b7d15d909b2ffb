"""Reading the published results of exercises made elsewhere."""

from django.db.models import QuerySet

from access.actor import Actor
from access.permissions import may, require
from access.refusals import Conflict
from review.external.models import ExternalResult
from review.external.table import ADEQUATE
from review.frameworks.models import FrameworkVersion, Scale

HISTORIC = "historic-three-tier"
"""The code of the scale that the list that ships calls by other words."""


def every_result(actor: Actor) -> QuerySet[ExternalResult]:
    """Return all published results, withdrawn ones among them, by fieldwork, with scale, force and counts."""
    require(actor, "external.view")
    rows = ExternalResult.objects.select_related("scale", "force", "withdrawn_by")
    return rows.prefetch_related("scale__grades", "counts__grade", "joint_counts__grades__grade")


def external_results(actor: Actor) -> QuerySet[ExternalResult]:
    """Return the published results that stand."""
    return every_result(actor).filter(withdrawn_at=None)


def withdrawn_results(actor: Actor) -> list[ExternalResult]:
    """Return the withdrawn results to whoever could bring them back; nothing to others."""
    if not may(actor, "external.edit"):
        return []
    return list(every_result(actor).filter(withdrawn_at__isnull=False))


def external_result(actor: Actor, slug: str) -> ExternalResult | None:
    """Return the published result with this short name, or None. Raises Conflict where it was withdrawn."""
    found = every_result(actor).filter(slug__slug=slug).first()
    if found and found.withdrawn_at:
        raise Conflict(withdrawn_words(found))
    return found


def result_at(actor: Actor, slug: str) -> ExternalResult:
    """Return the published result at an address, withdrawn or not; raise DoesNotExist where there is none."""
    return every_result(actor).get(slug__slug=slug)


def withdrawn_words(result: ExternalResult) -> str:
    """Say that a result was withdrawn, when and why."""
    day = f"{result.withdrawn_at.day} {result.withdrawn_at:%B %Y}" if result.withdrawn_at else ""
    return f"“{result.title}” was withdrawn on {day}: {result.withdrawn_reason}"


def named_scales() -> dict[str, Scale]:
    """Return the scales that counts can be entered on, by the names that they have in lists: title or code.

    They are those of the overall judgment of a framework that was published, and those of published results.
    """
    rows = Scale.objects.filter(pk__in=_used()).prefetch_related("grades").order_by("pk")
    found: dict[str, Scale] = {}
    for scale in rows:
        for name in (scale.title.lower(), scale.code, f"{scale.code} {scale.content_hash[:8]}"):
            found.setdefault(name, scale)
    if HISTORIC in found:
        found[ADEQUATE] = found[HISTORIC]
    return found


def _used() -> set[int]:
    published = FrameworkVersion.objects.exclude(status__in=["draft", "discarded"]).order_by()
    own = published.values_list("overall_scale_id", flat=True)
    return {key for key in [*own, *ExternalResult.objects.order_by().values_list("scale_id", flat=True)] if key}
