"""Checking everything in a review once more, and submitting it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from access.actor import Actor
from access.guard import guarded
from access.refusals import Invalid
from review.domain.standing_checks import errors_in, warnings_in
from review.reviewing import actions
from review.reviewing.checking.finding import findings_for
from review.reviewing.checking.places import finding_groups
from review.reviewing.checking.queries import supervisors_now
from review.reviewing.forms import SubmitForm
from review.reviewing.hands import why_closed
from review.reviewing.passages import unchecked_words
from review.reviewing.queries import flags_of, why_back
from review.reviewing.views.loading import scope_of, whole_of
from review.reviewing.views.parts import case_name, review_url, shell, topic_items
from review.reviewing.whole import WholeReview

INCOMPLETE = "The review is not complete, so it was not submitted. What is missing is listed below."


@require_safe
@guarded("review.write", whole_of, scope_of)
def review_check(request: HttpRequest, whole: WholeReview) -> HttpResponse:
    """Show everything in the review, what is missing first, and how to submit it."""
    if why_closed(whole.review):
        return redirect(review_url(whole.review))
    return _show(request, whole, _form(whole, initial={"version": whole.stamp}))


@require_http_methods(["GET", "POST"])
@guarded("review.write", whole_of, scope_of)
def review_submit(request: HttpRequest, whole: WholeReview) -> HttpResponse:
    """Submit the review; without a post, show what would be submitted."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if request.method != "POST":
        return redirect("review-check", whole.review.public_id)
    form = _form(whole, request.POST)
    if form.is_valid():
        try:
            actions.submit(actor, whole.review, form.cleaned_data["version"])
        except Invalid:
            form.add_error(None, INCOMPLETE)
        else:
            messages.success(request, f"{case_name(whole.review)}: your review was submitted.")
            return redirect(review_url(whole.review))
    return _show(request, whole, form)


def _form(whole: WholeReview, data: QueryDict | None = None, **kwargs: Any) -> SubmitForm:
    return SubmitForm(data, of_force=whole.review.subject.inspection_force_id is not None, **kwargs)


def _show(request: HttpRequest, whole: WholeReview, form: SubmitForm) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    flags = list(flags_of(whole.review))
    findings = findings_for(actor, whole)
    errors, warnings = errors_in(findings), warnings_in(findings)
    context = shell(request, whole.review, "Check your answers and submit", "Check and submit") | {
        "whole": whole,
        "form": form,
        "topics": topic_items(whole, findings=findings),
        "missing": finding_groups(whole, errors),
        "number_missing": len(errors),
        "look_again": finding_groups(whole, warnings),
        "number_to_look_at": len(warnings),
        "supervisors": supervisors_now(actor, whole.review),
        "flags": flags,
        "why_back": why_back(whole.review),
        "unchecked": unchecked_words([*whole.evidence, *flags]),
        "changeable": True,
        "saved_topic": next((topic for topic in whole.topics if topic.code == request.GET.get("saved")), None),
        "submit_url": reverse("review-submit", args=[whole.review.public_id]),
    }
    return render(request, "review/reviewing/check.html", context)
