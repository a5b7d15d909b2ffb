"""A review as its reviewer works on it, and as it is read once it has left their hands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.actor import Actor
from access.guard import guarded
from review.reviewing.checking.queries import supervisors_now
from review.reviewing.hands import why_closed
from review.reviewing.late.queries import handed_over_to, late_beside
from review.reviewing.methods import method_for
from review.reviewing.models import Review
from review.reviewing.passages import unchecked_words
from review.reviewing.policy import shown_at_once
from review.reviewing.queries import documents_for, flags_of, returns_of
from review.reviewing.screening.queries import screen_of
from review.reviewing.views.loading import scope_of, whole_of
from review.reviewing.views.parts import case_rows, handed_items, reading_items, review_title, shell, topic_items
from review.reviewing.whole import WholeReview


@require_safe
@guarded("review.view", whole_of, scope_of)
def review(request: HttpRequest, whole: WholeReview) -> HttpResponse:
    """Show the review: to its reviewer, while it is in their hands, what is next; else everything in it to read."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    own = whole.review.reviewer_id == actor.user_id
    if own and not why_closed(whole.review):
        return _work(request, whole)
    return _read(request, whole, own)


def _work(request: HttpRequest, whole: WholeReview) -> HttpResponse:
    found = whole.review
    context = shell(request, found, review_title(found)) | {
        "whole": whole,
        "next": whole.next_topic,
        "at_once": shown_at_once(found) and bool(method_for(found.framework_version).rules),
        "topics": topic_items(whole),
        "case_rows": case_rows(found),
        "documents": documents_for(found),
        "flags": list(flags_of(found)),
        "returns": returns_of(found),
        "handed": handed_items(whole, handed_over_to(found)),
    }
    return render(request, "review/reviewing/overview.html", context)


def _read(request: HttpRequest, whole: WholeReview, own: bool) -> HttpResponse:
    found, flags, screen = whole.review, list(flags_of(whole.review)), screen_of(whole.review)
    late = late_beside(request.actor, found)  # type: ignore[attr-defined]
    submitted = own and found.status == Review.Status.SUBMITTED
    context = shell(request, found, review_title(found)) | {
        "whole": whole,
        "closed": why_closed(found) if own else "",
        "topics": reading_items(whole, len(flags), len(late)),
        "flags": flags,
        "screen": screen,
        "summary": screen.summary,
        "unchecked": unchecked_words([*whole.evidence, *flags]),
        "returns": returns_of(found),
        "supervises": not own,
        "late_words": late,
        "submitted": submitted,
        "supervisors": supervisors_now(request.actor, found) if submitted else [],  # type: ignore[attr-defined]
    }
    return render(request, "review/reviewing/read.html", context)
