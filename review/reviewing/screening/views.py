"""Deciding on proposed passages: each post confirms, dismisses or takes back, and leads back to what is left."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from access.actor import Actor
from access.guard import guarded
from access.refusals import Conflict, Invalid
from review.form_errors import refuse
from review.reviewing.models import Review
from review.reviewing.screening import actions
from review.reviewing.screening.forms import CONFIRM, DISMISS, DISMISS_ALL, DecideForm
from review.reviewing.screening.queries import decision_at, screen_of
from review.reviewing.screening.showing import shown
from review.reviewing.views.kept import keeping_words
from review.reviewing.views.loading import review_of, scope_of
from review.reviewing.views.passages import show_flags

NOTHING_LEFT = "None of these passages is left to decide on. Load the page again to see how it stands."
TAKEN_BACK = "The decision was taken back. The passage is proposed again."


@require_http_methods(["GET", "POST"])
@keeping_words
@guarded("review.write", review_of, scope_of)
def screen_decide(request: HttpRequest, review: Review) -> HttpResponse:
    """Confirm or dismiss the chosen passages of a wording, or take a decision back."""
    if request.method != "POST":
        return redirect("flag-add", review.public_id)
    if "take_back" in request.POST:
        return _take_back(request, review)
    form = DecideForm(request.POST, code=request.POST.get("wording", ""))
    if form.do not in (CONFIRM, DISMISS, DISMISS_ALL):
        raise Conflict(NOTHING_LEFT)
    if form.is_valid():
        try:
            messages.success(request, _decide(request, review, form))
        except Invalid as invalid:
            refuse(form, invalid)
        else:
            return _back(review)
    return _refused(request, review, form)


def _refused(request: HttpRequest, review: Review, form: DecideForm) -> HttpResponse:
    """Show the page again with the form as it was posted; raise Conflict where its passages are all decided."""
    found = shown(screen_of(review), form)
    if all(group.form is not form for group in found.groups):
        raise Conflict(NOTHING_LEFT)
    return show_flags(request, review, found=found, refused=form)


def _decide(request: HttpRequest, review: Review, form: DecideForm) -> str:
    """Write the decision and return what was done, in words."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if form.do == CONFIRM:
        made = actions.confirm(actor, review, form.chosen, form.confirmed())
        return _told(made, "confirmed and flagged")
    made = actions.dismiss(actor, review, form.chosen, form.dismissed_for(form.cleaned_data))
    return _told(made, "dismissed")


def _told(made: Sequence[object], what: str) -> str:
    return f"{len(made)} passage{'s were' if len(made) != 1 else ' was'} {what}."


def _back(review: Review) -> HttpResponse:
    return redirect(f"{reverse('flag-add', args=[review.public_id])}#proposals")


def _take_back(request: HttpRequest, review: Review) -> HttpResponse:
    try:
        decision = decision_at(review, UUID(request.POST["take_back"]))
    except ValueError:
        decision = None
    if decision is None:
        raise Conflict(NOTHING_LEFT)
    actions.take_back(request.actor, decision)  # type: ignore[attr-defined]
    messages.success(request, TAKEN_BACK)
    return _back(review)
