"""What a write of one answer is about: the review in its reviewer's hands, and the question."""

from dataclasses import dataclass
from uuid import UUID

from access.actor import Actor
from access.permissions import Scope
from review.frameworks.published import offered_by
from review.frameworks.queries import OutlinedCriterion
from review.reviewing.models import Review
from review.reviewing.queries import review_at, review_scope


@dataclass(frozen=True)
class AnswerAt:
    """A review and one of its questions."""

    review: Review
    asked: OutlinedCriterion


def answer_at(actor: Actor, review: UUID, criterion: str) -> AnswerAt:
    """Return the review and the question at an address; raise DoesNotExist where the actor cannot see it."""
    found = review_at(actor, review)
    return AnswerAt(found, offered_by(found.framework_version).find(criterion))


def scope_at(actor: Actor, at: AnswerAt) -> Scope:
    """Return how the actor stands to the review of an answer."""
    return review_scope(actor, at.review)
