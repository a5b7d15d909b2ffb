"""The list of an inspection's cases, and the page of one case."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from access.actor import Actor
from access.guard import guarded
from access.permissions import may
from casefiles.cases.fact_words import correction_items, fact_rows
from casefiles.cases.queries import facts_of
from review.casework import queries
from review.casework.forms import AssignForm
from review.casework.queries import CasePage
from review.casework.views.case_history import history_items, review_rows
from review.casework.views.case_parts import case_version_part
from review.counting.corrected_suspects import suspects_corrected_since
from review.counting.queries import facts_corrected_since
from review.history.opening import note_opened
from review.inspections.models import Inspection, Subject
from review.inspections.queries import has_conflict_in, inspection_at, scope_in
from review.inspections.team_queries import conflicts_in, ties_in
from review.inspections.views.rows import conflict_words
from review.reviewing.late.queries import late_numbers
from review.reviewing.queries import subject_scope
from review.workflow import SUBJECT, Transition

STEP_PAGES = {
    "unassign": "case-unassign",
    "return": "case-return",
    "sign-off": "case-sign-off",
    "reopen": "case-reopen",
    "withdraw": "case-withdraw",
    "reinstate": "case-reinstate",
    "assign": "case-assign",
}
"""The page on which a person takes each step of a case."""


def page_of(actor: Actor, subject: UUID) -> CasePage:
    """Return the case page at an address; raise DoesNotExist where the actor cannot see it."""
    return queries.case_page(actor, subject)


def page_scope(actor: Actor, page: CasePage) -> Any:
    """Return how the actor stands to the case of a page."""
    return subject_scope(actor, page.subject)


def trail(inspection: Inspection, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the breadcrumbs down to an inspection's cases, and further."""
    return [
        ("Inspections", reverse("inspection-list")),
        (inspection.title, reverse("inspection", args=[inspection.slug_id])),
        ("Cases", reverse("case-list", args=[inspection.slug_id])),
        *more,
    ]


@require_safe
@guarded("case.oversee", inspection_at, scope_in)
def case_list(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Show an inspection's cases, to search by reference, filter by state, sort, and assign several at once."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    chosen = {name: request.GET.get(name, "").strip() for name in ("q", "status", "sort", "version", "page")}
    context = queries.list_context(actor, inspection, chosen) | {
        "form": form_for_many(actor, inspection),
        "breadcrumbs": trail(inspection)[:-1],
    }
    return render(request, "review/casework/case_list.html", context)


def form_for_many(actor: Actor, inspection: Inspection, data: QueryDict | None = None) -> AssignForm:
    """Return the form for giving several cases to somebody; beside each name stand their conflicts in the inspection.

    They are only marked: which cases will be ticked is not known yet.
    """
    conflicts = conflict_words(ties_in(inspection, actor.today), conflicts_in(inspection))
    marks = {key: f" (conflict of interest: {'; '.join(words)})" for key, words in conflicts.items()}
    return AssignForm(data, people=list(queries.candidates(actor, inspection)), again=False, marks=marks)


@require_safe
@guarded("case.view", page_of, page_scope)
def case(request: HttpRequest, page: CasePage) -> HttpResponse:
    """Show everything about one case that the reader may see, with what they can do next."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    note_opened(request, actor, "case", page.case.public_id)
    inspection = page.subject.inspection
    scope = subject_scope(actor, page.subject)
    oversees, manages = may(actor, "case.oversee", scope), may(actor, "case.manage", scope)
    context = {
        "title": f"Case {page.case.reference}",
        "page": page,
        "subject": page.subject,
        "case": page.case,
        "facts": _facts(page),
        "oversees": oversees,
        "manages": manages,
        "may_report": may(actor, "report.view", replace(scope, conflicted=has_conflict_in(actor, inspection))),
        "steps": _buttons(actor, page.subject),
        "reassignable": page.subject.status == Subject.Status.UNDER_REVIEW and may(actor, "subject.assign", scope),
        "corrected_since": oversees and facts_corrected_since(page.subject),
        "suspects_since": oversees and _suspects_corrected(page.subject),
        "history": history_items(page),
        "reviews": review_rows(page, late_numbers(actor, page.subject) if oversees else {}),
        "version": case_version_part(actor, page, scope),
        "corrections": correction_items(page.corrections),
        "grade": page.grade,
        "synthetic": inspection.synthetic,
        "breadcrumbs": trail(inspection) if oversees else [("Home", reverse("home"))],
    }
    return render(request, "review/casework/case.html", context)


def _suspects_corrected(subject: Subject) -> bool:
    """Return whether a signed-off case has suspects, or records of their ethnicity, that were added since."""
    standing = getattr(subject, "standing", None)
    return standing is not None and bool(suspects_corrected_since([standing.pk]))


def _buttons(actor: Actor, subject: Subject) -> list[dict[str, str]]:
    scope = subject_scope(actor, subject)
    steps: list[Transition] = [t for t in SUBJECT.open_from(subject.status) if may(actor, t.permission, scope)]
    return [
        {"words": step.words, "url": reverse(STEP_PAGES[step.name], args=[subject.public_id]), "name": step.name}
        for step in steps
        if step.name in STEP_PAGES
    ]


def _facts(page: CasePage) -> list[dict[str, Any]]:
    name = page.case.force.name
    force = name if name.startswith(page.label) else f"{page.label}: {name}"
    facts = {field: value for field, value in vars(facts_of(page.case)).items() if field != "reference"}
    return [{"label": "Force", "value": force}, *fact_rows(facts)]
