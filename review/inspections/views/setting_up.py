"""Creating an inspection, changing its details and taking it from step to step."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from access.actor import Actor
from access.guard import guarded
from access.permissions import Scope
from access.refusals import Invalid
from review.form_errors import refuse
from review.inspections import actions
from review.inspections.details import columns, details_of
from review.inspections.forms import AddForm, EditForm, ReasonForm
from review.inspections.models import Inspection, Subject
from review.inspections.queries import cases_by_state, inspection_at, scope_in, usable_versions
from review.inspections.views.overview import trail
from review.workflow import INSPECTION, Transition

DONE = (Subject.Status.SIGNED_OFF, Subject.Status.WITHDRAWN)
STEPS = {
    "start-fieldwork": lambda actor, inspection, reason: actions.start_fieldwork(actor, inspection),
    "close": lambda actor, inspection, reason: actions.close(actor, inspection),
    "reopen-fieldwork": actions.reopen_fieldwork,
}
"""Each step's action, all asked alike."""
NO_WRITING = "Reviewers can no longer write in their reviews or submit them"
NO_DECIDING = "Submitted reviews can no longer be returned or signed off"


@require_http_methods(["GET", "POST"])
@guarded("inspection.create")
def inspection_add(request: HttpRequest) -> HttpResponse:
    """Create an inspection."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form = AddForm(request.POST or None, versions=usable_versions())
    if request.method == "POST" and form.is_valid():
        try:
            details = form.details(form.cleaned_data["slug"])
            inspection = actions.create_inspection(actor, details, form.version())
        except Invalid as invalid:
            refuse(form, invalid)
        else:
            messages.success(request, f"{inspection.title} was created. You are its supervisor.")
            return redirect("inspection", inspection.slug_id)
    context: dict[str, Any] = {
        "title": "Create an inspection",
        "form": form,
        "button": "Create the inspection",
        "cancel": reverse("inspection-list"),
        "breadcrumbs": [("Inspections", reverse("inspection-list"))],
        "warning": ""
        if form.versions
        else "No framework is published yet. An administrator imports and publishes one.",
    }
    return render(request, "form_page.html", context)


@require_http_methods(["GET", "POST"])
@guarded("inspection.manage", inspection_at, scope_in)
def inspection_edit(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Change an inspection's details."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    start = {**columns(details_of(inspection)), "version": inspection.version}
    form = EditForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            details = form.details(inspection.slug_id)
            actions.update_inspection(actor, inspection, details, form.cleaned_data["version"])
        except Invalid as invalid:
            refuse(form, invalid)
        else:
            messages.success(request, "The details were saved.")
            return redirect("inspection", inspection.slug_id)
    here = reverse("inspection", args=[inspection.slug_id])
    context = {
        "title": "Change the details",
        "caption": inspection.title,
        "form": form,
        "cancel": here,
        "breadcrumbs": trail(inspection),
        "synthetic": inspection.synthetic,
    }
    return render(request, "form_page.html", context)


@dataclass(frozen=True)
class Step:
    """A step that an inspection can take."""

    inspection: Inspection
    transition: Transition


def step_at(actor: Actor, slug: str, step: str) -> Step:
    """Return the step at an address; raise an error of not finding where there is none or it cannot be seen."""
    inspection = inspection_at(actor, slug)
    if step not in STEPS:
        raise Http404("There is no such step.")
    return Step(inspection, INSPECTION.find(step))


def step_scope(actor: Actor, step: Step) -> Scope:
    """Return how the actor stands to the inspection of a step."""
    return scope_in(actor, step.inspection)


@require_http_methods(["GET", "POST"])
@guarded("inspection.manage", step_at, step_scope)
def inspection_step(request: HttpRequest, step: Step) -> HttpResponse:
    """Ask once more, with a reason where one is needed, then take the step."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    inspection, transition = step.inspection, step.transition
    form = ReasonForm(request.POST or None)
    if not transition.needs_reason:
        form.fields.pop("reason")
    if request.method == "POST" and (not transition.needs_reason or form.is_valid()):
        STEPS[transition.name](actor, inspection, form.cleaned_data["reason"] if transition.needs_reason else "")
        messages.success(
            request, f"{inspection.title} is now in this state: {INSPECTION.label(transition.to).lower()}."
        )
        return redirect("inspection", inspection.slug_id)
    context = {
        "title": transition.words,
        "caption": inspection.title,
        "lines": _consequences(actor, inspection, transition),
        "form": form,
        "button": transition.words,
        "cancel": reverse("inspection", args=[inspection.slug_id]),
        "breadcrumbs": trail(inspection),
        "synthetic": inspection.synthetic,
    }
    return render(request, "form_page.html", context)


def _consequences(actor: Actor, inspection: Inspection, transition: Transition) -> list[str]:
    if transition.name == "start-fieldwork":
        return ["Fieldwork can start before all cases are added: cases, forces and people can be added later too."]
    if transition.name != "close":
        return ["Cases, forces and details can be changed again."]
    counts = cases_by_state(actor, [inspection.pk]).get(inspection.pk, {})
    waiting = sum(number for state, number in counts.items() if state not in DONE)
    lines = [
        "Cases and forces can no longer be added, nor the details changed, until fieldwork is reopened.",
        f"{NO_WRITING}{_now(counts, Subject.Status.UNDER_REVIEW, 'is under review', 'are under review')}",
        f"{NO_DECIDING}{_now(counts, Subject.Status.READY, 'waits for sign-off', 'wait for sign-off')}",
    ]
    if waiting:
        cases = "1 case is" if waiting == 1 else f"{waiting} cases are"
        lines.append(f"{cases} not signed off. They stay outside the figures of the report.")
    return lines


def _now(counts: Mapping[str, int], status: str, one: str, more: str) -> str:
    """Return the end of a sentence: how many cases it is about now, if any."""
    number = counts.get(status, 0)
    return f": {number} {f'case {one}' if number == 1 else f'cases {more}'}." if number else "."
