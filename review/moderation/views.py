"""The pages of a supervisor's decisions: return, sign-off, and sign-offs of the past."""

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
from access.permissions import Scope
from access.refusals import Conflict, Invalid
from casefiles.cases.fact_words import fact_rows
from review.form_errors import refuse
from review.moderation import actions, queries
from review.moderation.cited import changed_in
from review.moderation.forms import ReasonForm, SignOffForm
from review.moderation.models import SignOff
from review.moderation.queries import Decision
from review.reviewing.queries import subject_scope
from review.reviewing.views.parts import subject_crumbs, subject_name, subject_url

NOT_YOURS = "You will not be able to read the review until it is submitted again."


@dataclass(frozen=True)
class Words:
    """What the pages call a thing that is judged, what its grades do once signed off, and what reopening takes away."""

    name: str
    stand: str
    counts: str
    leaves: str


WORDS = {
    False: Words(
        "the case",
        "count",
        "It now counts in the report.",
        "The case leaves every figure until it is signed off again.",
    ),
    True: Words(
        "the judgments of the force",
        "stand",
        "Its judgments now stand on the page of all forces.",
        "The judgments leave the page of all forces until they are signed off again.",
    ),
}
"""By whether it is a force."""
NOTHING = "There is nothing to decide here now: the case has no submitted or signed-off review. Load the case again."


def decision_of(actor: Actor, subject: UUID) -> Decision:
    """Return what is to be decided at an address."""
    return queries.decision(actor, subject)


def decision_scope(actor: Actor, decision: Decision) -> Scope:
    """Return how the actor stands to it."""
    return subject_scope(actor, decision.subject)


@require_http_methods(["GET", "POST"])
@guarded("subject.return", decision_of, decision_scope)
def case_return(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Return the review to its reviewer."""
    lines = ["The reviewer can change the review again and submit it anew. Nothing that is written is lost.", NOT_YOURS]
    return with_reason(request, decision, actions.return_review, "Return the review", "was returned", lines)


@require_http_methods(["GET", "POST"])
@guarded("subject.sign-off", decision_of, decision_scope)
def case_sign_off(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Sign off exactly what is on screen."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if decision.review is None:
        raise Conflict(NOTHING)
    what = WORDS[decision.subject.inspection_force_id is not None]
    form = SignOffForm(request.POST or None, initial={"seen": decision.digest})
    if request.method == "POST" and form.is_valid():
        actions.sign_off(actor, decision.subject, form.cleaned_data["seen"])
        messages.success(request, f"{subject_name(decision.subject)} was signed off. {what.counts}")
        return redirect(subject_url(decision.subject))
    lines = [f"Sign-off locks the review and lets its grades {what.stand}. It is bound to what the review says now."]
    context: dict[str, Any] = {"title": f"Sign off {what.name}", "button": "Sign off", "form": form, "lines": lines}
    context["changed"] = changed_in(decision.review) if decision.subject.inspection_force_id else []
    return render(request, "review/moderation/decide.html", context | _about(decision))


def sign_off_of(actor: Actor, sign_off: UUID) -> tuple[SignOff, dict[str, Any]]:
    """Return the sign-off at an address."""
    return queries.visible_sign_off(actor, sign_off)


def sign_off_scope(actor: Actor, found: tuple[SignOff, dict[str, Any]]) -> Scope:
    """Return how the actor stands to the sign-off's case."""
    return subject_scope(actor, found[0].subject)


@require_safe
@guarded("case.oversee", sign_off_of, sign_off_scope)
def sign_off(request: HttpRequest, found: tuple[SignOff, dict[str, Any]]) -> HttpResponse:
    """Show a sign-off with everything that it approved, as it was."""
    signed, content = found
    inspection = signed.subject.inspection
    context = {
        "title": "Sign-off",
        "signed": signed,
        "content": content,
        "facts": fact_rows(content["facts"]),
        "synthetic": inspection.synthetic,
        "breadcrumbs": [
            (inspection.title, reverse("inspection", args=[inspection.slug_id])),
            (str(signed.subject.case or signed.subject.inspection_force), subject_url(signed.subject)),
        ],
    }
    return render(request, "review/moderation/sign_off.html", context)


def with_reason(
    request: HttpRequest, decision: Decision, action: Any, title: str, done: str, lines: list[str]
) -> HttpResponse:
    """Ask for the reason of a decision and take it; raise Conflict where there is nothing to decide any more.

    `done` is what is told of the subject afterwards, `lines` what is said before.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if decision.review is None:
        raise Conflict(NOTHING)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            action(actor, decision.subject, form.cleaned_data["reason"])
        except Invalid as invalid:
            refuse(form, invalid)
        else:
            messages.success(request, f"{subject_name(decision.subject)} {done}.")
            return redirect(subject_url(decision.subject))
    context = {"title": title, "button": title, "form": form, "lines": lines}
    return render(request, "review/moderation/decide.html", context | _about(decision))


def _about(decision: Decision) -> dict[str, Any]:
    return {
        "caption": subject_name(decision.subject),
        "decision": decision,
        "cancel": subject_url(decision.subject),
        "synthetic": decision.subject.inspection.synthetic,
        "breadcrumbs": subject_crumbs(decision.subject),
    }
