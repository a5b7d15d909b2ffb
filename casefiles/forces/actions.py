"""Every write to forces, and to the ties that people have to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from access import audit
from access.actor import Actor
from access.models import User
from access.permissions import require
from access.refusals import Conflict, Invalid
from casefiles.forces.models import Force, ForceTie
from casefiles.forces.queries import overlapping

LONGEST_NOTE = 300
OWN_TIE = "You cannot end your own tie to a force. Ask another administrator."


@dataclass(frozen=True)
class ForceRow:
    """A force as a list of forces gives it."""

    code: str
    name: str
    kind: str


def save_forces(actor: Actor, rows: Iterable[ForceRow]) -> int:
    """Add the forces that are new and correct those that differ, by code; return how many were written.

    Raises NotAllowed, or Invalid for a row without a code or a name, or of an unknown kind; then nothing is written.
    """
    require(actor, "reference.load")
    with transaction.atomic():
        known = Force.objects.in_bulk(field_name="code")
        return sum(_save_force(actor, row, known.get(row.code)) for row in rows)


def _save_force(actor: Actor, row: ForceRow, known: Force | None) -> bool:
    if not row.code or not row.name or row.kind not in Force.Kind.values:
        raise Invalid(f"The force “{row.code or row.name}” needs a code, a name and one of {Force.Kind.values}.")
    new = {"name": row.name, "kind": row.kind}
    old = {"name": known.name, "kind": known.kind} if known else None
    if new == old:
        return False
    Force.objects.update_or_create(code=row.code, defaults=new)
    action = "force.changed" if known else "force.added"
    audit.record(actor, action, "force", row.code, fields=sorted(new), old=old, new=new)
    return True


def add_tie(
    actor: Actor, user: User, force: Force, kind: str, starts: date, ends: date | None = None, note: str = ""
) -> ForceTie:
    """Record that `user` is tied to `force` from `starts` to the end of `ends`; return the tie.

    Raises NotAllowed, or Invalid by field (`kind`, `ends`, `starts`, `note`): an end before the start, or days on
    which a tie to the force is recorded already.
    """
    require(actor, "user.manage")
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        _refuse(_tie_problems(user, force, kind, starts, ends, note))
        tie = ForceTie.objects.create(
            user=user, force=force, kind=kind, starts=starts, ends=ends, note=note.strip(), created_at=actor.now
        )
        new = {"kind": kind, "starts": starts, "ends": ends, "note": tie.note}
        audit.record(actor, "tie.added", "force-tie", tie.public_id, ids=_ids(user, force), new=new)
    return tie


def _tie_problems(
    user: User, force: Force, kind: str, starts: date, ends: date | None, note: str
) -> dict[str, list[str]]:
    if kind not in ForceTie.Kind.values:
        return {"kind": ["Select what the tie is"]}
    if ends and ends < starts:
        return {"ends": ["The last day cannot be before the first"]}
    if len(note.strip()) > LONGEST_NOTE:
        return {"note": [f"The note must be {LONGEST_NOTE} characters or fewer"]}
    if overlapping(user, force, starts, ends).exists():
        return {"starts": [f"A tie of {user.name} to {force.name} is already recorded for some of these days"]}
    return {}


def end_tie(actor: Actor, tie: ForceTie, ends: date) -> ForceTie:
    """Let a tie end with the day `ends`; return the tie as it then is.

    Raises NotAllowed; Invalid by `ends` where it is before the start or runs into the next tie; Conflict where the
    tie has ended, or is the actor's own: a conflict of interest is not lifted by who has it.
    """
    require(actor, "user.manage")
    if tie.user_id == actor.user_id:
        raise Conflict(OWN_TIE)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=tie.user_id)
        current = ForceTie.objects.select_related("force", "user").get(pk=tie.pk)
        if current.ends and current.ends < actor.today:
            raise Conflict(f"This tie ended on {current.ends:%-d %B %Y}. If it began again, add another one.")
        _refuse(_end_problems(current, ends))
        old, current.ends = current.ends, ends
        current.save(update_fields=["ends"])
        ids = _ids(current.user, current.force)
        changes = {"fields": ["ends"], "old": {"ends": old}, "new": {"ends": ends}}
        audit.record(actor, "tie.ended", "force-tie", tie.public_id, ids=ids, **changes)  # type: ignore[arg-type]
    return current


def _end_problems(tie: ForceTie, ends: date) -> dict[str, list[str]]:
    if ends < tie.starts:
        return {"ends": [f"The last day cannot be before the first, {tie.starts:%-d %B %Y}"]}
    if overlapping(tie.user, tie.force, tie.starts, ends).exclude(pk=tie.pk).exists():
        return {"ends": [f"Another tie to {tie.force.name} is recorded for some of these days"]}
    return {}


def _ids(user: User, force: Force) -> dict[str, object]:
    return {"user": user.public_id, "force": force.code}


def _refuse(problems: dict[str, list[str]]) -> None:
    if problems:
        raise Invalid(problems)
