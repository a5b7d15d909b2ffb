"""Opening a review: somebody is given a subject to read and judge."""

from django.db import transaction

from access import audit
from access.actor import Actor, actor_of
from access.models import User
from access.permissions import require
from access.refusals import Conflict, Invalid
from access.visibility import judges
from review.domain.rules.evaluating import asked_of
from review.inspections.models import Inspection, Subject
from review.inspections.queries import roles_in
from review.reviewing.methods import facts_now, method_for
from review.reviewing.models import Judgment, Review
from review.reviewing.queries import in_conflict, subject_scope

NOT_IN_FIELDWORK = "Cases can be assigned while the inspection is in fieldwork. Start or reopen its fieldwork first."
OPEN_ALREADY = "Somebody is reviewing this case already. Load the page again to see who."


def open_review(actor: Actor, subject: Subject, reviewer: User, kind: str = Review.Kind.FIRST) -> Review:
    """Open a review of the subject for `reviewer`, with an unanswered judgment for each question; return it.

    The subject itself is not moved. Raises NotAllowed; Invalid by `reviewer` where that person cannot take the case;
    Conflict where the inspection is not in fieldwork or another first review is open.
    """
    with transaction.atomic():
        require(actor, "subject.assign", subject_scope(actor, subject))
        if subject.inspection.status != Inspection.Status.FIELDWORK:
            raise Conflict(NOT_IN_FIELDWORK)
        if problem := _problem(actor_of(reviewer, actor.now), reviewer, subject):
            raise Invalid({"reviewer": [problem]})
        _refuse_second_first(subject, kind)
        review = Review.objects.create(
            subject=subject,
            reviewer=reviewer,
            framework_version_id=subject.framework_version_id,
            kind=kind,
            assigned_at=actor.now,
        )
        _ask(review, subject)
        ids = {"subject": subject.public_id, "reviewer": reviewer.public_id}
        audit.record(actor, "review.assigned", "review", review.public_id, ids=ids, new={"kind": kind})
    return review


def _ask(review: Review, subject: Subject) -> None:
    """Make the judgments: asked are those that the facts of the case open before anything is answered."""
    asked = asked_of(method_for(subject.framework_version), {}, facts_now(review))
    Judgment.objects.bulk_create(
        Judgment(
            review=review,
            criterion=criterion,
            asked=criterion.code in asked,
            reason_waived=not criterion.not_applicable_needs_reason,
        )
        for criterion in subject.framework_version.criteria.all()
    )


def _problem(candidate: Actor, reviewer: User, subject: Subject) -> str:
    """Return why somebody cannot review the subject, or nothing."""
    name = reviewer.name
    if not candidate.roles:
        return f"{name} has no access now. Choose somebody who can sign in."
    of_force = subject.inspection_force_id is not None
    if not judges(roles_in(candidate, subject.inspection_id), of_force):
        role = "a supervisor" if of_force else "an inspector"
        return f"{name} is not {role} on this inspection's team today. Add them to the team, or choose another."
    if in_conflict(candidate, subject.pk):
        what = "this force" if of_force else "this case's force"
        return f"{name} has a tie to {what} or a declared conflict of interest. Choose somebody else."
    return ""


def _refuse_second_first(subject: Subject, kind: str) -> None:
    open_ones = Review.objects.filter(subject=subject, kind=Review.Kind.FIRST).exclude(status=Review.Status.CLOSED)
    if kind == Review.Kind.FIRST and open_ones.exists():
        raise Conflict(OPEN_ALREADY)
