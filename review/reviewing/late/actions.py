"""Words that came too late: kept beside their closed review, and handed over to the one that goes on."""

from uuid import UUID

from django.db import transaction

from access import audit
from access.actor import Actor, actor_of
from access.models import AuditEvent
from access.permissions import require
from access.refusals import Conflict, Invalid, NotAllowed
from review.inspections.models import Inspection, Subject
from review.reviewing.answers import AnswerInput
from review.reviewing.late.models import LateWords
from review.reviewing.models import Judgment, Review
from review.reviewing.queries import in_conflict, review_scope
from review.reviewing.sent_before import KEY_TAKEN
from review.reviewing.stored import load

KEPT = "late-words.kept"
NOT_THEIRS = "Only the reviewer who had this review can send words to it after it was closed."
ALREADY = "These words were handed over already. Load the page again to see when, and by whom."
BLIND = "One of the two reviews is blind: its reviewer may not see another's words, so these cannot be handed over."
NO_REVIEW = "Nobody is reviewing this case now, so there is nobody to hand the words to. Assign it first."
AUTHOR_TIED = "Who wrote these words has a conflict of interest with the case, so they can never be handed over."
READER_TIED = "The reviewer of the case has a conflict of interest with it. Reassign it first."
NO_QUESTION = "The review that goes on does not ask this question, so the words have no place in it."
NO_FIELDWORK = "The inspection is not in fieldwork, so nothing can be handed over. Reopen its fieldwork first."


def keep_late(actor: Actor, review: Review, answer: AnswerInput, key: UUID) -> LateWords | None:
    """Keep an answer that its reviewer sent after the review was closed; None where it is what is stored anyway.

    The same write sent again is kept once. Raises NotAllowed for anybody else, Conflict where the review is not
    closed, Invalid by `key` where that is another write's.
    """
    with transaction.atomic():
        Subject.objects.select_for_update(no_key=True).get(pk=review.subject_id)
        if review.reviewer_id != actor.key:
            raise NotAllowed(NOT_THEIRS)
        if Review.objects.get(pk=review.pk).status != Review.Status.CLOSED:
            raise Conflict("The review was opened again. Send the answer once more.")
        if event := AuditEvent.objects.filter(key=key).first():
            return _kept_before(actor, review, answer.criterion_code, event)
        stored = load(review)
        code, before = answer.criterion_code, stored.answers[answer.criterion_code]
        sent = answer.filled(before).tidied()
        if _same(sent, before):
            return None
        return _keep(actor, review, stored.judgments[code], sent, key)


def _kept_before(actor: Actor, review: Review, code: str, event: AuditEvent) -> LateWords:
    mine = (event.actor_id, event.action, event.ids.get("review"), event.ids.get("criterion"))
    if mine != (actor.user_id, KEPT, str(review.public_id), code):
        raise Invalid({"key": [KEY_TAKEN]})
    return LateWords.objects.get(public_id=event.thing_id)


def _same(sent: AnswerInput, before: AnswerInput) -> bool:
    def told(one: AnswerInput) -> tuple[object, ...]:
        return one.kind, one.value, one.values, one.rationale, one.reason

    return told(sent) == told(before)


def _keep(actor: Actor, review: Review, judgment: Judgment, sent: AnswerInput, key: UUID) -> LateWords:
    kept = LateWords.objects.create(
        review=review,
        criterion=judgment.criterion,
        answer=[sent.kind, sent.value, list(sent.values)],
        rationale=sent.rationale,
        reason=sent.reason,
        by_id=actor.key,
        at=actor.now,
    )
    ids = {"review": review.public_id, "criterion": sent.criterion_code}
    audit.record(actor, KEPT, "late-words", kept.public_id, ids=ids, key=key)
    return kept


def hand_over(actor: Actor, late: LateWords) -> LateWords:
    """Show the words to the reviewer of the case's open first review; return them with that.

    Raises NotAllowed; Conflict where the work is blind, somebody has a conflict of interest, nobody reviews the case,
    its review does not ask the question, or the words were handed over already.
    """
    with transaction.atomic():
        subject = Subject.objects.select_for_update(no_key=True).get(pk=late.review.subject_id)
        require(actor, "late-words.hand-over", review_scope(actor, late.review))
        to = _receiving(actor, subject, late)
        handed = LateWords.objects.filter(pk=late.pk, handed_to__isnull=True)
        if not handed.update(handed_to=to, handed_by_id=actor.key, handed_at=actor.now):
            raise Conflict(ALREADY)
        ids = {"from_review": late.review.public_id, "to_review": to.public_id, "criterion": late.criterion.code}
        audit.record(actor, "late-words.handed-over", "late-words", late.public_id, fields=["handed_to"], ids=ids)
    late.refresh_from_db()
    return late


def _receiving(actor: Actor, subject: Subject, late: LateWords) -> Review:
    """Return the review that the words go to; raise Conflict with the reason why they go to none."""
    if subject.inspection.status != Inspection.Status.FIELDWORK:
        raise Conflict(NO_FIELDWORK)
    reviews = list(subject.reviews.exclude(status=Review.Status.CLOSED).select_related("reviewer"))
    if any(review.kind != Review.Kind.FIRST for review in (late.review, *reviews)):
        raise Conflict(BLIND)
    if not reviews:
        raise Conflict(NO_REVIEW)
    if in_conflict(actor_of(late.by, actor.now), subject.pk):
        raise Conflict(AUTHOR_TIED)
    if in_conflict(actor_of(reviews[0].reviewer, actor.now), subject.pk):
        raise Conflict(READER_TIED)
    if not Judgment.objects.filter(review=reviews[0], criterion__code=late.criterion.code).exists():
        raise Conflict(NO_QUESTION)
    return reviews[0]
