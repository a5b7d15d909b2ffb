"""Citing a passage from the document that is open beside the form."""

from django.http import HttpRequest, HttpResponse

from access.actor import Actor
from access.guard import guarded
from access.json_answers import told
from access.refusals import Invalid
from review.reviewing import actions
from review.reviewing.autosave.queries import AnswerAt, answer_at, scope_at
from review.reviewing.autosave.states import answering_json
from review.reviewing.passages import check_words
from review.reviewing.queries import documents_for
from review.reviewing.reading.forms import CitedForm
from review.reviewing.reading.queries import evidence_as_cited


@answering_json
@guarded("review.write", answer_at, scope_at, locking=True)
def evidence_add(request: HttpRequest, at: AnswerAt) -> HttpResponse:
    """Cite a passage for a question, and say what comparing it with the document gave; once for one key."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form = CitedForm(request.POST, documents=documents_for(at.review))
    if not form.is_valid():
        raise Invalid({name: [f"{error}." for error in errors] for name, errors in form.errors.items()})
    added = actions.add_evidence(actor, at.review, at.asked.code, form.evidence_input(), form.write_key())
    evidence = evidence_as_cited(added)
    return told(
        "saved",
        200,
        evidence=str(evidence.public_id),
        check=evidence.check_result,
        words=check_words(evidence),
        again=evidence.added_at != actor.now,
    )
