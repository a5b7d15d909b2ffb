"""Reading words that came too late: the review they were for, those beside a review, those that a reviewer sees."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from access.actor import Actor
from access.permissions import Scope, may
from access.refusals import Invalid
from review.frameworks.published import Offered, offered_by
from review.inspections.models import Inspection, Subject
from review.reviewing.answers import AnswerInput
from review.reviewing.late.models import LateWords
from review.reviewing.late.receiving import Receiving, receiving
from review.reviewing.models import Judgment, Review
from review.reviewing.queries import review_at, review_scope, visible_reviews
from review.reviewing.record.said import said
from review.reviewing.saved import Saved
from review.reviewing.sent_before import told_before
from review.workflow import EDITABLE_REVIEW

WORKED_ON = (Subject.Status.TO_ASSIGN, Subject.Status.UNDER_REVIEW, Subject.Status.READY)
"""The states of a case in which somebody can still take words into its review."""


@dataclass(frozen=True)
class Late:
    """Late words with their answer in words, and why they cannot be handed over; nothing where they can be.

    `is_there`: who has the case now has them, because they were handed over.
    """

    words: LateWords
    answer: str
    refusal: str = ""
    is_there: bool = False


@dataclass(frozen=True)
class Arrived:
    """What arrived for a closed review and no reviewer of the case has: how many answers, and the last one's time."""

    review: Review
    number: int
    at: datetime


def taken_from(actor: Actor, review: UUID) -> Review | None:
    """Return the closed review at an address that was the actor's; None where there is none."""
    rows = Review.objects.select_related("framework_version").filter(reviewer_id=actor.key)
    return rows.filter(public_id=review, status=Review.Status.CLOSED).first()


def saved_before(actor: Actor, review: Review, answer: AnswerInput, key: UUID) -> Saved | None:
    """Return what this very write came to while the review was open; None where it did not arrive then."""
    try:
        told = told_before(actor, review, [answer], key)
    except Invalid:
        return None
    return Saved.of(told) if told else None


def late_beside(actor: Actor, review: Review) -> list[Late]:
    """Return the words that came after a review was closed, for a supervisor who may hand them over; else none."""
    if review.status != Review.Status.CLOSED or not may(actor, "late-words.hand-over", review_scope(actor, review)):
        return []
    rows = LateWords.objects.filter(review=review).select_related("criterion", "by", "handed_to__reviewer", "handed_by")
    offered = offered_by(review.framework_version)
    found = sorted(rows, key=lambda row: (list(offered.by_code).index(row.criterion.code), row.pk))
    to = receiving(actor, review) if found else Receiving()
    return [Late(row, _in_words(row, offered), to.refusal(row), to.has(row)) for row in found]


def arrived(actor: Actor) -> list[Arrived]:
    """Return the closed reviews with words for a supervisor to look at, the last to arrive first, in one query.

    Of cases that are still worked on in fieldwork, so long as who has the case has not got the words. Never in blind
    work, and never of a case with which the actor has a conflict of interest.
    """
    open_ones = Review.objects.filter(subject=OuterRef("review__subject")).exclude(status=Review.Status.CLOSED)
    has_them = Q(reviewer=OuterRef("by")) | Q(reviewer=OuterRef("handed_to__reviewer"))
    rows = _told_of(actor).filter(review__subject__inspection__status=Inspection.Status.FIELDWORK)
    rows = rows.filter(~Exists(open_ones.filter(has_them)), review__subject__status__in=WORKED_ON)
    rows = rows.select_related("review__subject__case", "review__subject__inspection", "review__reviewer")
    found: dict[int, list[LateWords]] = defaultdict(list)
    for row in rows.select_related("review__subject__inspection_force").order_by("-at", "-pk"):
        found[row.review_id].append(row)
    return [Arrived(these[0].review, len(these), these[0].at) for these in found.values()]


def late_numbers(actor: Actor, subject: Subject) -> dict[int, int]:
    """Return how many answers came after the reviews of a case were closed, by the review's key, in one query.

    For its supervisors; none in blind work.
    """
    rows = _told_of(actor).filter(review__subject=subject).order_by().values_list("review")
    return dict(rows.annotate(number=Count("pk")))


def _told_of(actor: Actor) -> QuerySet[LateWords]:
    """Return the late words of others that the actor is told of as a supervisor."""
    closed = visible_reviews(actor).filter(status=Review.Status.CLOSED, kind=Review.Kind.FIRST)
    others = Review.objects.filter(subject=OuterRef("review__subject")).exclude(kind=Review.Kind.FIRST)
    blind = Exists(others.exclude(status=Review.Status.CLOSED))
    return LateWords.objects.filter(~blind, review__in=closed).exclude(by=actor.key)


def handed_over_to(review: Review) -> dict[str, list[Late]]:
    """Return the late words that a review's reviewer sees, by the code of their question, the oldest first.

    Those that were handed over to this or an earlier review of theirs and, without that, their own: what they sent to
    an earlier one, of a case that was moved to a newer version of its framework or given back to them.
    """
    found: dict[str, list[Late]] = defaultdict(list)
    rows = LateWords.objects.filter(_handed_to(review) | _own_before(review))
    for row in rows.select_related("criterion", "by", "review__framework_version").order_by("at", "pk"):
        found[row.criterion.code].append(Late(row, _in_words(row, offered_by(row.review.framework_version))))
    return dict(found)


def own_late(review: Review) -> list[Late]:
    """Return what a review's reviewer sent too late to earlier ones of theirs, also to questions that are gone now."""
    rows = LateWords.objects.filter(_own_before(review)).select_related("criterion", "review__framework_version")
    return [Late(row, _in_words(row, offered_by(row.review.framework_version))) for row in rows.order_by("at", "pk")]


def _handed_to(review: Review) -> Q:
    same = Q(handed_to__subject=review.subject_id, handed_to__kind=review.kind)
    return same & Q(handed_to__reviewer=review.reviewer_id, handed_to__pk__lte=review.pk)


def _own_before(review: Review) -> Q:
    same = Q(review__subject=review.subject_id, review__kind=review.kind)
    return same & Q(by=review.reviewer_id, review__pk__lt=review.pk)


def sees_own(review: Review) -> bool:
    """Return whether the reviewer of a closed review has its case in hand again, and sees there what they wrote."""
    rows = Review.objects.filter(subject=review.subject_id, kind=review.kind, reviewer=review.reviewer_id)
    return rows.filter(pk__gt=review.pk, status__in=EDITABLE_REVIEW).exists()


def late_at(actor: Actor, review: UUID, late: UUID) -> LateWords:
    """Return late words at an address; raise DoesNotExist where the actor cannot see their review."""
    found = review_at(actor, review)
    return LateWords.objects.select_related("review__subject__inspection", "criterion", "by").get(
        public_id=late, review=found
    )


def late_scope(actor: Actor, late: LateWords) -> Scope:
    """Return how the actor stands to the review that late words were for."""
    return review_scope(actor, late.review)


def _in_words(late: LateWords, offered: Offered) -> str:
    kind, value, values = late.answer
    return "" if kind == Judgment.Kind.NONE else said(offered.by_code[late.criterion.code], [kind, values or value])
