"""Whether a review is in its reviewer's hands: what every write to it asks first."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from access.actor import Actor
from access.permissions import Scope, require
from access.refusals import Conflict
from access.roles import INSPECTOR, SUPERVISOR
from review.inspections.models import Inspection, Subject
from review.reviewing.models import Review
from review.reviewing.queries import own_reviews, review_scope
from review.transitions import MEANWHILE, move
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


MINE = Scope(memberships=frozenset({INSPECTOR, SUPERVISOR}), own_review=True, worked_on=True)
"""How somebody stands to a review that own_reviews() found to be theirs, by whichever role."""


FRESH = ("status", "version", "submitted_at")


@dataclass(frozen=True)
class ReviewNow:
    """The state of a review that is locked: its own columns, and whether its inspection is in fieldwork."""

    status: str
    version: int
    submitted_at: datetime | None
    inspection: str


def lock(review: Review) -> None:
    """Lock the review's subject for this transaction: the one row that every write to a review or its state locks.

    It is locked before the review is read or written, by everybody: in another order two could wait for each other.
    """
    Subject.objects.select_for_update(no_key=True).only("pk").get(pk=review.subject_id)


def take_in_hand(actor: Actor, review: Review) -> Scope:
    """Lock the review for this transaction, make sure that the actor may write in it now, and return their scope.

    `review` is brought up to date. Raises NotAllowed or Conflict.
    """
    lock(review)
    now = own_reviews(actor).filter(pk=review.pk).values_list(*FRESH, "subject__inspection__status").first()
    if now is None:
        return _as_stranger(actor, review)
    return bring_to_hand(actor, review, ReviewNow(*now))


def bring_to_hand(actor: Actor, review: Review, now: "ReviewNow") -> Scope:
    """Bring the review up to date with what was read of it once it was locked; raise Conflict where it is closed."""
    review.status, review.version, review.submitted_at = now.status, now.version, now.submitted_at
    require(actor, "review.write", MINE)
    if closed := _why_closed(now.status, now.inspection):
        raise Conflict(closed)
    return MINE


def _as_stranger(actor: Actor, review: Review) -> Scope:
    """Refuse somebody to whom the review is not, or no longer, theirs, with the sentence that says why."""
    review.refresh_from_db(fields=FRESH)
    require(actor, "review.write", review_scope(actor, review))
    raise Conflict(MEANWHILE)


def why_closed(review: Review) -> str:
    """Return why nothing can be written in the review now and what to do about it; nothing where it is open."""
    return _why_closed(review.status, review.subject.inspection.status)


def _why_closed(status: str, inspection: str) -> str:
    if status not in EDITABLE_REVIEW:
        return OUT_OF_HANDS[Review.Status(status)]
    return "" if inspection == Inspection.Status.FIELDWORK else NO_FIELDWORK


def begin(actor: Actor, review: Review, scope: Scope) -> None:
    """Start an assigned review: called by the first write to it, once nothing speaks against that write."""
    if review.status == Review.Status.ASSIGNED:
        move(review, "start", actor, scope)


def count_up(review: Review) -> None:
    """Count the review's version up after a write, so that a submission can tell whether it saw the last one."""
    Review.objects.filter(pk=review.pk).update(version=F("version") + 1)
    review.version += 1
