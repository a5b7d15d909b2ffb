"""One force whose judgments are asked for: who has them, where they stand, and what they rest on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from access.actor import Actor
from access.models import User
from access.roles import SUPERVISOR
from review.history.models import StatusChange
from review.history.queries import steps_of
from review.inspections.models import Inspection, Subject, TeamMember
from review.inspections.queries import active_on, closed_to, inspections_as, without_conflicts
from review.judging.changes import changed_evidence
from review.moderation.models import SignOff
from review.results.queries import label_of
from review.reviewing.models import Review, VersionMove
from review.reviewing.whole import WholeReview, whole_review


@dataclass(frozen=True)
class ForcePage:
    """A force that is judged: its subject, its reviews (oldest first), the signed-off one whole, sign-offs and steps.

    `changed` says by the key of evidence what became of it since it was cited.
    """

    subject: Subject
    label: str
    reviews: Sequence[Review]
    whole: WholeReview | None
    changed: Mapping[int, str]
    sign_offs: Sequence[SignOff]
    steps: Sequence[StatusChange]
    review_steps: Sequence[StatusChange]
    moves: Sequence[VersionMove] = ()

    @property
    def present(self) -> Review | None:
        """Return the review that somebody has, or that is signed off; None where nobody was given it."""
        return next((review for review in self.reviews if review.status != Review.Status.CLOSED), None)


def judged_forces(actor: Actor) -> QuerySet[Subject]:
    """Return the forces whose judgments the actor can read about: as supervisor of their inspection."""
    rows = Subject.objects.filter(inspection__in=inspections_as(actor, SUPERVISOR), inspection_force__isnull=False)
    return without_conflicts(rows, actor).select_related("inspection", "inspection_force__force", "framework_version")


def force_page(actor: Actor, public_id: UUID) -> ForcePage:
    """Return the page of a force; raise Subject.DoesNotExist where the actor can see none."""
    subject = judged_forces(actor).get(public_id=public_id)
    reviews = list(subject.reviews.select_related("reviewer", "framework_version").order_by("pk"))
    for review in reviews:
        review.subject = subject
    signed = next((review for review in reviews if review.status == Review.Status.LOCKED), None)
    whole = whole_review(signed) if signed else None
    if subject.inspection_force is None:
        raise Subject.DoesNotExist
    subject.inspection_force.inspection = subject.inspection
    return ForcePage(
        subject=subject,
        label=label_of(subject.inspection_force),
        reviews=reviews,
        whole=whole,
        changed=changed_evidence(subject.inspection, whole.evidence) if whole else {},
        sign_offs=list(subject.sign_offs.select_related("by", "ended_by").order_by("-at", "-pk")),
        steps=list(steps_of("subject", [subject.public_id])),
        review_steps=list(steps_of("review", [review.public_id for review in reviews])),
    )


def candidates(actor: Actor, inspection: Inspection, subject: Subject | None) -> list[User]:
    """Return the supervisors on the team to whom the judgments of a force can be given today."""
    members = TeamMember.objects.filter(
        active_on(actor), inspection=inspection, role=SUPERVISOR, user__is_active=True, user__groups__name=SUPERVISOR
    )
    people = User.objects.filter(pk__in=members.values("user_id")).order_by("name")
    closed = closed_to(actor, subject) if subject else set()
    return [user for user in people if user.pk not in closed]
