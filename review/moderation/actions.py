"""Every write of a supervisor's decision on a submitted review: returned, signed off, reopened."""

from django.db import transaction

from access import audit
from access.actor import Actor
from access.permissions import Scope, require
from access.refusals import Conflict
from review.counting.actions import stand, stand_down
from review.counting.facts import canonical, sha256
from review.inspections.models import Subject
from review.moderation.content import approved_content
from review.moderation.models import SignOff
from review.reviewing.actions import unsettle
from review.reviewing.models import Review
from review.reviewing.queries import subject_scope
from review.transitions import move


def return_review(actor: Actor, subject: Subject, reason: str) -> Review:
    """Give the submitted review back to its reviewer with the reason; return the review.

    Raises NotAllowed, Invalid (no reason) or Conflict (nothing to return).
    """
    with transaction.atomic():
        scope = _allowed(actor, subject, "subject.return")
        review = _review_in(subject, Review.Status.SUBMITTED)
        move(subject, "return", actor, scope, reason)
        move(review, "return", actor, scope, reason)
        unsettle(review)
    return review


CHANGED = "The review or the case's facts changed since you opened this page. Read them again, then decide."


def sign_off(actor: Actor, subject: Subject, seen: str | None = None) -> SignOff:
    """Approve the submitted review exactly as it stands now, lock it and let it count; return the sign-off.

    `seen` is the digest of what the supervisor had on screen: approval is of that and of nothing else.
    Raises NotAllowed (among others: one's own review) or Conflict (nothing to sign off, or changed meanwhile).
    """
    with transaction.atomic():
        scope = _allowed(actor, subject, "subject.sign-off")
        review = _review_in(subject, Review.Status.SUBMITTED)
        content = canonical(approved_content(subject, review))
        if seen is not None and seen != sha256(content):
            raise Conflict(CHANGED)
        move(subject, "sign-off", actor, scope)
        move(review, "lock", actor, scope)
        signed = SignOff.objects.create(
            subject=subject,
            review=review,
            by_id=actor.key,
            at=actor.now,
            digest=sha256(content),
            content=content,
        )
        if subject.case_id:  # a force counts in no figure of cases
            stand(actor, subject, review)
        ids = {"review": review.public_id, "digest": signed.digest}
        audit.record(actor, "sign-off.made", "sign-off", signed.public_id, ids=ids)
    return signed


def reopen(actor: Actor, subject: Subject, reason: str) -> Review:
    """Take a signed-off case out of the figures and give its review back to the reviewer; return the review.

    The sign-off ends and stays readable. Raises NotAllowed, Invalid (no reason) or Conflict (not signed off).
    """
    with transaction.atomic():
        scope = _allowed(actor, subject, "subject.reopen")
        review = _review_in(subject, Review.Status.LOCKED)
        move(subject, "reopen", actor, scope, reason)
        move(review, "reopen", actor, scope, reason)
        unsettle(review)
        stand_down(actor, subject)
        ended = SignOff.objects.get(subject=subject, ended_at__isnull=True)
        ended.ended_by_id, ended.ended_at = actor.user_id, actor.now
        ended.save(update_fields=["ended_by", "ended_at"])
        audit.record(actor, "sign-off.ended", "sign-off", ended.public_id, fields=["ended_at", "ended_by"])
    return review


def _allowed(actor: Actor, subject: Subject, permission: str) -> Scope:
    scope = subject_scope(actor, subject)
    require(actor, permission, scope)
    return scope


def _review_in(subject: Subject, status: str) -> Review:
    review = (
        Review.objects.select_related("reviewer", "framework_version")
        .filter(subject=subject, kind=Review.Kind.FIRST, status=status)
        .first()
    )
    if review is None:
        words = Review.Status(status).label.lower()
        raise Conflict(f"This case has no {words} review now. Load the page again to see how it stands.")
    return review
