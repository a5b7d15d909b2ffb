"""Submitting a review: complete, as it was read, and then out of its reviewer's hands."""

from django.db import transaction

from access.actor import Actor
from access.permissions import Scope
from access.refusals import Conflict, Invalid
from review.inspections.models import Subject
from review.reviewing.answering import bring_up_to_date
from review.reviewing.hands import begin, take_in_hand
from review.reviewing.models import Judgment, Review
from review.reviewing.whole import whole_review
from review.transitions import move

CHANGED = "The review was changed after you opened this page, so it was not submitted. Read it again, then submit it."


def submit(actor: Actor, review: Review, version: int | None = None) -> Review:
    """Settle the judgments and hand the review over; a first review makes its subject ready for sign-off.

    What is asked and suggested is worked out anew first, by the case's facts as they are now, and that stays so where
    the submission is refused. `version` is the stamp of the review which its reviewer read before submitting.
    Raises NotAllowed; Conflict where the review is out of their hands or another one than they read; Invalid with
    everything that is missing, by "code.part".
    """
    with transaction.atomic():
        scope = take_in_hand(actor, review)
        bring_up_to_date(actor, review)
        whole = whole_review(review)
        changed, missing = version is not None and version != whole.stamp, whole.missing
        if not changed and not missing:
            _hand_over(actor, review, scope)
    if changed:
        raise Conflict(CHANGED)
    if missing:
        raise Invalid({f"{lack.code}.{lack.part}": [lack.sentence] for lack in missing})
    return review


def _hand_over(actor: Actor, review: Review, scope: Scope) -> None:
    begin(actor, review, scope)
    Judgment.objects.filter(review=review).update(settled=True)
    move(review, "submit", actor, scope, submitted_at=actor.now)
    if review.kind == Review.Kind.FIRST:
        subject = Subject.objects.select_for_update(no_key=True).get(pk=review.subject_id)
        move(subject, "make-ready", actor, scope)


def unsettle(review: Review) -> None:
    """Let the judgments be changed again. Called by return and reopening inside their transaction."""
    Judgment.objects.filter(review=review).update(settled=False)
