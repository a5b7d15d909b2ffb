"""The one function that writes a status."""

from django.db import transaction
from django.db.models import F

from access import audit
from access.actor import Actor
from access.permissions import Scope, require
from access.refusals import Conflict, Invalid
from review.frameworks.models import FrameworkVersion
from review.history.models import StatusChange
from review.inspections.models import Inspection, Subject
from review.reviewing.models import Review
from review.workflow import FRAMEWORK_VERSION, INSPECTION, REVIEW, SUBJECT, Machine, Transition

Thing = FrameworkVersion | Inspection | Subject | Review
MACHINE_OF: dict[type, Machine] = {
    FrameworkVersion: FRAMEWORK_VERSION,
    Inspection: INSPECTION,
    Subject: SUBJECT,
    Review: REVIEW,
}
MEANWHILE = "Somebody changed this while you had it open. Load the page again to see how it stands now."


def move(thing: Thing, name: str, actor: Actor, scope: Scope, reason: str = "", **changes: object) -> StatusChange:
    """Take `thing` through the transition `name`, with its history row and its event, and return the history row.

    `changes` are other columns written in the same update. State and version are compared in the update itself, so
    of several racing calls exactly one wins. Call inside a transaction.
    Raises NotAllowed, Invalid (a needed reason is missing) or Conflict (wrong state, or changed meanwhile), and
    RuntimeError outside a transaction: a state must stand or fall with its event.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A status moves inside its action's transaction.")
    machine = MACHINE_OF[type(thing)]
    transition = machine.find(name)
    require(actor, transition.permission, scope)
    reason = _reason(transition, reason)
    _check_state(machine, transition, thing.status)
    came_from = thing.status
    won = (
        type(thing)
        ._default_manager.filter(pk=thing.pk, status=came_from, version=thing.version)
        .update(status=transition.to, version=F("version") + 1, **changes)
    )
    if not won:
        raise Conflict(MEANWHILE)
    thing.status, thing.version = transition.to, thing.version + 1
    for column, value in changes.items():
        setattr(thing, column, value)
    audit.record(
        actor,
        f"{machine.code}.{name}",
        machine.code,
        thing.public_id,
        fields=["status", *changes],
        old={"status": came_from},
        new={"status": transition.to, "reason": reason},
    )
    return StatusChange.objects.create(
        machine=machine.code,
        thing_id=thing.public_id,
        transition=name,
        from_status=came_from,
        to_status=transition.to,
        reason=reason,
        by_id=actor.user_id,
        by_name=actor.name,
        at=actor.now,
    )


def _reason(transition: Transition, reason: str) -> str:
    reason = reason.strip()
    if transition.needs_reason and not reason:
        raise Invalid({"reason": ["Enter a reason: it is kept with the case and shown to those who work on it."]})
    return reason


def _check_state(machine: Machine, transition: Transition, status: str) -> None:
    if status not in transition.sources:
        allowed = " or ".join(machine.label(source).lower() for source in transition.sources)
        raise Conflict(
            f"This cannot be done now: it is {machine.label(status).lower()}, and must be {allowed}. "
            "Somebody may have changed it meanwhile; load the page again."
        )
