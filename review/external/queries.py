"""Reading the published results of exercises made elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime

from access.actor import Actor
from access.permissions import may, require
from access.refusals import Conflict
from review.external.models import ExternalCount, ExternalResult
from review.external.table import ADEQUATE
from review.frameworks.models import FrameworkVersion, Grade, Scale
from review.inspections.models import ExerciseType

COMPLETE, IN_PART, WITHDRAWN = "complete", "part", "withdrawn"
"""What the list of published results can be narrowed to."""
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


@dataclass(frozen=True)
class Chosen:
    """What a list of published results is narrowed to: words of the title or the force, a kind, and what is known."""

    q: str = ""
    kind: str = ""
    known: str = ""


def chosen_in(actor: Actor, address: Mapping[str, str]) -> Chosen:
    """Return what an address narrows the list to; what it cannot be, and what the actor does not see, is left out."""
    kind, known = address.get("kind", ""), address.get("known", "")
    return Chosen(
        address.get("q", "").strip(),
        kind if kind in ExerciseType.values else "",
        known if known in dict(known_choices(actor)) else "",
    )


def known_choices(actor: Actor) -> list[tuple[str, str]]:
    """Return by what is known of them the results can be chosen; withdrawn ones by whoever could bring them back."""
    withdrawn = [(WITHDRAWN, "Withdrawn")] if may(actor, "external.edit") else []
    return [(COMPLETE, "Every count published"), (IN_PART, "Published in part"), *withdrawn]


def chosen_results(actor: Actor, chosen: Chosen) -> QuerySet[ExternalResult]:
    """Return the results that the list shows: those that stand, or the withdrawn ones."""
    rows = every_result(actor).filter(withdrawn_at__isnull=chosen.known != WITHDRAWN)
    if chosen.q:
        rows = rows.filter(Q(title__icontains=chosen.q) | Q(force__name__icontains=chosen.q))
    if chosen.kind:
        rows = rows.filter(exercise_type=chosen.kind)
    if chosen.known in (COMPLETE, IN_PART):
        rows = rows.filter(Exists(_unpublished()) if chosen.known == IN_PART else ~Exists(_unpublished()))
    return rows


def _unpublished() -> QuerySet[Grade]:
    """Return the grades of a result's scale whose count was not published by itself."""
    own = ExternalCount.objects.filter(result=OuterRef(OuterRef("pk")), grade=OuterRef("pk"))
    return Grade.objects.filter(~Exists(own), scale=OuterRef("scale")).order_by()


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


def withdrawn_by_words(result: ExternalResult, *, already: bool = False) -> str:
    """Say, to those who keep them, that a result was withdrawn, by whom, when and why; nothing for one that stands."""
    if not result.withdrawn_at:
        return ""
    who = result.withdrawn_by.name if result.withdrawn_by else "a command"
    when = date_format(localtime(result.withdrawn_at), "j F Y, H:i")
    return (
        f"“{result.title}” was withdrawn{' already' if already else ''} by {who} on {when}: {result.withdrawn_reason}"
    )


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
