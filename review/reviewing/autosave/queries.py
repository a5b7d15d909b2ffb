"""What a write of one answer is about: the review in its reviewer's hands, and the question."""

from dataclasses import dataclass
from uuid import UUID

from access.actor import Actor
from access.permissions import Scope
from review.frameworks.published import offered_by
from review.frameworks.queries import OutlinedCriterion
from review.reviewing.answers import NOT_APPLICABLE, AnswerInput, Kind
from review.reviewing.deciding import TYPED
from review.reviewing.hands import MINE, lock
from review.reviewing.models import Judgment, Review
from review.reviewing.queries import own_review_keys, review_at, review_scope
from review.reviewing.stored import value_of

NEEDED = (
    *("kind", "has_reason", "grade", "choice", "number", "date", "version", "criterion"),
    *("review__public_id", "review__kind", "review__status", "review__version", "review__submitted_at"),
    *("review__reviewer", "review__subject__public_id", "review__subject__case"),
    *("review__subject__inspection__status", "review__subject__inspection__suggestions_shown"),
    *("review__framework_version__public_id", "review__framework_version__status"),
)
"""The columns that saving one answer looks at: a save comes with every few words, and a row of all of them is wide."""


@dataclass(frozen=True)
class AnswerAt:
    """A review and one of its questions; the judgment as it stood before the write, where the review is one's own."""

    review: Review
    asked: OutlinedCriterion
    judgment: Judgment | None


def answer_at(actor: Actor, review: UUID, criterion: str) -> AnswerAt:
    """Return the review, locked, and the question at an address; raise DoesNotExist where the actor cannot see it.

    One query for whoever may write there, so long as the version's questions were read before. What is read may be
    older than the lock, so it is what to look for, and not yet what stands there. Call inside a transaction.
    """
    rows = Judgment.objects.select_related("review__subject__inspection", "review__framework_version")
    rows = rows.select_for_update(of=("review__subject",), no_key=True).only(*NEEDED).order_by()
    rows = rows.filter(review__in=own_review_keys(actor), review__public_id=review, criterion__code=criterion)
    judgment = next(iter(rows), None)
    found = judgment.review if judgment else review_at(actor, review)
    if judgment is None:
        lock(found)
    return AnswerAt(found, offered_by(found.framework_version).find(criterion), judgment)


def scope_at(actor: Actor, at: AnswerAt) -> Scope:
    """Return how the actor stands to the review of an answer."""
    return MINE if at.judgment else review_scope(actor, at.review)


def is_alone(at: AnswerAt, answer: AnswerInput) -> bool:
    """Return whether an answer can be read without all others: it seems to bring words, and no other value.

    Where it does after all, the others are read then.
    """
    judgment = at.judgment
    if judgment is None or judgment.kind != answer.kind or answer.kind == Kind.CHOICES:
        return False
    if answer.kind == NOT_APPLICABLE:
        return judgment.has_reason == bool(answer.reason)
    value = _code(judgment, at.asked) if answer.kind in (Kind.GRADE, Kind.CHOICE) else value_of(judgment)
    return answer.kind in TYPED or value == answer.value


def _code(judgment: Judgment, asked: OutlinedCriterion) -> str:
    key = judgment.grade_id or judgment.choice_id
    return next((option.code for option in asked.options if option.pk == key), "")
