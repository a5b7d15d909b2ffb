"""Reading reviews: what can be seen of subjects and reviews, how somebody stands to one, and what is beside it."""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.utils import timezone

from access.actor import Actor
from access.permissions import Scope
from access.roles import INSPECTOR, SUPERVISOR
from casefiles.documents.models import Document, DocumentPage
from casefiles.documents.queries import documents_of
from review.history.models import StatusChange
from review.history.queries import steps_of
from review.inspections.models import Inspection, InspectionForce, Subject
from review.inspections.queries import inspections_as, roles_in, without_conflicts
from review.reviewing.models import Evidence, Judgment, LanguageFlag, Review, VersionMove

IN_REVIEWERS_HANDS = (Review.Status.ASSIGNED, Review.Status.IN_PROGRESS, Review.Status.RETURNED)
"""The states in which a review is its reviewer's alone."""
SUBJECT_OF_REVIEW = ("subject__case__force", "subject__inspection_force__force", "subject__inspection")
"""What a page needs of what a review judges."""
MOVED_HERE = ("moved_here__from_version", "moved_here__to_version", "moved_here__by")
"""What a page needs of the move by which a review goes on from one by an older version."""
CITED = ("document", "cited_judgment__criterion", "cited_judgment__review__subject__case")
"""What a page needs of what evidence cites."""
HAS_TEXT = Exists(DocumentPage.objects.filter(document=OuterRef("document"), has_text=True))
"""Whether the document of a quotation has text anywhere: read as `document_has_text`."""


STAMP = F("version") + Coalesce(
    Subquery(
        Judgment.objects.filter(review=OuterRef("pk"))
        .order_by()
        .values("review")
        .annotate(written=Sum("version"))
        .values("written")
    ),
    0,
)
"""A number of a review that is another, and higher, after every write to it or to any of its answers."""


def stamp_now(review: Review) -> int | None:
    """Return the stamp that a review has in the database now; None where it is gone."""
    return Review.objects.filter(pk=review.pk).annotate(stamp=STAMP).values_list("stamp", flat=True).first()


def stamp_of(review: Review) -> int:
    """Return the stamp of a review that was read with it."""
    return int(vars(review)["stamp"])


def visible_subjects(actor: Actor) -> QuerySet[Subject]:
    """Return the subjects whose case the actor can read: as supervisor, or as inspector with an open review of it."""
    assigned = Review.objects.filter(subject=OuterRef("pk"), reviewer_id=actor.key).exclude(status=Review.Status.CLOSED)
    seen = Q(inspection__in=inspections_as(actor, SUPERVISOR)) | (
        Q(inspection__in=inspections_as(actor, INSPECTOR)) & Exists(assigned)
    )
    return without_conflicts(Subject.objects.filter(seen), actor)


def own_reviews(actor: Actor) -> QuerySet[Review]:
    """Return the reviews that are the actor's to write in, as far as who they are goes: whether now, each state says.

    They are the reviewer, on the team as an inspector (of a force: as a supervisor), free of conflicts, and nobody took
    the review from them: all that the permission to answer a review asks.
    """
    return Review.objects.filter(_own(actor), subject__in=without_conflicts(Subject.objects.all(), actor))


def own_review_keys(actor: Actor) -> RawSQL:
    """Return the keys of own_reviews for a filter, as the query that it is, without its being put together anew."""
    return _keys(own_reviews, actor)


def _keys(reviews: Callable[[Actor], QuerySet[Review]], actor: Actor) -> RawSQL:
    """Return the keys of the reviews that a query of this module finds for the actor.

    Only the words of the query are kept, for who asks in which roles on which day; its rows are read each time.
    """
    sql, parameters = _keys_sql(reviews, connection.vendor, actor.key, actor.roles, actor.today)
    return RawSQL(sql, parameters)  # noqa: S611 - compiled from a query of this module


@lru_cache(maxsize=1024)
def _keys_sql(
    reviews: Callable[[Actor], QuerySet[Review]], vendor: str, user: int, roles: frozenset[str], today: date
) -> tuple[str, tuple[Any, ...]]:
    """Return a query as SQL for a kind of database; it looks at nothing else of an actor than what is given."""
    asking = Actor(user or None, "", roles, timezone.make_aware(datetime.combine(today, time(12))))
    try:
        sql, parameters = reviews(asking).order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:  # without a role there are none
        sql, parameters = Review.objects.filter(pk=0).order_by().values("pk").query.sql_with_params()
    return sql, tuple(parameters)


def _own(actor: Actor) -> Q:
    of_cases = Q(subject__inspection_force=None, subject__inspection__in=inspections_as(actor, INSPECTOR))
    of_forces = Q(subject__case=None, subject__inspection__in=inspections_as(actor, SUPERVISOR))
    return Q(of_cases | of_forces, reviewer_id=actor.key) & ~Q(status=Review.Status.CLOSED)


def visible_reviews(actor: Actor) -> QuerySet[Review]:
    """Return the reviews the actor can read: their own, or, once submitted, as supervisor of the inspection.

    A closed review (its reviewer was replaced) stays with the supervisors. One that was moved to a newer version of
    its framework is what its reviewer goes on from: it can be read once the review that goes on can.
    """
    supervised = (
        Q(subject__inspection__in=inspections_as(actor, SUPERVISOR))
        & ~Q(status__in=IN_REVIEWERS_HANDS)
        & ~Exists(_going_on())
    )
    open_subjects = without_conflicts(Subject.objects.all(), actor)
    return Review.objects.filter(_own(actor) | supervised, subject__in=open_subjects)


