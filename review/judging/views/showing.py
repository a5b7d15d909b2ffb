"""The judgments of all forces of an inspection, and everything about one of them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from access.actor import Actor
from access.guard import guarded
from access.permissions import Scope, may
from access.refusals import Invalid
from access.roles import SUPERVISOR
from review.casework.views.case_history import history_items
from review.form_errors import refuse
from review.history.opening import once_a_session
from review.inspections.force_actions import choose_force_framework
from review.inspections.force_queries import usable_force_versions
from review.inspections.models import Inspection, Subject
from review.inspections.queries import inspection_at, report_scope, scope_in
from review.inspections.views.overview import trail
from review.judging import actions
from review.judging.documents import CHANGED_MEANS, judgments_document
from review.judging.forces import ForcePage, force_page
from review.judging.forms import FrameworkForm
from review.judging.grid import grid_of
from review.judging.pages import count_rows, force_rows, judged_topics
from review.judging.suggested_actions import changed_since_taken_up
from review.reports.downloads import UNNAMED, download_links, sent
from review.reports.formats import format_called
from review.results.pages import KIND_WORDS
from review.reviewing.queries import subject_scope
from review.reviewing.views.parts import subject_crumbs
from review.workflow import SUBJECT

STEPS = {
    "sign-off": ("Sign off", "case-sign-off"),
    "return": ("Return", "case-return"),
    "reopen": ("Reopen", "case-reopen"),
}
"""The steps of a force that have a page, by their names in the workflow, the main one first: words and page."""


@require_safe
@guarded("report.view", inspection_at, report_scope)
def judgments(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Show the judgments of the inspection's forces as a grid, and how many forces have which grade."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    grid = grid_of(inspection)
    scope = scope_in(actor, inspection)
    context = {
        "title": f"Judgments of forces: {inspection.title}",
        "inspection": inspection,
        "grid": grid,
        "rows": force_rows(grid, linked=SUPERVISOR in scope.memberships),
        "counts": count_rows(grid),
        "changed_means": CHANGED_MEANS if grid.any_changed else "",
        "may_choose": may(actor, "inspection.manage", scope) and not scope.closed,
        "may_give": may(actor, "subject.assign", scope),
        "begun": any(row.subject for row in grid.rows),
        "downloads": download_links(reverse("judgments-download", args=[inspection.slug_id])),
        "synthetic": inspection.synthetic,
        "breadcrumbs": trail(inspection),
    }
    return render(request, "review/judging/judgments.html", context)


@require_safe
@guarded("report.view", inspection_at, report_scope)
def judgments_download(request: HttpRequest, inspection: Inspection) -> StreamingHttpResponse:
    """Send the judgments as a file. Raises Invalid with a sentence for an unknown format, or where there are none."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    wanted = format_called(request.GET.get("format") or UNNAMED)
    answer = sent(request, judgments_document(grid_of(inspection), actor.now), wanted, actor.today)
    mark = f"judgments:{inspection.public_id}:{wanted.name}"
    once_a_session(request, mark, lambda key: actions.judgments_exported(actor, inspection, wanted.name, key))
    return answer


@require_http_methods(["GET", "POST"])
@guarded("inspection.manage", inspection_at, scope_in)
def force_framework(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Choose the framework by which the forces are judged."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    here = reverse("judgments", args=[inspection.slug_id])
    form = FrameworkForm(request.POST or None, versions=list(usable_force_versions()))
    if request.method == "POST" and form.is_valid():
        try:
            choose_force_framework(actor, inspection, form.chosen())
        except Invalid as invalid:
            refuse(form, invalid)
        else:
            messages.success(request, f"Forces are judged by “{form.chosen()}”.")
            return redirect(here)
    context: dict[str, Any] = {
        "title": "How are forces judged?",
        "caption": inspection.title,
        "lines": [
            "Every force of the inspection is judged by the same version. It can be changed until the first force is "
            "given to a supervisor. The framework for cases stays as it is: the two scales are never mixed."
        ],
        "form": form,
        "button": "Judge forces by this framework",
        "cancel": here,
        "synthetic": inspection.synthetic,
        "breadcrumbs": [*trail(inspection), ("Judgments of forces", here)],
        "warning": ""
        if form.versions
        else "No framework that judges forces is published. An administrator imports and publishes one.",
    }
    return render(request, "form_page.html", context, status=400 if form.errors else 200)


def _moved_on(actor: Actor, page: ForcePage) -> list[str]:
    """Return what the rules over cases give now that is another than what stands beside the judgments."""
    force = page.subject.inspection_force
    if force is None:
        return []
    return [
        f"{one.rule.body.get('title', one.rule.code)}: {one.grade.label if one.grade else KIND_WORDS[one.result.kind]}"
        for one in changed_since_taken_up(actor, force)
    ]


def page_of(actor: Actor, subject: UUID) -> ForcePage:
    """Return the page of a force at an address."""
    return force_page(actor, subject)


def page_scope(actor: Actor, page: ForcePage) -> Scope:
    """Return how the actor stands to the inspection's report, of which the judgments are a part."""
    return report_scope(actor, page.subject.inspection)


def _buttons(actor: Actor, subject: Subject, scope: Scope) -> list[dict[str, Any]]:
    """Return the steps of a force that are open to somebody now, the main one first."""
    open_now = {step.name: step for step in SUBJECT.open_from(subject.status)}
    return [
        {"words": words, "url": reverse(page, args=[subject.public_id]), "main": name == "sign-off"}
        for name, (words, page) in STEPS.items()
        if name in open_now and may(actor, open_now[name].permission, scope)
    ]


@require_safe
@guarded("report.view", page_of, page_scope)
def force_judgments(request: HttpRequest, page: ForcePage) -> HttpResponse:
    """Show where the judgments of a force stand and, once they are signed off, each with reasons and evidence."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    subject, scope = page.subject, subject_scope(actor, page.subject)
    inspection = subject.inspection
    present = page.present
    own = present is not None and present.reviewer_id == actor.user_id
    context = {
        "title": f"Judgments of {page.label}",
        "page": page,
        "inspection": inspection,
        "subject": subject,
        "present": present,
        "own": own,
        "readable": present is not None and (own or present.status in ("submitted", "locked")),
        "moved_on": _moved_on(actor, page) if present is not None else [],
        "topics": judged_topics(page),
        "steps": _buttons(actor, subject, scope),
        "history": history_items(page),
        "may_give": may(actor, "subject.assign", scope) and subject.status in ("to-assign", "under-review"),
        "synthetic": inspection.synthetic,
        "breadcrumbs": subject_crumbs(subject)[:-1],
    }
    return render(request, "review/judging/force.html", context)
