"""How people stand to cases and reviews, told once more in plain Python over all rows: no query of the project's."""

from dataclasses import dataclass
from datetime import date

from access.actor import Actor
from access.permissions import Scope
from casefiles.forces.models import ForceTie
from review.inspections.models import ConflictOfInterest, Inspection, Subject, TeamMember
from review.reviewing.models import Review, VersionMove


@dataclass(frozen=True)
class Everything:
    """All the rows that decide how somebody stands to something."""

    inspections: tuple[Inspection, ...]
    subjects: tuple[Subject, ...]
    reviews: tuple[Review, ...]
    members: tuple[TeamMember, ...]
    ties: tuple[ForceTie, ...]
    conflicts: tuple[ConflictOfInterest, ...]
    moves: tuple[VersionMove, ...]


def everything() -> Everything:
    """Return all the rows as they are now."""
    return Everything(
        inspections=tuple(Inspection.objects.all()),
        subjects=tuple(Subject.objects.select_related("case", "inspection_force")),
        reviews=tuple(Review.objects.select_related("subject__case", "subject__inspection_force")),
        members=tuple(TeamMember.objects.all()),
        ties=tuple(ForceTie.objects.all()),
        conflicts=tuple(ConflictOfInterest.objects.select_related("inspection_force", "subject__case")),
        moves=tuple(VersionMove.objects.all()),
    )


def holds(starts: date, ends: date | None, day: date) -> bool:
    """Return whether something dated holds on a day."""
    return starts <= day and (ends is None or day <= ends)


def memberships(rows: Everything, actor: Actor, inspection_id: int) -> frozenset[str]:
    """Return the roles that somebody has in an inspection: by a membership that holds, and in the installation too."""
    return frozenset(
        member.role
        for member in rows.members
        if (member.user_id, member.inspection_id) == (actor.user_id, inspection_id)
        if member.role in actor.roles and holds(member.starts, member.ends, actor.today)
    )


def conflicted(rows: Everything, actor: Actor, subject: Subject) -> bool:
    """Return whether somebody is tied to the subject's force today, or declared a conflict with it or its force.

    A force that is judged is closed by a conflict with one of its cases, too.
    """
    force_id = subject.force.pk
    tied = any(
        (tie.user_id, tie.force_id) == (actor.user_id, force_id) and holds(tie.starts, tie.ends, actor.today)
        for tie in rows.ties
    )
    return tied or any(closes(conflict, subject, force_id) for conflict in rows.conflicts if by(actor, conflict))


def by(actor: Actor, conflict: ConflictOfInterest) -> bool:
    """Return whether somebody declared a conflict."""
    return conflict.user_id == actor.user_id


def closes(conflict: ConflictOfInterest, subject: Subject, force_id: int) -> bool:
    """Return whether a conflict closes a subject to whoever declared it."""
    if conflict.inspection_force is not None:
        part = conflict.inspection_force
        return (part.inspection_id, part.force_id) == (subject.inspection_id, force_id)
    other = conflict.subject
    assert other is not None
    of_its_case = subject.case is None and other.case is not None and other.case.force_id == force_id
    return other.pk == subject.pk or (of_its_case and other.inspection_id == subject.inspection_id)


def is_closed(rows: Everything, inspection_id: int) -> bool:
    """Return whether an inspection is closed."""
    return any(one.pk == inspection_id and one.status == "closed" for one in rows.inspections)


def is_settled(rows: Everything, inspection: Inspection) -> bool:
    """Return whether an inspection is closed, with all of its cases decided and none of their reviews open."""
    mine = [subject for subject in rows.subjects if subject.inspection_id == inspection.pk]
    keys = {subject.pk for subject in mine}
    decided = all(subject.status in ("signed-off", "withdrawn") for subject in mine)
    ended = all(review.status in ("locked", "closed") for review in rows.reviews if review.subject_id in keys)
    return is_closed(rows, inspection.pk) and decided and ended


def scope_of_inspection(rows: Everything, actor: Actor, inspection: Inspection) -> Scope:
    """Return how somebody stands to an inspection as a whole."""
    return Scope(memberships=memberships(rows, actor, inspection.pk), closed=is_closed(rows, inspection.pk))


def scope_of_subject(rows: Everything, actor: Actor, subject: Subject) -> Scope:
    """Return how somebody stands to a case."""
    own = [r.status for r in rows.reviews if (r.subject_id, r.reviewer_id) == (subject.pk, actor.user_id)]
    return Scope(
        memberships=memberships(rows, actor, subject.inspection_id),
        conflicted=conflicted(rows, actor, subject),
        own_review=any(status != "closed" for status in own),
        worked_on=bool(own),
        closed=is_closed(rows, subject.inspection_id),
        of_force=subject.case is None,
    )


def scope_of_review(rows: Everything, actor: Actor, review: Review) -> Scope:
    """Return how somebody stands to a review."""
    standing = scope_of_subject(rows, actor, review.subject)
    return Scope(
        memberships=standing.memberships,
        conflicted=standing.conflicted,
        own_review=review.reviewer_id == actor.user_id and review.status != "closed",
        worked_on=standing.worked_on,
        submitted=review.status in ("submitted", "locked", "closed") and not goes_on(rows, review),
        closed=standing.closed,
        of_force=standing.of_force,
    )


def goes_on(rows: Everything, review: Review) -> bool:
    """Return whether a review was moved to a newer version and its reviewer has not handed over what goes on from it.

    A review that goes on by the newest version goes on from all those before it.
    """
    continued = {move.new_review_id for move in rows.moves}
    return review.pk in {move.old_review_id for move in rows.moves} and any(
        (other.subject_id, other.reviewer_id) == (review.subject_id, review.reviewer_id)
        and other.pk in continued
        and other.status in ("assigned", "in-progress", "returned")
        for other in rows.reviews
    )