def _going_on() -> QuerySet[Review]:
    """Return, inside a query of reviews, those in their reviewer's hands that go on from the moved review of a row."""
    rows = Review.objects.filter(subject=OuterRef("subject"), reviewer=OuterRef("reviewer"))
    moved = VersionMove.objects.filter(old_review=OuterRef(OuterRef("pk")))
    return rows.filter(Exists(moved), moved_here__isnull=False, status__in=IN_REVIEWERS_HANDS)


def goes_on_in_hands(review: Review) -> bool:
    """Return whether the review was moved to a newer version and what goes on from it is in its reviewer's hands."""
    if review.status != Review.Status.CLOSED:
        return False
    return Review.objects.filter(Exists(_going_on()), pk=review.pk).exists()


def subject_scope(actor: Actor, subject: Subject) -> Scope:
    """Return how the actor stands to a subject."""
    reviews = list(subject.reviews.filter(reviewer_id=actor.key).values_list("status", flat=True))
    return Scope(
        memberships=roles_in(actor, subject.inspection_id),
        conflicted=in_conflict(actor, subject.pk),
        own_review=any(status != Review.Status.CLOSED for status in reviews),
        worked_on=bool(reviews),
        closed=subject.inspection.status == Inspection.Status.CLOSED,
        of_force=subject.inspection_force_id is not None,
    )


def review_scope(actor: Actor, review: Review) -> Scope:
    """Return how the actor stands to a review."""
    own = review.reviewer_id == actor.user_id
    return Scope(
        memberships=roles_in(actor, review.subject.inspection_id),
        conflicted=in_conflict(actor, review.subject_id),
        own_review=own and review.status != Review.Status.CLOSED,
        worked_on=own or review.subject.reviews.filter(reviewer_id=actor.key).exists(),
        submitted=review.status not in IN_REVIEWERS_HANDS and not goes_on_in_hands(review),
        closed=review.subject.inspection.status == Inspection.Status.CLOSED,
        of_force=review.subject.inspection_force_id is not None,
    )


def in_conflict(actor: Actor, subject_id: int) -> bool:
    """Return whether the subject is closed to somebody, by a tie to its force or a declared conflict."""
    return not without_conflicts(Subject.objects.filter(pk=subject_id), actor).exists()


def review_at(actor: Actor, public_id: UUID) -> Review:
    """Return the review at an address with its case, inspection and reviewer; raise DoesNotExist where not visible."""
    rows = (
        Review.objects.filter(public_id=public_id)
        .order_by()
        .select_related(*SUBJECT_OF_REVIEW, "reviewer", "framework_version", *MOVED_HERE)
    )
    own = rows.filter(pk__in=own_review_keys(actor)) if actor.has(INSPECTOR) else ()
    return next(iter(own), None) or rows.get(pk__in=_keys(visible_reviews, actor))


def flags_of(review: Review) -> QuerySet[LanguageFlag]:
    """Return the review's language flags in force, oldest first, with their documents."""
    rows = LanguageFlag.objects.filter(review=review, removed_at__isnull=True).select_related("document")
    return rows.annotate(document_has_text=HAS_TEXT)


def evidence_at(review: Review, public_id: UUID) -> Evidence:
    """Return evidence in force of the review; raise Evidence.DoesNotExist where there is none."""
    rows = Evidence.objects.select_related("judgment__review", "judgment__criterion__topic", *CITED)
    return rows.annotate(document_has_text=HAS_TEXT).get(
        judgment__review=review, public_id=public_id, removed_at__isnull=True
    )


def flag_at(review: Review, public_id: UUID) -> LanguageFlag:
    """Return a flag in force of the review; raise LanguageFlag.DoesNotExist where there is none."""
    return flags_of(review).select_related("review").get(public_id=public_id)


def documents_for(review: Review) -> list[Document]:
    """Return the documents of the review's case with `page_count`; none where a force is judged."""
    return list(documents_of(review.subject.case)) if review.subject.case else []


def force_label(review: Review) -> str:
    """Return the label that the force has in the inspection, such as Force A."""
    rows = InspectionForce.objects.filter(inspection_id=review.subject.inspection_id, force=review.subject.force)
    return rows.values_list("label", flat=True).first() or ""


def returns_of(review: Review) -> list[StatusChange]:
    """Return the times that the review was given back to its reviewer, newest first, with the reasons.

    With those of the reviews from which it goes on.
    """
    steps = steps_of("review", [*earlier_ids(review), review.public_id])
    steps = steps.filter(transition__in=("return", "reopen"))
    return list(steps.order_by("-pk"))


def why_back(review: Review) -> list[StatusChange]:
    """Return the last time that the review was given back, in a list of one, while that is where it stands."""
    return returns_of(review)[:1] if review.status == Review.Status.RETURNED else []


def earlier_ids(review: Review) -> list[UUID]:
    """Return the identifiers of the reviews by older versions from which the review goes on; no query where none."""
    if getattr(review, "moved_here", None) is None:
        return []
    rows = VersionMove.objects.filter(subject=review.subject_id, old_review__reviewer=review.reviewer_id)
    return list(rows.filter(new_review__lte=review.pk).values_list("old_review__public_id", flat=True))


def moves_of(subject: Subject) -> list[VersionMove]:
    """Return the moves of the case to newer versions, the newest first, with who moved it and between which."""
    rows = VersionMove.objects.filter(subject=subject).select_related("by", "from_version", "to_version")
    return list(rows.order_by("-pk"))
