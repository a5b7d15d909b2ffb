"""What a save needs, read in one query once the review is locked: its answers, its state, whether the key is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, QuerySet, Value

from access.actor import Actor
from access.models import AuditEvent
from access.permissions import Scope
from review.reviewing.hands import ReviewNow, bring_to_hand, take_in_hand
from review.reviewing.methods import FACTS, facts_now
from review.reviewing.models import Judgment, Review
from review.reviewing.queries import own_review_keys
from review.reviewing.stored import Stored, load

STATE = {
    "status_now": F("review__status"),
    "version_now": F("review__version"),
    "submitted_now": F("review__submitted_at"),
    "inspection_now": F("review__subject__inspection__status"),
    "case_now": F("review__subject__case_id"),
    **{f"fact_{column}": F(f"review__subject__case__{column}") for column in FACTS.values()},
}
"""The state of the review and the facts of its case, as each judgment's row brings them along."""


@dataclass(frozen=True)
class InHand:
    """What is stored of a review that its reviewer may write in if it is open, and whether the write was seen before.

    `state` is the review's own, as it was read with its judgments; None where none could be read.
    """

    stored: Stored
    facts: Mapping[str, str]
    key_known: bool
    state: ReviewNow | None

    def take(self, actor: Actor, review: Review) -> Scope:
        """Make sure that the actor may write in the review now; raise NotAllowed or Conflict where they may not."""
        return take_in_hand(actor, review) if self.state is None else bring_to_hand(actor, review, self.state)


def read_in_hand(
    actor: Actor,
    review: Review,
    key: UUID | None = None,
    *,
    codes: Sequence[str] | None = None,
    found_own: bool = False,
) -> InHand:
    """Return what is stored of a locked review: all, or the answers with these codes alone.

    The judgments are looked for among those of the actor's own reviews, so that their being there says whose it is.
    Where the review was found so by the query that locked it (`found_own`), it is asked here whether nobody took it
    from them meanwhile, which the lock waited for; the rest of the question costs more than all else that is read.
    """
    rows = _still_own(actor) if found_own else Judgment.objects.filter(review__in=own_review_keys(actor))
    rows = rows.filter(review=review.pk)
    if codes is not None:
        rows = rows.filter(criterion__code__in=codes)
    known = Exists(AuditEvent.objects.filter(key=key)) if key else Value(False)
    stored = load(review, rows.annotate(**STATE, key_known=known))
    row = next(iter(stored.judgments.values()), None)
    if row is None:
        return InHand(load(review), facts_now(review), key is not None, None)
    now = vars(row)
    state = ReviewNow(now["status_now"], now["version_now"], now["submitted_now"], now["inspection_now"])
    facts = {fact: now[f"fact_{column}"] for fact, column in FACTS.items()} if now["case_now"] else {}
    return InHand(stored, facts, now["key_known"], state)


def _still_own(actor: Actor) -> QuerySet[Judgment]:
    return Judgment.objects.filter(review__reviewer=actor.key).exclude(review__status=Review.Status.CLOSED)
