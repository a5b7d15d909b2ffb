"""Every write on the cases of an inspection: added, assigned, reassigned, withdrawn and put back."""

from collections.abc import Iterable

from django.db import transaction

from access.actor import Actor
from access.models import User
from access.permissions import require
from access.refusals import Conflict, Invalid, Refused
from casefiles.cases.actions import create_case
from casefiles.domain.facts import CaseFacts
from review.inspections.actions import add_subject
from review.inspections.models import Inspection, Subject
from review.inspections.queries import scope_in
from review.reviewing.actions import open_review
from review.reviewing.models import Review
from review.reviewing.queries import subject_scope
from review.transitions import move


def add_case(actor: Actor, inspection: Inspection, facts: CaseFacts, synthetic: bool = False) -> Subject:
    """Add a new case file to the inspection and return its subject, still to be assigned.

    Raises NotAllowed, Invalid (facts that cannot be) or Conflict (the inspection is closed).
    """
    with transaction.atomic():
        scope = scope_in(actor, inspection)
        require(actor, "case.manage", scope)
        case = create_case(actor, scope, facts, synthetic=synthetic)
        return add_subject(actor, inspection, case)


def assign(actor: Actor, subject: Subject, reviewer: User) -> Review:
    """Give a case that waits to be assigned to `reviewer`; return the review that this opens.

    Raises NotAllowed, Invalid (the reviewer cannot take it: the sentence says why) or Conflict (not to assign now).
    """
    with transaction.atomic():
        move(subject, "assign", actor, subject_scope(actor, subject))
        return open_review(actor, subject, reviewer)


def reassign(actor: Actor, subject: Subject, reviewer: User, reason: str) -> Review:
    """Close the case's open review, keeping every word in it, and open a new one for `reviewer`; return the new one.

    Raises NotAllowed, Invalid (no reason, the same reviewer, or one who cannot take it) or Conflict (nothing open).
    """
    with transaction.atomic():
        if subject.status != Subject.Status.UNDER_REVIEW:
            raise Conflict("Only a case under review can be reassigned. Load the page again to see how it stands.")
        scope = subject_scope(actor, subject)
        Subject.objects.select_for_update(no_key=True).get(pk=subject.pk)  # whoever writes in the review locks it first
        old = _open_review(subject)
        if old.reviewer_id == reviewer.pk:
            raise Invalid({"reviewer": [f"{reviewer.name} has this case already. Choose somebody else."]})
        move(old, "close-for-reassignment", actor, scope, reason)
        return open_review(actor, subject, reviewer)


def unassign(actor: Actor, subject: Subject, reason: str) -> None:
    """Close the case's open review and put the case back among those to assign."""
    with transaction.atomic():
        scope = subject_scope(actor, subject)
        move(subject, "unassign", actor, scope, reason)
        move(_open_review(subject), "close-for-reassignment", actor, scope, reason)


def assign_many(actor: Actor, inspection: Inspection, subjects: Iterable[Subject], reviewer: User) -> list[Review]:
    """Give several cases to `reviewer`, all or none; return the reviews in the order of the subjects.

    Raises Invalid naming every case that could not be assigned and why; then none was.
    """
    reviews: list[Review] = []
    problems: list[str] = []
    with transaction.atomic():
        require(actor, "subject.assign", scope_in(actor, inspection))
        for subject in subjects:
            try:
                with transaction.atomic():
                    reviews.append(assign(actor, subject, reviewer))
            except Refused as refused:
                problems.append(f"{subject.case}: {refused.sentence}")
        if problems:
            raise Invalid({"": ["None of the cases was assigned.", *problems]})
        if not reviews:
            raise Invalid({"": ["Select at least one case to assign."]})
    return reviews


def withdraw(actor: Actor, subject: Subject, reason: str) -> None:
    """Take a case out of the sample, with the reason; an open review of it is closed and kept.

    Raises NotAllowed, Invalid (no reason) or Conflict (signed off: reopen it first).
    """
    with transaction.atomic():
        scope = subject_scope(actor, subject)
        move(subject, "withdraw", actor, scope, reason)
        open_ones = subject.reviews.exclude(status__in=[Review.Status.CLOSED, Review.Status.LOCKED])
        for review in open_ones:
            move(review, "close-for-withdrawal", actor, scope, reason)


def reinstate(actor: Actor, subject: Subject, reason: str) -> None:
    """Put a withdrawn case back into the sample, to be assigned anew."""
    with transaction.atomic():
        move(subject, "reinstate", actor, subject_scope(actor, subject), reason)


def _open_review(subject: Subject) -> Review:
    review = subject.reviews.filter(kind=Review.Kind.FIRST).exclude(status=Review.Status.CLOSED).first()
    if review is None:
        raise Conflict("This case has no open review. Load the page again to see how it stands.")
    return review
