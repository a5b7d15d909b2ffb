"""Newer versions of an inspection's framework: taking one up, and moving a case and its review to it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from access.actor import Actor
from access.guard import guarded
from access.permissions import Scope, may
from access.refusals import Conflict, Invalid
from review.casework import versions_actions
from review.casework.forms import AdoptForm, MoveForm
from review.casework.versions import version_map
from review.casework.versions_earlier import earlier_reviews
from review.casework.versions_queries import move_plan, moving, subject_to_move
from review.casework.views.cases import trail
from review.casework.views.version_parts import asked_rows, diff_url, fate_groups, fate_rows, lines_of, version_rows
from review.form_errors import refuse
from review.frameworks.models import FrameworkVersion
from review.inspections.models import Inspection, Subject
from review.inspections.queries import case_version, inspection_at, scope_in
from review.inspections.version_actions import adopt_version
from review.inspections.version_queries import (
    cases_by_version,
    newer_versions,
    unasked_subset,
    version_to_adopt,
    versions_of,
    why_not_adopted,
)
from review.reviewing.late.queries import own_late
from review.reviewing.models import Review
from review.reviewing.queries import review_at, review_scope, subject_scope
from review.reviewing.views.kept import keeping_words
from review.reviewing.views.parts import review_url, shell


@require_safe
@guarded("inspection.manage", inspection_at, scope_in)
def inspection_versions(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Show by which versions the inspection's cases are judged, and the newer ones that it can take up."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    current = case_version(inspection)
    newer = [
        {"version": version, "why_not": why_not_adopted(current, version), "diff": diff_url(current, version)}
        for version in newer_versions(current)
    ]
    context = {
        "title": "Framework versions",
        "inspection": inspection,
        "current": current,
        "rows": version_rows(inspection, versions_of(inspection), cases_by_version(actor, inspection)),
        "newer": newer,
        "may_adopt": may(actor, "inspection.adopt-version", scope_in(actor, inspection)),
        "synthetic": inspection.synthetic,
        "breadcrumbs": trail(inspection)[:-1],
    }
    return render(request, "review/casework/version_list.html", context)


@dataclass(frozen=True)
class Adopting:
    """An inspection, the version by which it judges new cases, and the one that it could take up."""

    inspection: Inspection
    current: FrameworkVersion
    version: FrameworkVersion


def adopting_at(actor: Actor, slug: str, number: int) -> Adopting:
    """Return what an address asks for; raise DoesNotExist where there is no such version or inspection to be seen."""
    inspection = inspection_at(actor, slug)
    current = case_version(inspection)
    return Adopting(inspection, current, version_to_adopt(current, number))


def adopting_scope(actor: Actor, adopting: Adopting) -> Scope:
    """Return how the actor stands to the inspection."""
    return scope_in(actor, adopting.inspection)


@require_http_methods(["GET", "POST"])
@guarded("inspection.adopt-version", adopting_at, adopting_scope)
def inspection_adopt(request: HttpRequest, adopting: Adopting) -> HttpResponse:
    """Show what taking up a newer version means, then take it up."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    inspection, current, version = adopting.inspection, adopting.current, adopting.version
    if reason := why_not_adopted(current, version):
        raise Conflict(reason)
    form = AdoptForm(request.POST or None, initial={"version": inspection.version})
    if request.method == "POST" and form.is_valid():
        adopt_version(actor, inspection, version, form.cleaned_data["version"])
        messages.success(request, f"New cases are judged by version {version.number} from now on.")
        return redirect("inspection-versions", inspection.slug_id)
    mapped = version_map(current, version)
    here = reverse("inspection-versions", args=[inspection.slug_id])
    context = {
        "title": f"Take up version {version.number}",
        "caption": inspection.title,
        "form": form,
        "button": f"Judge new cases by version {version.number}",
        "cancel": here,
        "inspection": inspection,
        "current": current,
        "version": version,
        "rows": version_rows(inspection, versions_of(inspection), cases_by_version(actor, inspection)),
        "fates": fate_rows(mapped),
        "groups": asked_rows(mapped),
        "diff": diff_url(current, version),
        "subset": unasked_subset(inspection, version),
        "synthetic": inspection.synthetic,
        "breadcrumbs": [*trail(inspection)[:-1], ("Framework versions", here)],
    }
    return render(request, "review/casework/version_adopt.html", context)


def subject_at(actor: Actor, subject: UUID) -> Subject:
    """Return the case at an address; raise DoesNotExist where the actor cannot see it."""
    return subject_to_move(actor, subject)


@keeping_words
@require_http_methods(["GET", "POST"])
@guarded("subject.move-version", subject_at, subject_scope)
def case_version_move(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Show what moving the case to the newer version does to each question, then move it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form = MoveForm(request.POST or None, touched=moving(subject).touched)
    if request.method == "POST" and form.is_valid():
        try:
            data = form.cleaned_data
            moved = versions_actions.move_case(actor, subject, data["seen"], data.get("reason", ""))
        except Invalid as invalid:
            refuse(form, invalid)
        else:
            messages.success(request, f"Case {subject.case} is judged by version {moved.move.to_version.number} now.")
            return redirect("case", subject.public_id)
    return render(
        request, "review/casework/version_move.html", _plan(subject, form), status=400 if form.errors else 200
    )


def _plan(subject: Subject, form: MoveForm) -> dict[str, Any]:
    plan = move_plan(subject)
    form.initial["seen"] = plan.moving.seen
    here = reverse("case", args=[subject.public_id])
    number = plan.moving.to.number
    return {
        "title": f"Move the case to version {number}",
        "caption": f"Case {subject.case}",
        "form": form,
        "button": f"Move the case to version {number}",
        "cancel": here,
        "plan": plan,
        "lines": lines_of(plan),
        "fates": fate_rows(plan.map, plan.written) if plan.moving.touched else [],
        "groups": fate_groups(plan.map) if plan.moving.touched else [],
        "diff": diff_url(plan.map.old, plan.map.new),
        "synthetic": subject.inspection.synthetic,
        "breadcrumbs": trail(subject.inspection, (str(subject.case), here)),
    }


def moved_review_at(actor: Actor, review: UUID) -> Review:
    """Return the review at an address; raise DoesNotExist where the actor cannot see it."""
    return review_at(actor, review)


@require_safe
@guarded("review.view", moved_review_at, review_scope)
def review_moved(request: HttpRequest, review: Review) -> HttpResponse:
    """Show what was written before the review was moved to a newer version: what of it is asked anew or left behind."""
    earlier = earlier_reviews(review)
    if not earlier:
        return redirect(review_url(review))
    context = shell(request, review, "What was written before", "Before the move") | {
        "earlier": earlier,
        "late": own_late(review),
        "own": review.reviewer_id == request.user.pk,
    }
    return render(request, "review/casework/version_earlier.html", context)
