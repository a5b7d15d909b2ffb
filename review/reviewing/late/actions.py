"""Words that came too late: kept beside their closed review, and handed over to the one that goes on."""

from uuid import UUID

from django.db import transaction

from access import audit
from access.actor import Actor
from access.permissions import require
from access.refusals import Conflict, NotAllowed
from review.inspections.models import Subject
from review.reviewing.answers import AnswerInput
from review.reviewing.late.keeping import grows_into, holds, is_kept
from review.reviewing.late.models import LateWords
from review.reviewing.late.receiving import receiving
from review.reviewing.models import Judgment, Review
from review.reviewing.queries import review_scope
from review.reviewing.sent_before import key_used_once, own_event
from review.reviewing.stored import load

KEPT = "late-words.kept"
NOT_THEIRS = "Only the reviewer who had this review can send words to it after it was closed."
OPEN_AGAIN = "The review was opened again. Send the answer once more."


def keep_late(actor: Actor, review: Review, answer: AnswerInput, key: UUID) -> LateWords | None:
    """Keep an answer that its reviewer sent after the review was closed; None where it is what is stored anyway.

    The same write sent again is kept once, and words that are only added to the last ones that were kept stay with
    them until those are handed over. Raises NotAllowed for anybody else, Conflict where the review is not closed,
    Invalid by `key` where that is another write's.
    """
    with key_used_once(key), transaction.atomic():
        Subject.objects.select_for_update(no_key=True).get(pk=review.subject_id)
        if review.reviewer_id != actor.key:
            raise NotAllowed(NOT_THEIRS)
        if Review.objects.get(pk=review.pk).status != Review.Status.CLOSED:
            raise Conflict(OPEN_AGAIN)
        code = answer.criterion_code
        known = own_event(actor, key, KEPT, review=review.public_id, criterion=code)
        stored = load(review)
        sent = answer.filled(stored.answers[code]).tidied()
        if known and holds(late := LateWords.objects.get(public_id=known.thing_id), sent):
            return late
        if _same(sent, stored.answers[code]):
            return None
        return _keep(actor, review, stored.judgments[code], sent, None if known else key)


def _same(sent: AnswerInput, before: AnswerInput) -> bool:
    def told(one: AnswerInput) -> tuple[object, ...]:
        return one.kind, one.value, one.values, one.rationale, one.reason

    return told(sent) == told(before)


def _keep(actor: Actor, review: Review, judgment: Judgment, sent: AnswerInput, key: UUID | None) -> LateWords:
    last = LateWords.objects.filter(review=review, criterion=judgment.criterion).order_by("pk").last()
    if last and is_kept(last, sent):
        return last
    answer = [sent.kind, sent.value, list(sent.values)]
    words = {"answer": answer, "rationale": sent.rationale, "reason": sent.reason, "at": actor.now}
    if last and grows_into(last, sent):
        late = last
        LateWords.objects.filter(pk=late.pk).update(**words)
    else:
        late = LateWords.objects.create(review=review, criterion=judgment.criterion, by_id=actor.key, **words)
    ids = {"review": review.public_id, "criterion": sent.criterion_code}
    audit.record(actor, KEPT, "late-words", late.public_id, ids=ids, key=key)
    return late


def hand_over(actor: Actor, late: LateWords) -> LateWords:
    """Show the words to the reviewer of the case's open first review; return them with that.

    Again, where the case went on from who had them to somebody else: each time is an event of the trail.
    Raises NotAllowed; Conflict where the work is blind, somebody has a conflict of interest, nobody has the case in
    hand or it is their own words, the review does not ask the question, or who has the case has the words already.
    """
    with transaction.atomic():
        late.review.subject = _locked(late.review)
        late.refresh_from_db(fields=["handed_to", "handed_by", "handed_at"])
        require(actor, "late-words.hand-over", review_scope(actor, late.review))
        found = receiving(actor, late.review)
        if found.review is None or found.refusal(late):
            raise Conflict(found.refusal(late))
        LateWords.objects.filter(pk=late.pk).update(handed_to=found.review, handed_by_id=actor.key, handed_at=actor.now)
        ids = {"from_review": late.review.public_id, "to_review": found.review.public_id}
        ids |= {"criterion": late.criterion.code}
        audit.record(actor, "late-words.handed-over", "late-words", late.public_id, fields=["handed_to"], ids=ids)
    late.refresh_from_db()
    return late


def _locked(review: Review) -> Subject:
    """Lock the review's subject and return it as it is then, with its inspection."""
    Subject.objects.select_for_update(no_key=True).get(pk=review.subject_id)
    return Subject.objects.select_related("inspection").get(pk=review.subject_id)
