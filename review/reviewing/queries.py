"""Reading reviews: what can be seen of subjects and reviews, and how somebody stands to one."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from access.actor import Actor
from access.permissions import Scope
from access.roles import INSPECTOR, SUPERVISOR
from review.inspections.models import Subject
from review.inspections.queries import inspections_as, roles_in, without_conflicts
from review.reviewing.models import Review

IN_REVIEWERS_HANDS = (Review.Status.ASSIGNED, Review.Status.IN_PROGRESS, Review.Status.RETURNED)
"""The states in which a review is its reviewer's alone."""


def visible_subjects(actor: Actor) -> QuerySet[Subject]:
    """Return the subjects whose case the actor can read: as supervisor, or as inspector with an open review of it."""
    assigned = Review.objects.filter(subject=OuterRef("pk"), reviewer_id=actor.key).exclude(
        status=Review.Status.CLOSED
    )
    seen = Q(inspection__in=inspections_as(actor, SUPERVISOR)) | (
        Q(inspection__in=inspections_as(actor, INSPECTOR)) & Exists(assigned)
    )
    return without_conflicts(Subject.objects.filter(seen), actor)


def visible_reviews(actor: Actor) -> QuerySet[Review]:
    """Return the reviews the actor can read: their own, or, once submitted, as supervisor of the inspection.

    A closed review (its reviewer was replaced) stays with the supervisors.
    """
    own = Q(reviewer_id=actor.key, subject__inspection__in=inspections_as(actor, INSPECTOR)) & ~Q(
        status=Review.Status.CLOSED
    )
    supervised = Q(subject__inspection__in=inspections_as(actor, SUPERVISOR)) & ~Q(status__in=IN_REVIEWERS_HANDS)
    open_subjects = without_conflicts(Subject.objects.all(), actor)
    return Review.objects.filter(own | supervised, subject__in=open_subjects)


def subject_scope(actor: Actor, subject: Subject) -> Scope:
    """Return how the actor stands to a subject."""
    reviews = list(subject.reviews.filter(reviewer_id=actor.key).values_list("status", flat=True))
    return Scope(
        memberships=roles_in(actor, subject.inspection_id),
        conflicted=_conflicted(actor, subject.pk),
        own_review=any(status != Review.Status.CLOSED for status in reviews),
        worked_on=bool(reviews),
    )


def review_scope(actor: Actor, review: Review) -> Scope:
    """Return how the actor stands to a review."""
    own = review.reviewer_id == actor.user_id
    return Scope(
        memberships=roles_in(actor, review.subject.inspection_id),
        conflicted=_conflicted(actor, review.subject_id),
        own_review=own and review.status != Review.Status.CLOSED,
        worked_on=own or review.subject.reviews.filter(reviewer_id=actor.key).exists(),
        submitted=review.status not in IN_REVIEWERS_HANDS,
    )


def _conflicted(actor: Actor, subject_id: int) -> bool:
    return not without_conflicts(Subject.objects.filter(pk=subject_id), actor).exists()
