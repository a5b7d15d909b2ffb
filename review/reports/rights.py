"""What somebody may do with a report besides reading it: who reviewed what is for supervisors only."""

from django.http import HttpRequest, QueryDict

from access.actor import Actor
from access.permissions import Scope, may
from access.refusals import NotAllowed
from review.counting.dimensions import REVIEWER
from review.counting.method import Method
from review.inspections.models import Inspection
from review.reports.asking import WITH, Asked, asked_in, method_for
from review.reports.building import Definition
from review.reports.joining import joined

NO_REVIEWERS = (
    "Who reviewed what is for the inspection's supervisors only. Ask for the report without its reviewers, or ask a "
    "supervisor of the inspection for this one."
)


def asked_for(request: HttpRequest, inspection: Inspection, query: QueryDict) -> tuple[Method, Asked]:
    """Return what a query asks for, of all inspections that it names, where whoever asks may have all of it.

    Raises Invalid with a sentence for what it cannot be, NotAllowed where it names reviewers, and what `joined` does.
    """
    method = method_for(query, *joined(request, inspection, query.getlist(WITH)))
    asked = asked_in(query, inspection, method, by="")
    require_asked(request, asked)
    return method, asked


def names_reviewers(asked: Asked | Definition) -> bool:
    """Return whether a report chooses by, is broken down by, or counts reviewers."""
    return REVIEWER in (asked.measure, *asked.by, *(one.name for one in asked.where.conditions))


def require_asked(request: HttpRequest, asked: Asked) -> None:
    """Raise NotAllowed where a report names reviewers to somebody who may not see them: it is refused whole."""
    if names_reviewers(asked) and not sees_reviewers(request):
        raise NotAllowed(NO_REVIEWERS)


def sees_reviewers(request: HttpRequest) -> bool:
    """Return whether whoever asks may break reports down by reviewer, and read every case and judgment behind them."""
    return may(_actor(request), "report.reviewers", _scope(request))


def may_save(request: HttpRequest) -> bool:
    """Return whether whoever asks may save and remove reports."""
    return may(_actor(request), "report.save", _scope(request))


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def _scope(request: HttpRequest) -> Scope:
    """Return how they stand to the inspection, as the guard of the page found it."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    return scope
