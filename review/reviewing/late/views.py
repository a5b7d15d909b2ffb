"""Words that came too late: taken from the reviewer who had the review, and handed over by a supervisor."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from access.actor import Actor
from access.guard import guarded
from access.json_answers import told
from review.frameworks.models import Criterion
from review.frameworks.published import offered_by
from review.reviewing.autosave.states import told_saved
from review.reviewing.autosave.taking import taken
from review.reviewing.late.actions import hand_over, keep_late
from review.reviewing.late.models import LateWords
from review.reviewing.late.queries import late_at, late_scope, saved_before, sees_own, taken_from

View = Callable[..., HttpResponseBase]
KEPT = (
    "This review was closed in the meantime, so your words are not part of it. They are kept beside it: a supervisor "
    "sees them, and can hand them over."
)
GOES_ON = (
    "This review was closed in the meantime, but you have its case in another one, perhaps by a newer version of its "
    "framework. Your words are kept, and you see them beside the same question there: go on from your home page."
)


def keeping_late(view: View) -> View:
    """Return the view of one answer's write, which keeps the answer where its review was closed meanwhile."""

    @wraps(view)
    def answer(request: HttpRequest, **address: Any) -> HttpResponseBase:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        try:
            return view(request, **address)
        except Http404:
            review = taken_from(actor, address["review"])
            if review is None:
                raise
            try:
                asked = offered_by(review.framework_version).find(address["criterion"])
            except Criterion.DoesNotExist as unknown:
                raise Http404(str(unknown)) from unknown
            sent = taken(request.POST, asked)
            if saved := saved_before(actor, review, sent.answer, sent.key):
                return told_saved(asked.code, saved, sent.problems)
            keep_late(actor, review, sent.answer, sent.key)
            return told("kept-late", 202, GOES_ON if sees_own(review) else KEPT)

    return answer


@require_POST
@guarded("late-words.hand-over", late_at, late_scope)
def late_hand_over(request: HttpRequest, late: LateWords) -> HttpResponse:
    """Hand late words over to the reviewer who has the case now."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    handed = hand_over(actor, late)
    name = handed.handed_to.reviewer.name if handed.handed_to else ""
    messages.success(request, f"The words were handed over to {name}, who sees them beside the question.")
    return redirect("review", late.review.public_id)
