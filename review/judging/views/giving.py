"""Giving the judgments of a force to a supervisor."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from access.actor import Actor
from access.guard import guarded
from access.models import User
from access.permissions import Scope
from access.refusals import Conflict, Invalid
from review.form_errors import refuse
from review.inspections.models import Inspection, InspectionForce, Subject
from review.inspections.queries import force_scope, inspection_at
from review.inspections.team_queries import force_in
from review.inspections.views.overview import trail
from review.judging.actions import give, present_judge
from review.judging.forces import ForcePage, candidates, force_page
from review.judging.forms import GiveForm
from review.judging.suggested_actions import take_up
from review.results.queries import label_of
from review.reviewing.queries import review_scope, subject_scope

LINES = (
    "The supervisor judges the force topic by topic, with reasons and with what each judgment rests on. Another "
    "supervisor signs the judgments off."
)
NOBODY = "Nobody judges this force now. Give it to a supervisor first."
TAKEN_UP = "The results from all cases were taken up. A judgment that differs from what is suggested needs a reason."
KEPT = "What was written so far stays with the force and can be read; the new supervisor begins anew."


@dataclass(frozen=True)
class ForceAt:
    """A force of an inspection, with its subject and who has it, where it was put up."""

    force: InspectionForce
    subject: Subject | None
    present: User | None


def force_at(actor: Actor, slug: str, force: UUID) -> ForceAt:
    """Return the force at an address; raise DoesNotExist where the actor cannot see its inspection."""
    found = force_in(inspection_at(actor, slug), force)
    subject = found.subjects.select_related("inspection", "inspection_force__force").order_by("pk").last()
    return ForceAt(found, subject, present_judge(subject))


def force_at_scope(actor: Actor, at: ForceAt) -> Scope:
    """Return how the actor stands to the force in its inspection."""
    inspection = at.force.inspection
    scope = force_scope(actor, inspection, at.force.force)
    return Scope(scope.memberships, scope.conflicted, closed=inspection.status == Inspection.Status.CLOSED)


@require_http_methods(["GET", "POST"])
@guarded("subject.assign", force_at, force_at_scope)
def force_give(request: HttpRequest, at: ForceAt) -> HttpResponse:
    """Give the judgments of a force to a supervisor, or to another one with the reason."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    inspection, present = at.force.inspection, at.present
    people = [user for user in candidates(actor, inspection, at.subject) if user != present]
    initial = {"seen": present.public_id if present else None}
    form = GiveForm(request.POST or None, people=people, again=present is not None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            review = give(actor, at.force, form.reviewer_chosen(), data.get("reason", ""), data["seen"])
        except Invalid as invalid:
            refuse(form, invalid)
        else:
            messages.success(request, f"{label_of(at.force)} is judged by {review.reviewer.name}.")
            return redirect("force-judgments", review.subject.public_id)
    here = reverse("judgments", args=[inspection.slug_id])
    context = {
        "title": f"Who judges {label_of(at.force)}?",
        "caption": inspection.title,
        "lines": [LINES, *([f"{present.name} has it now.", KEPT] if present else [])],
        "form": form,
        "button": "Give it to them",
        "cancel": here,
        "synthetic": inspection.synthetic,
        "breadcrumbs": [*trail(inspection), ("Judgments of forces", here)],
    }
    return render(request, "form_page.html", context, status=400 if form.errors else 200)


def own_of(actor: Actor, subject: UUID) -> ForcePage:
    """Return the page of a force whose results are taken up."""
    return force_page(actor, subject)


def own_scope(actor: Actor, page: ForcePage) -> Scope:
    """Return how the actor stands to the review of the force; to its inspection where nobody was given it."""
    return review_scope(actor, page.present) if page.present else subject_scope(actor, page.subject)


@require_POST
@guarded("evidence.cite-cases", own_of, own_scope)
def force_take_up(request: HttpRequest, page: ForcePage) -> HttpResponse:
    """Take up what the rules give from the force's cases as they stand now."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    force = page.subject.inspection_force
    if page.present is None or force is None:
        raise Conflict(NOBODY)
    new = take_up(actor, force, page.present)
    messages.success(request, TAKEN_UP if new else "Nothing changed: the results stand as they were taken up.")
    return redirect("force-judgments", page.subject.public_id)
