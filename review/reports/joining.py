"""One report on several inspections: which can be counted together, and who may."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from access.actor import Actor
from access.permissions import Scope, require
from access.refusals import Invalid
from access.roles import SUPERVISOR, SYSTEM
from review.domain.where import nearest
from review.frameworks.models import FrameworkVersion
from review.inspections.models import Inspection
from review.inspections.queries import inspection_called, report_scope, reportable, visible_inspections

MOST = 10
OTHER_FRAMEWORK = (
    "“{one}” and “{other}” judge their cases by different frameworks, whose questions are not the same, so they cannot "
    "be counted together. Read their reports beside each other."
)
TOO_MANY = f"A report is of {MOST} inspections at most."
TWICE = "“{title}” is asked for twice."
NO_SUCH = "There is no inspection called “{slug}”."


def joined(request: HttpRequest, inspection: Inspection, slugs: Sequence[str]) -> tuple[Inspection, ...]:
    """Return the inspections that an address asks for; the right to read each was asked, and is needed for all.

    The request keeps as `scope` how the actor stands to the one in which they may do least. Raises Http404 for an
    inspection that they cannot see, NotAllowed for one whose report they may not read, Invalid where they cannot be
    counted together.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found, scopes = [inspection], [request.scope]  # type: ignore[attr-defined]
    for slug in _checked(slugs):
        other = inspection_called(actor, slug)
        if other is None:
            raise Http404("There is no such page, or you cannot see it.")
        scopes.append(report_scope(actor, other))
        require(actor, "report.view", scopes[-1])
        found.append(other)
    request.scope = _least(scopes)  # type: ignore[attr-defined]
    return countable(found)


def joined_by(actor: Actor, inspection: Inspection, slugs: Sequence[str], permission: str) -> tuple[Inspection, ...]:
    """Return the inspections that somebody names by their short names, and asks the right of each."""
    found = [inspection]
    for slug in _checked(slugs):
        other = inspection_called(actor, slug)
        if other is None:
            raise Invalid(NO_SUCH.format(slug=slug) + did_you_mean(slug, slugs_of_inspections(actor)))
        require(actor, permission, report_scope(actor, other))
        found.append(other)
    return countable(found)


def slugs_of_inspections(actor: Actor) -> list[str]:
    """Return the short names of the inspections that somebody can see; commands see every one. One query."""
    rows = Inspection.objects.all() if actor.has(SYSTEM) else visible_inspections(actor)
    return list(rows.order_by("slug__slug").values_list("slug__slug", flat=True))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the question whether the nearest known word was meant, after a space; nothing where none is near."""
    meant = nearest(word, known)
    return f" Did you mean “{meant}”?" if meant else ""


def _checked(slugs: Sequence[str]) -> Sequence[str]:
    if len(slugs) >= MOST:
        raise Invalid(TOO_MANY)
    return slugs


def _least(scopes: Sequence[Scope]) -> Scope:
    return next((scope for scope in scopes if SUPERVISOR not in scope.memberships), scopes[0])


def countable(inspections: Sequence[Inspection]) -> tuple[Inspection, ...]:
    """Return inspections that can be counted together: different ones, by versions of one framework.

    That their cases are graded on one scale is asked where their method is put together. Raises Invalid with a sentence
    where they cannot. One query, and none for one inspection.
    """
    if len(inspections) == 1:
        return tuple(inspections)
    for place, one in enumerate(inspections):
        if one in inspections[:place]:
            raise Invalid(TWICE.format(title=one.title))
    frameworks = _frameworks_of(inspections)
    for other in inspections[1:]:
        if frameworks.get(other.pk) != frameworks.get(inspections[0].pk):
            raise Invalid(OTHER_FRAMEWORK.format(one=inspections[0].title, other=other.title))
    return tuple(inspections)


def _frameworks_of(inspections: Sequence[Inspection]) -> dict[int, int]:
    rows = FrameworkVersion.objects.filter(
        judges=FrameworkVersion.Judges.CASE, inspections__inspection__in=[one.pk for one in inspections]
    )
    return dict(rows.values_list("inspections__inspection_id", "framework_id"))


def could_join(actor: Actor, inspection: Inspection) -> QuerySet[Inspection]:
    """Return the other inspections by the same framework whose reports somebody may read. Two queries."""
    versions = FrameworkVersion.objects.filter(
        judges=FrameworkVersion.Judges.CASE, framework__versions__inspections__inspection=inspection
    )
    rows = reportable(actor).filter(frameworks__framework_version__in=versions.values("pk"))
    return rows.exclude(pk=inspection.pk).distinct().order_by("title", "pk")
