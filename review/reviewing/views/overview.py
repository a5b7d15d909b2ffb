"""A review as its reviewer works on it, and as it is read once it has left their hands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.actor import Actor
from access.guard import guarded
from review.reviewing.hands import why_closed
from review.reviewing.queries import documents_for, flags_of, returns_of
from review.reviewing.views.loading import scope_of, whole_of
from review.reviewing.views.parts import case_name, case_rows, reading_items, shell, topic_items
from review.reviewing.whole import WholeReview


@require_safe
@guarded("review.view", whole_of, scope_of)
def review(request: HttpRequest, whole: WholeReview) -> HttpResponse:
    """Show the review: to its reviewer, while it is in their hands, what is next; else everything in it to read."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    own = whole.review.reviewer_id == actor.user_id
    closed = why_closed(whole.review)
    if own and not closed:
        return _work(request, actor, whole)
    return _read(request, actor, whole, closed if own else "")


def _work(request: HttpRequest, actor: Actor, whole: WholeReview) -> HttpResponse:
    found = whole.review
    context = shell(found, actor, f"Review of {case_name(found)[:1].lower()}{case_name(found)[1:]}") | {
        "whole": whole,
        "next": whole.next_topic,
        "topics": topic_items(whole),
        "case_rows": case_rows(found),
        "documents": documents_for(found),
        "flags": list(flags_of(found)),
        "returns": returns_of(found),
    }
    return render(request, "review/reviewing/overview.html", context)


def _read(request: HttpRequest, actor: Actor, whole: WholeReview, closed: str) -> HttpResponse:
    found, flags = whole.review, list(flags_of(whole.review))
    context = shell(found, actor, f"Review of {case_name(found)[:1].lower()}{case_name(found)[1:]}") | {
        "whole": whole,
        "closed": closed,
        "topics": reading_items(whole, len(flags)),
        "flags": flags,
        "returns": returns_of(found),
        "supervises": found.reviewer_id != actor.user_id,
    }
    return render(request, "review/reviewing/read.html", context)
