"""The next question that lacks something: where a link on every page of a review leads."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from access.guard import guarded
from review.reviewing.hands import why_closed
from review.reviewing.views.loading import scope_of, whole_of
from review.reviewing.views.parts import review_url, topic_url
from review.reviewing.whole import WholeReview

NOTHING_LEFT = "Nothing is missing any more. Read your answers once more, then submit the review."


@require_safe
@guarded("review.write", whole_of, scope_of)
def review_next(request: HttpRequest, whole: WholeReview) -> HttpResponse:
    """Lead to the next question that is not answered or lacks something, after the one in `after`, and round again.

    Where nothing is missing, that is the check of all answers.
    """
    if why_closed(whole.review):
        return redirect(review_url(whole.review))
    entry = whole.next_incomplete(request.GET.get("after", ""))
    if entry is None:
        messages.success(request, NOTHING_LEFT)
        return redirect("review-check", whole.review.public_id)
    return redirect(f"{topic_url(whole.review, entry.topic)}#c-{entry.code}")
