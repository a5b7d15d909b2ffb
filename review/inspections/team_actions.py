"""Every write to an inspection's team: who is on it, in which role and when, and the conflicts they declare."""

from datetime import date

from django.db import IntegrityError, transaction

from access import audit
from access.actor import Actor
from access.models import User
from access.permissions import require
from access.refusals import Conflict, Invalid
from access.roles import LABELS
from review.inspections.models import ConflictOfInterest, Inspection, InspectionForce, Subject, TeamMember
from review.inspections.queries import forces_tied_to, other_supervision, overlapping, scope_in

LAST_SUPERVISOR = "Nobody would supervise this inspection afterwards. Add another supervisor first."


def add_member(
    actor: Actor, inspection: Inspection, user: User, role: str, starts: date, ends: date | None = None
) -> TeamMember:
    """Put somebody on the inspection's team in a role from `starts` to the end of `ends`; return the membership.

    Raises NotAllowed, or Invalid by field (`user`, `role`, `starts`, `ends`): somebody without access or the role,
    already in it on these days, or a supervisor tied to one of its forces.
    """
    require(actor, "inspection.manage", scope_in(actor, inspection))
    with transaction.atomic():
        Inspection.objects.select_for_update().get(pk=inspection.pk)
        _refuse(_member_problems(inspection, user, role, starts, ends))
        member = TeamMember.objects.create(inspection=inspection, user=user, role=role, starts=starts, ends=ends)
        new = {"role": role, "starts": starts, "ends": ends}
        _record(actor, "team.member-added", member, new=new)
    return member


def _member_problems(
    inspection: Inspection, user: User, role: str, starts: date, ends: date | None
) -> dict[str, list[str]]:
    if role not in TeamMember.Role.values:
        return {"role": ["Choose a role."]}
    if ends and ends < starts:
        return {"ends": ["The last day cannot be before the first."]}
    if sentence := _cannot_hold(user, role, starts):
        return {"user": [sentence]}
    if overlapping(inspection, user, role, starts, ends).exists():
        return {"starts": [f"{user.name} is already on the team as {LABELS[role].lower()} on some of these days."]}
    if role == TeamMember.Role.SUPERVISOR and (tied := forces_tied_to(inspection, user, starts, ends)):
        sentence = f"{user.name} has a tie to {', '.join(tied)}, so cannot supervise this inspection."
        return {"user": [sentence]}
    return {}


def _cannot_hold(user: User, role: str, starts: date) -> str:
    if not user.is_active or (user.access_until and user.access_until < starts):
        return f"{user.name} has no access on that day. Ask an administrator."
    if not user.groups.filter(name=role).exists():
        return f"{user.name} does not hold the role of {LABELS[role].lower()}. Ask an administrator."
    return ""


def end_membership(actor: Actor, member: TeamMember, ends: date) -> TeamMember:
    """Let a membership end with the day `ends`, and return it.

    Raises NotAllowed, or Invalid by `ends`: before it starts, over another one of theirs, or the last supervisor's.
    """
    require(actor, "inspection.manage", scope_in(actor, member.inspection))
    with transaction.atomic():
        Inspection.objects.select_for_update().get(pk=member.inspection_id)
        member.refresh_from_db()
        _refuse(_end_problems(member, ends))
        before, member.ends = member.ends, ends
        member.save(update_fields=["ends"])
        _record(actor, "team.membership-ended", member, fields=["ends"], old={"ends": before}, new={"ends": ends})
    return member


def _end_problems(member: TeamMember, ends: date) -> dict[str, list[str]]:
    if ends < member.starts:
        return {"ends": [f"The last day cannot be before the first, {member.starts:%-d %B %Y}."]}
    others = overlapping(member.inspection, member.user, member.role, member.starts, ends)
    if others.exclude(pk=member.pk).exists():
        return {"ends": [f"{member.user.name} has another membership on some of these days."]}
    sooner = member.ends is None or ends < member.ends
    if sooner and member.role == TeamMember.Role.SUPERVISOR and not other_supervision(member, ends).exists():
        return {"ends": [LAST_SUPERVISOR]}
    return {}


def remove_member(actor: Actor, member: TeamMember) -> None:
    """Take back a membership that begins today or later, as though it had never been; the trail keeps it.

    Raises NotAllowed; Conflict where it has already begun; Invalid where it is the last supervisor's.
    """
    require(actor, "inspection.manage", scope_in(actor, member.inspection))
    with transaction.atomic():
        Inspection.objects.select_for_update().get(pk=member.inspection_id)
        if member.starts < actor.today:
            raise Conflict("This membership has begun, so it cannot be taken back. End it with its last day.")
        if member.role == TeamMember.Role.SUPERVISOR and not other_supervision(member, actor.today).exists():
            raise Invalid(LAST_SUPERVISOR)
        old = {"role": member.role, "starts": member.starts, "ends": member.ends}
        _record(actor, "team.member-removed", member, old=old)
        member.delete()


def _record(actor: Actor, action: str, member: TeamMember, **rest: object) -> None:
    ids = {"inspection": member.inspection.public_id, "user": member.user.public_id}
    audit.record(actor, action, "team-member", member.public_id, ids=ids, **rest)  # type: ignore[arg-type]


def declare_conflict(
    actor: Actor,
    inspection: Inspection,
    *,
    subject: Subject | None = None,
    inspection_force: InspectionForce | None = None,
    reason: str,
) -> ConflictOfInterest:
    """Declare the actor's own conflict of interest with one subject or one force of the inspection; return it.

    From then on that part is closed to them, whatever their role. Raises NotAllowed; Invalid by field (`reason`,
    `inspection_force`); Conflict where it is declared already.
    """
    require(actor, "conflict.declare", scope_in(actor, inspection))
    reason = reason.strip()
    _refuse(_conflict_problems(inspection, subject, inspection_force, reason))
    thing = subject or inspection_force
    try:
        with transaction.atomic():
            conflict = ConflictOfInterest.objects.create(
                user_id=actor.key,
                subject=subject,
                inspection_force=inspection_force,
                reason=reason,
                declared_at=actor.now,
            )
            ids = {"inspection": inspection.public_id, "with": thing.public_id if thing else ""}
            audit.record(actor, "conflict.declared", "conflict", conflict.public_id, ids=ids, new={"reason": reason})
    except IntegrityError as twice:
        raise Conflict("You have declared this conflict of interest already.") from twice
    return conflict


def _conflict_problems(
    inspection: Inspection, subject: Subject | None, inspection_force: InspectionForce | None, reason: str
) -> dict[str, list[str]]:
    parts = [part for part in (subject, inspection_force) if part is not None]
    if len(parts) != 1 or parts[0].inspection_id != inspection.pk:
        return {"inspection_force": ["Choose the force, or the case, that you have a conflict of interest with."]}
    if not reason:
        return {"reason": ["Enter a reason: the supervisors of the inspection can read it."]}
    return {}


def _refuse(problems: dict[str, list[str]]) -> None:
    if problems:
        raise Invalid(problems)
