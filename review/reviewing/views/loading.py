"""What the addresses of a review lead to, and how the actor stands to it: for the guard of each page."""

from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from access.actor import Actor
from access.permissions import Scope
from review.reviewing import queries
from review.reviewing.entries import TopicEntries
from review.reviewing.models import Evidence, LanguageFlag, Review
from review.reviewing.whole import WholeReview, whole_review

Part = TypeVar("Part")
READ_AGAIN = 5
"""So often at most, where it is saved each time: then what is saved next may meet a conflict, and nothing is lost."""


@dataclass(frozen=True)
class TopicAt:
    """A review with everything in it, and one of its topics."""

    whole: WholeReview
    topic: TopicEntries

    @property
    def review(self) -> Review:
        """The review."""
        return self.whole.review


@dataclass(frozen=True)
class PartAt(Generic[Part]):
    """A review and something in it."""

    review: Review
    part: Part


def review_of(actor: Actor, review: UUID) -> Review:
    """Return the review at an address; raise DoesNotExist where the actor cannot see it."""
    return queries.review_at(actor, review)


def whole_of(actor: Actor, review: UUID) -> WholeReview:
    """Return the review at an address with everything in it, all as of one moment; raise DoesNotExist likewise.

    It is read in several queries. Where somebody saved between them it is read again: a page with words that are newer
    than the version beside them would meet a conflict with those very words.
    """
    whole = whole_review(queries.review_at(actor, review))
    for _ in range(READ_AGAIN):
        if queries.stamp_now(whole.review) == whole.stamp:
            break
        whole = whole_review(queries.review_at(actor, review))
    return whole


def topic_of(actor: Actor, review: UUID, topic: str) -> TopicAt:
    """Return the topic at an address; raise DoesNotExist where there is none or the review cannot be seen."""
    whole = whole_of(actor, review)
    return TopicAt(whole, whole.topic(topic))


def evidence_of(actor: Actor, review: UUID, evidence: UUID) -> PartAt[Evidence]:
    """Return the evidence at an address; raise DoesNotExist likewise."""
    found = queries.review_at(actor, review)
    return PartAt(found, queries.evidence_at(found, evidence))


def flag_of(actor: Actor, review: UUID, flag: UUID) -> PartAt[LanguageFlag]:
    """Return the language flag at an address; raise DoesNotExist likewise."""
    found = queries.review_at(actor, review)
    return PartAt(found, queries.flag_at(found, flag))


def scope_of(actor: Actor, thing: Review | WholeReview | TopicAt | PartAt[Evidence] | PartAt[LanguageFlag]) -> Scope:
    """Return how the actor stands to the review that a thing belongs to."""
    return queries.review_scope(actor, thing if isinstance(thing, Review) else thing.review)
