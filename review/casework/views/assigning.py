"""Giving cases to reviewers, taking them back, and taking cases out of the sample."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import get_text_list
from django.views.decorators.http import require_http_methods, require_POST

from access.actor import Actor
from access.guard import guarded
from access.refusals import Invalid
from review.casework import actions, queries
from review.casework.forms import AssignForm, ReasonForm
from review.casework.queries import CasePage, Choice
from review.casework.views.cases import form_for_many, page_of, page_scope, trail
from review.form_errors import refuse
from review.inspections.models import Inspection, Subject
from review.inspections.queries import inspection_at, scope_in

NO_DOCUMENTS = "This case has no documents yet. Evidence cannot be cited until one is added."


@require_http_methods(["GET", "POST"])
@guarded("subject.assign", page_of, page_scope)
def case_assign(request: HttpRequest, page: CasePage) -> HttpResponse:
    """Give a case to a reviewer, or to another one with the reason."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    subject = page.subject
    again = subject.status == Subject.Status.UNDER_REVIEW
    choice = queries.choice_for(actor, page)
    form = AssignForm(request.POST or None, people=choice.people, again=again)
    if request.method == "POST" and form.is_valid():
        reviewer = form.reviewer_chosen()
        try:
            if again:
                actions.reassign(actor, subject, reviewer, form.cleaned_data["reason"])
            else:
                actions.assign(actor, subject, reviewer)
        except Invalid as invalid:
            refuse(form, invalid)
        else:
            messages.success(request, f"Case {page.case.reference} was assigned to {reviewer.name}.")
            return redirect("case", subject.public_id)
    lines = [f"{page.label}. Nobody can be given a case of a force that they are tied to.", *_left_out(choice)]
    if again:
        lines.append("The review so far is closed and kept. The new reviewer starts from the beginning.")
    if not choice.people:
        lines.append("This inspection's team has nobody to choose. Put an inspector on it on the team page first.")
    title = "Reassign the case" if again else "Assign the case"
    warning = "" if page.documents else NO_DOCUMENTS
    return _ask(request, page, form, title=title, button=title, lines=lines, warning=warning)


def _left_out(choice: Choice) -> list[str]:
    """Say who of the team is not on the list, and why."""
    lines = [f"{choice.present.name} has the case now."] if choice.present else []
    if choice.conflicted:
        names = get_text_list([user.name for user in choice.conflicted], "and")
        has = "has" if len(choice.conflicted) == 1 else "have"
        lines.append(f"{names} {has} a tie to this case's force or a declared conflict of interest.")
    return [f"Not on the list: {' '.join(lines)}"] if lines else []


@require_POST
@guarded("subject.assign", inspection_at, scope_in)
def case_assign_many(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Give the ticked cases of the list to one reviewer, all or none."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form = form_for_many(actor, inspection, request.POST)
    ticked = request.POST.getlist("case")
    if form.is_valid():
        reviewer = form.reviewer_chosen()
        try:
            reviews = actions.assign_many(actor, inspection, queries.ticked(actor, inspection, ticked), reviewer)
        except Invalid as invalid:
            refuse(form, invalid)
        else:
            noun = "case was" if len(reviews) == 1 else "cases were"
            messages.success(request, f"{len(reviews)} {noun} assigned to {reviewer.name}.")
            return redirect("case-list", inspection.slug_id)
    context = queries.list_context(actor, inspection, {}) | {
        "form": form,
        "ticked": ticked,
        "breadcrumbs": trail(inspection)[:-1],
    }
    return render(request, "review/casework/case_list.html", context, status=400)


@require_http_methods(["GET", "POST"])
@guarded("subject.assign", page_of, page_scope)
def case_unassign(request: HttpRequest, page: CasePage) -> HttpResponse:
    """Take a case back from its reviewer, to be assigned later."""
    lines = ["The review so far is closed and kept. The case goes back to those waiting to be assigned."]
    return _with_reason(request, page, actions.unassign, "Take the case back", "was taken back", lines)


@require_http_methods(["GET", "POST"])
@guarded("subject.withdraw", page_of, page_scope)
def case_withdraw(request: HttpRequest, page: CasePage) -> HttpResponse:
    """Take a case out of the sample."""
    lines = ["The case leaves the sample and every figure shows it as withdrawn. A review of it is closed and kept."]
    return _with_reason(request, page, actions.withdraw, "Withdraw the case", "was withdrawn", lines)


@require_http_methods(["GET", "POST"])
@guarded("subject.withdraw", page_of, page_scope)
def case_reinstate(request: HttpRequest, page: CasePage) -> HttpResponse:
    """Put a withdrawn case back."""
    lines = ["The case goes back to those waiting to be assigned."]
    return _with_reason(request, page, actions.reinstate, "Put the case back", "was put back", lines)


def _with_reason(
    request: HttpRequest,
    page: CasePage,
    action: Callable[[Actor, Subject, str], None],
    title: str,
    done: str,
    lines: list[str],
) -> HttpResponse:
    """Ask for a reason and carry out `action` with it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            action(actor, page.subject, form.cleaned_data["reason"])
        except Invalid as invalid:
            refuse(form, invalid)
        else:
            messages.success(request, f"Case {page.case.reference} {done}.")
            return redirect("case", page.subject.public_id)
    return _ask(request, page, form, title=title, button=title, lines=lines)


def _ask(request: HttpRequest, page: CasePage, form: object, **words: object) -> HttpResponse:
    here = reverse("case", args=[page.subject.public_id])
    context = {
        "form": form,
        "caption": f"Case {page.case.reference}",
        "cancel": here,
        "breadcrumbs": trail(page.subject.inspection, (page.case.reference, here)),
        "synthetic": page.subject.inspection.synthetic,
        **words,
    }
    return render(request, "form_page.html", context)
