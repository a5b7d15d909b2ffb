"""Reading sign-offs and what stands before one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from access.actor import Actor
from access.roles import SUPERVISOR
from review.counting.facts import canonical, sha256
from review.inspections.models import Subject
from review.inspections.queries import inspections_as, without_conflicts
from review.moderation.content import approved_content
from review.moderation.models import SignOff
from review.reviewing.models import Review


@dataclass(frozen=True)
class Decision:
    """A subject and its review, with the digest of what a supervisor has on screen.

    `overall` is the overall judgment as approved_content() has it, `differing` the judgments with another grade than
    the suggested one; both empty where there is no review.
    """

    subject: Subject
    review: Review | None
    digest: str
    overall: Mapping[str, Any] = field(default_factory=dict)
    differing: tuple[Mapping[str, Any], ...] = ()


def decision(actor: Actor, public_id: UUID) -> Decision:
    """Return what a supervisor decides on; raise Subject.DoesNotExist where the actor supervises no such case."""
    rows = Subject.objects.filter(inspection__in=inspections_as(actor, SUPERVISOR))
    subject = (
        without_conflicts(rows, actor)
        .select_related("case__force", "inspection_force__force", "inspection")
        .get(public_id=public_id)
    )
    review = (
        subject.reviews.select_related("reviewer", "framework_version")
        .filter(kind=Review.Kind.FIRST, status__in=[Review.Status.SUBMITTED, Review.Status.LOCKED])
        .first()
    )
    if review is None:
        return Decision(subject, None, "")
    content = approved_content(subject, review)
    *others, overall = content["judgments"]
    differing = tuple(judgment for judgment in others if judgment["differs"])
    return Decision(subject, review, sha256(canonical(content)), overall, differing)


def visible_sign_off(actor: Actor, public_id: UUID) -> tuple[SignOff, dict[str, Any]]:
    """Return a sign-off, in force or ended, with what it approved; raise DoesNotExist where it cannot be seen."""
    subjects = without_conflicts(Subject.objects.filter(inspection__in=inspections_as(actor, SUPERVISOR)), actor)
    found = (
        SignOff.objects.filter(subject__in=subjects)
        .select_related(
            "subject__inspection",
            "subject__case",
            "subject__inspection_force__force",
            "review__reviewer",
            "by",
            "ended_by",
        )
        .get(public_id=public_id)
    )
    return found, json.loads(found.content)
