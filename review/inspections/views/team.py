"""An inspection's team: who is on it, adding somebody, ending a membership; and declaring a conflict of interest."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from access.actor import Actor
from access.guard import guarded
from access.permissions import Scope
from access.refusals import Invalid
from review.form_errors import refuse
from review.inspections import actions
from review.inspections.forms import ConflictForm, EndForm, MemberForm
from review.inspections.models import Inspection, Subject, TeamMember
from review.inspections.queries import forces_of, inspection_at, scope_in
from review.inspections.team_queries import (
    conflicts_in,
    member_in,
    people_to_add,
    subject_to_declare,
    team_of,
    ties_in,
)
from review.inspections.views.overview import trail
from review.inspections.views.rows import member_rows


@require_http_methods(["GET", "POST"])
@guarded("inspection.manage", inspection_at, scope_in)
def inspection_team(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Show the team, past members too, with their conflicts, and put somebody on it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form = MemberForm(request.POST or None, people=people_to_add(actor.today), initial={"starts": actor.today})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            member = actions.add_member(actor, inspection, form.person(), data["role"], data["starts"], data["ends"])
        except Invalid as invalid:
            refuse(form, invalid)
        else:
            messages.success(request, f"{member.user.name} was put on the team.")
            return redirect("inspection-team", inspection.slug_id)
    declared = list(conflicts_in(inspection))
    context = {
        "title": "Team",
        "inspection": inspection,
        "form": form,
        "rows": member_rows(actor.today, team_of(inspection), ties_in(inspection, actor.today), declared, past=True),
        "declared": declared,
        "breadcrumbs": trail(inspection),
        "synthetic": inspection.synthetic,
    }
    return render(request, "review/inspections/team.html", context)


def member_at(actor: Actor, slug: str, member: UUID) -> TeamMember:
    """Return the membership at an address; raise DoesNotExist where the actor cannot see the inspection."""
    return member_in(inspection_at(actor, slug), member)


def member_scope(actor: Actor, member: TeamMember) -> Scope:
    """Return how the actor stands to the inspection of a membership."""
    return scope_in(actor, member.inspection)


@require_http_methods(["GET", "POST"])
@guarded("inspection.manage", member_at, member_scope)
def member_end(request: HttpRequest, member: TeamMember) -> HttpResponse:
    """Set the last day of a membership."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form = EndForm(request.POST or None, initial={"ends": member.ends})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_membership(actor, member, form.cleaned_data["ends"])
        except Invalid as invalid:
            refuse(form, invalid)
        else:
            messages.success(request, f"The last day of {member.user.name} was saved.")
            return redirect("inspection-team", member.inspection.slug_id)
    context = {
        "title": f"Last day of {member.user.name}",
        "caption": f"{member.get_role_display()}, {member.inspection.title}",
        "form": form,
        "cancel": reverse("inspection-team", args=[member.inspection.slug_id]),
        "breadcrumbs": [
            *trail(member.inspection),
            ("Team", reverse("inspection-team", args=[member.inspection.slug_id])),
        ],
        "synthetic": member.inspection.synthetic,
    }
    return render(request, "form_page.html", context)


@require_POST
@guarded("inspection.manage", member_at, member_scope)
def member_remove(request: HttpRequest, member: TeamMember) -> HttpResponse:
    """Take back a membership that has not begun before today."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    name, slug = member.user.name, member.inspection.slug_id
    actions.remove_member(actor, member)
    messages.success(request, f"{name} was taken off the team.")
    return redirect("inspection-team", slug)


@dataclass(frozen=True)
class Declaring:
    """An inspection, and the case of it that a conflict is to be declared with, if it is with a case."""

    inspection: Inspection
    subject: Subject | None = None


def declaring_at(actor: Actor, slug: str, subject: UUID | None = None) -> Declaring:
    """Return what a conflict can be declared with; raise DoesNotExist where the actor cannot see it."""
    inspection = inspection_at(actor, slug)
    return Declaring(inspection, subject_to_declare(actor, inspection, subject) if subject else None)


def declaring_scope(actor: Actor, declaring: Declaring) -> Scope:
    """Return how the actor stands to the inspection."""
    return scope_in(actor, declaring.inspection)


@require_http_methods(["GET", "POST"])
@guarded("conflict.declare", declaring_at, declaring_scope)
def conflict_declare(request: HttpRequest, declaring: Declaring) -> HttpResponse:
    """Declare one's own conflict of interest with a force of the inspection, or with one case."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    inspection, subject = declaring.inspection, declaring.subject
    form = ConflictForm(request.POST or None, forces=() if subject else forces_of(inspection))
    if request.method == "POST" and form.is_valid():
        chosen, reason = form.chosen(), form.cleaned_data["reason"]
        try:
            actions.declare_conflict(actor, inspection, subject=subject, inspection_force=chosen, reason=reason)
        except Invalid as invalid:
            refuse(form, invalid)
        else:
            messages.success(request, "Your conflict of interest was recorded. That part is closed to you now.")
            return redirect("inspection", inspection.slug_id)
    what = f"case {subject.case}" if subject else "a force"
    context = {
        "title": f"Declare a conflict of interest with {what}",
        "caption": inspection.title,
        "warning": "You cannot take this back. You will no longer see the cases that it is about, "
        "nor, as a supervisor, the report of this inspection.",
        "form": form,
        "button": "Declare the conflict",
        "cancel": reverse("inspection", args=[inspection.slug_id]),
        "breadcrumbs": trail(inspection),
        "synthetic": inspection.synthetic,
    }
    return render(request, "form_page.html", context)
