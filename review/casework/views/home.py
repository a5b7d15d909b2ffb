"""The home page: for each role, what there is to do next."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.actor import Actor
from access.guard import guarded, public
from access.roles import ADMINISTRATOR, INSPECTOR, SUPERVISOR
from review.casework import queries
from review.counting.queries import grades_so_far
from review.inspections.models import Inspection
from review.inspections.queries import conflicted_inspections
from review.reviewing.late.queries import arrived
from review.reviewing.models import Review

TO_DO = (Review.Status.RETURNED, Review.Status.IN_PROGRESS, Review.Status.ASSIGNED)


@require_safe
@guarded("home.view")
def home(request: HttpRequest) -> HttpResponse:
    """Show each of the person's roles its part."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    context: dict[str, Any] = {"title": "Home"}
    if actor.has(INSPECTOR):
        context["mine"] = _inspector(actor, request.GET.get("q", "").strip())
    if actor.has(SUPERVISOR):
        context["supervised"] = _supervisor(actor)
        context["to_judge"] = list(queries.to_judge(actor))
        context["to_decide"] = list(queries.to_decide(actor))
        context["arrived"] = arrived(actor)
    if actor.has(ADMINISTRATOR):
        context["versions"] = list(queries.latest_frameworks(actor))
    shown = [review.subject.inspection for review in context.get("mine", {}).get("all", [])]
    context["synthetic"] = any(i.synthetic for i in [*shown, *context.get("supervised", [])])
    return render(request, "review/casework/home.html", context)


def _supervisor(actor: Actor) -> list[Inspection]:
    """Return the inspections that the actor supervises, each with its grades so far unless its report is closed."""
    inspections = queries.supervised(actor)
    closed = conflicted_inspections(actor)
    grades = grades_so_far(inspection.pk for inspection in inspections if inspection.pk not in closed)
    for inspection in inspections:
        inspection.closed_to_me = inspection.pk in closed  # type: ignore[attr-defined]
        inspection.so_far = grades.get(inspection.pk, [])  # type: ignore[attr-defined]
    return inspections


def _inspector(actor: Actor, q: str) -> dict[str, Any]:
    """Return the inspector's cases: those to do, the returned first, those of closed inspections, the rest."""
    rows = list(queries.my_reviews(actor, q))
    in_hand = [review for status in TO_DO for review in rows if review.status == status]
    to_do = [review for review in in_hand if review.subject.inspection.status == Inspection.Status.FIELDWORK]
    return {
        "q": q,
        "all": rows,
        "to_do": to_do,
        "resting": [review for review in in_hand if review not in to_do],
        "done": [review for review in rows if review.status not in TO_DO],
        "next": to_do[0] if to_do and not q else None,
    }


@require_safe
@public
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return render(request, "accessibility.html", {"title": "Accessibility"})
