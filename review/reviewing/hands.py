"""Whether a review is in its reviewer's hands: what every write to it asks first."""

from django.db.models import F

from access.actor import Actor
from access.permissions import Scope, require
from access.refusals import Conflict
from review.inspections.models import Inspection, Subject
from review.reviewing.models import Review
from review.reviewing.queries import review_scope
from review.transitions import move
from review.workflow import EDITABLE_REVIEW

OUT_OF_HANDS = {
    Review.Status.SUBMITTED: (
        "This review was submitted and waits for a supervisor, so it cannot be changed now. "
        "If something must be changed, ask the supervisor to return it to you."
    ),
    Review.Status.LOCKED: (
        "This case is signed off, so its review cannot be changed. "
        "If something must be changed, ask a supervisor to reopen the case."
    ),
    Review.Status.CLOSED: (
        "This review is closed: the case was given to somebody else, taken out of the sample, or moved to a newer "
        "version of its framework, in which case its reviewer goes on in a new review. "
        "Ask a supervisor if you did not expect this."
    ),
}
NO_FIELDWORK = (
    "The inspection is not in fieldwork, so its reviews cannot be changed. Ask one of its supervisors to reopen it."
)


def take_in_hand(actor: Actor, review: Review) -> Scope:
    """Lock the review for this transaction, make sure that the actor may write in it now, and return their scope.

    The subject is locked before the review, as every supervisor's step does it: in another order two of them could
    wait for each other. `review` is brought up to date. Raises NotAllowed or Conflict.
    """
    Subject.objects.select_for_update(no_key=True).get(pk=review.subject_id)
    now = Review.objects.select_for_update().get(pk=review.pk)
    review.status, review.version, review.submitted_at = now.status, now.version, now.submitted_at
    scope = review_scope(actor, review)
    require(actor, "review.write", scope)
    if closed := why_closed(review):
        raise Conflict(closed)
    return scope


def why_closed(review: Review) -> str:
    """Return why nothing can be written in the review now and what to do about it; nothing where it is open."""
    if review.status not in EDITABLE_REVIEW:
        return OUT_OF_HANDS[Review.Status(review.status)]
    return "" if review.subject.inspection.status == Inspection.Status.FIELDWORK else NO_FIELDWORK


def begin(actor: Actor, review: Review, scope: Scope) -> None:
    """Start an assigned review: called by the first write to it, once nothing speaks against that write."""
    if review.status == Review.Status.ASSIGNED:
        move(review, "start", actor, scope)


def count_up(review: Review) -> None:
    """Count the review's version up after a write, so that a submission can tell whether it saw the last one."""
    Review.objects.filter(pk=review.pk).update(version=F("version") + 1)
    review.version += 1
