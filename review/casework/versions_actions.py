"""Moving a case to the newer version of the framework that its inspection has taken up; nothing of it is deleted."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from access import audit
from access.actor import Actor
from access.permissions import Scope, require
from access.refusals import Conflict, Invalid
from review.casework.versions import version_map
from review.casework.versions_carry_actions import carry
from review.casework.versions_queries import Moving, moving
from review.inspections.models import Subject
from review.reviewing.actions import open_review, work_out_anew
from review.reviewing.models import Review, VersionMove
from review.reviewing.queries import subject_scope
from review.transitions import MEANWHILE, move

CHANGED = (
    "The case or its review was changed after you opened this page, perhaps by its reviewer at this moment, so nothing "
    "was moved. Look at the page again, then decide."
)
NOTHING_WRITTEN = "Moved to version {} of the framework; nothing had been written in it."
NOT_IN_THESE_HANDS = "The review cannot go on in the same hands. {} Reassign the case first; it can be moved then."
NO_REASON = "Enter a reason: it is kept with the case and shown to its reviewer."


@dataclass(frozen=True)
class Moved:
    """A move that was made: the case, and the review that goes on by the newer version, if somebody has the case."""

    move: VersionMove
    review: Review | None


def move_case(actor: Actor, subject: Subject, seen: str, reason: str = "") -> Moved:
    """Move the case to the version that its inspection judges new cases by, and return the move.

    An open review is closed and kept, and one by the newer version opened for the same reviewer: with what was
    written carried over, and the reason, where something was. `seen` is what the page was made of (see Moving.seen).
    Raises NotAllowed; Invalid by `reason`; Conflict with what must be done first, or where something was changed since.
    """
    with transaction.atomic():
        found = _locked(subject)
        scope = subject_scope(actor, found.subject)
        require(actor, "subject.move-version", scope)
        if seen != found.seen:
            raise Conflict(CHANGED)
        reason = reason.strip() if found.touched else ""
        if found.touched and not reason:
            raise Invalid({"reason": [NO_REASON]})
        moved = _move(actor, found, scope, reason)
    subject.refresh_from_db()
    return moved


def _locked(subject: Subject) -> Moving:
    """Return how the case stands now, it and its open review locked, in the order in which everybody locks them.

    What hangs on the case is read once it is locked: in the same query it would be that of the version before, where
    somebody else moved the case while this waited.
    """
    Subject.objects.select_for_update(no_key=True).get(pk=subject.pk)
    now = Subject.objects.select_related("case__force", "inspection", "framework_version").get(pk=subject.pk)
    list(Review.objects.select_for_update().filter(subject=now).exclude(status=Review.Status.CLOSED).order_by("pk"))
    return moving(now)


def _move(actor: Actor, found: Moving, scope: Scope, reason: str) -> Moved:
    subject, old, before = found.subject, found.review, found.subject.framework_version
    if old:
        move(old, "close-for-new-version", actor, scope, reason or NOTHING_WRITTEN.format(found.to.number))
    _set_version(found)
    new = _go_on(actor, found, old) if old else None
    made = VersionMove.objects.create(
        subject=subject,
        from_version=before,
        to_version=found.to,
        old_review=old,
        new_review=new,
        reason=reason,
        by_id=actor.key,
        at=actor.now,
    )
    ids: dict[str, object] = {"from_version": before.public_id, "to_version": found.to.public_id}
    ids |= {"old_review": old.public_id, "new_review": new.public_id} if old and new else {}
    told = {"number": found.to.number, "reason": reason}
    audit.record(
        actor, "subject.version-moved", "subject", subject.public_id, ids=ids, old={"number": before.number}, new=told
    )
    if old and new and found.touched:
        carry(actor, old, new, version_map(before, found.to))
        work_out_anew(actor, new)
        move(new, "go-on", actor, scope)
    return Moved(made, new)


def _set_version(found: Moving) -> None:
    """Let the case be judged by the newer version from now on, unless it was changed meanwhile."""
    subject = found.subject
    now = Subject.objects.filter(pk=subject.pk, version=subject.version, status=subject.status)
    if not now.update(framework_version=found.to, version=F("version") + 1):
        raise Conflict(MEANWHILE)
    subject.framework_version, subject.version = found.to, subject.version + 1


def _go_on(actor: Actor, found: Moving, old: Review) -> Review:
    try:
        return open_review(actor, found.subject, old.reviewer)
    except Invalid as invalid:
        raise Conflict(NOT_IN_THESE_HANDS.format(invalid.sentence)) from invalid
