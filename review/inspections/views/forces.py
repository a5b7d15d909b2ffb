"""The forces of an inspection: which, under which label, and how many cases of each."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from access.actor import Actor
from access.guard import guarded
from access.permissions import Scope
from access.refusals import Invalid
from review.form_errors import refuse
from review.inspections import actions
from review.inspections.forms import ForceForm
from review.inspections.models import Inspection, InspectionForce
from review.inspections.queries import inspection_at, scope_in
from review.inspections.team_queries import force_in, forces_to_add, forces_with_cases
from review.inspections.views.overview import trail


@require_http_methods(["GET", "POST"])
@guarded("inspection.manage", inspection_at, scope_in)
def inspection_forces(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Show the forces with their labels, and add one."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form = ForceForm(request.POST or None, forces=forces_to_add(inspection))
    if request.method == "POST" and form.is_valid():
        try:
            added = actions.add_force(actor, inspection, form.chosen(), form.cleaned_data["label"])
        except Invalid as invalid:
            refuse(form, invalid)
        else:
            messages.success(request, f"{added.force.name} was added as {added.label}.")
            return redirect("inspection-forces", inspection.slug_id)
    context = {
        "title": "Forces",
        "inspection": inspection,
        "form": form,
        "forces": forces_with_cases(inspection),
        "breadcrumbs": trail(inspection),
        "synthetic": inspection.synthetic,
    }
    return render(request, "review/inspections/forces.html", context)


def force_at(actor: Actor, slug: str, force: UUID) -> InspectionForce:
    """Return the inspection's force at an address; raise DoesNotExist where the actor cannot see the inspection."""
    return force_in(inspection_at(actor, slug), force)


def force_scope_of(actor: Actor, force: InspectionForce) -> Scope:
    """Return how the actor stands to the inspection of a force."""
    return scope_in(actor, force.inspection)


@require_POST
@guarded("inspection.manage", force_at, force_scope_of)
def force_remove(request: HttpRequest, force: InspectionForce) -> HttpResponse:
    """Take a force without cases out of the inspection."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    label, slug = force.label, force.inspection.slug_id
    actions.remove_force(actor, force)
    messages.success(request, f"{label} was taken out of the inspection.")
    return redirect("inspection-forces", slug)
