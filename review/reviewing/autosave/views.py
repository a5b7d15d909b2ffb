"""One answer saved by itself, while its page stays open."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from access.actor import Actor
from access.guard import guarded
from access.json_answers import told
from review.reviewing import actions
from review.reviewing.autosave.queries import AnswerAt, answer_at, scope_at
from review.reviewing.autosave.states import answering_json
from review.reviewing.autosave.taking import taken


@answering_json
@guarded("review.write", answer_at, scope_at)
def answer_save(request: HttpRequest, at: AnswerAt) -> HttpResponse:
    """Save the answer as far as it can be taken, and tell what came of it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    sent = taken(request.POST, at.asked)
    saved = actions.save_answers(actor, at.review, [sent.answer])
    changed = at.asked.code in saved.changed
    return told(
        "saved",
        200,
        version=saved.versions[at.asked.code],
        saved_at=f"{timezone.localtime(actor.now):%H:%M}",
        changed=changed,
        refresh=changed,
        problems=sent.problems,
    )
