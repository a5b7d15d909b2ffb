"""One answer saved by itself, while its page stays open."""

from django.http import HttpRequest, HttpResponse

from access.actor import Actor
from access.guard import guarded
from review.reviewing import actions
from review.reviewing.autosave.queries import AnswerAt, answer_at, is_alone, scope_at
from review.reviewing.autosave.states import answering_json, told_saved
from review.reviewing.autosave.taking import taken
from review.reviewing.late.views import keeping_late


@answering_json
@keeping_late
@guarded("review.write", answer_at, scope_at, locking=True)
def answer_save(request: HttpRequest, at: AnswerAt) -> HttpResponse:
    """Save the answer as far as it can be taken, and tell what came of it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    sent = taken(request.POST, at.asked)
    whole = not is_alone(at, sent.answer)
    own = at.judgment is not None
    saved = actions.save_in_locked(actor, at.review, [sent.answer], sent.key, whole=whole, found_own=own)
    return told_saved(at.asked.code, saved, sent.problems)
