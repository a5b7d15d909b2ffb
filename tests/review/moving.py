"""Things taken through their machine by move() itself, for tests of it: each state is reached on a way that exists."""

from dataclasses import replace
from typing import Any

from django.db import transaction

from access.actor import Actor
from access.models import User
from access.permissions import Scope
from access.roles import ADMINISTRATOR, INSPECTOR, SUPERVISOR
from review.frameworks.models import FrameworkVersion
from review.history.models import StatusChange
from review.inspections.models import Inspection, Subject
from review.reviewing.models import Review
from review.transitions import Thing, move
from review.workflow import FRAMEWORK_VERSION, INSPECTION, REVIEW, SUBJECT, Machine, Transition
from tests.constraints.rows import new
from tests.constraints.values import NOW

MODELS: dict[str, type] = {
    FRAMEWORK_VERSION.code: FrameworkVersion,
    INSPECTION.code: Inspection,
    SUBJECT.code: Subject,
    REVIEW.code: Review,
}
DATED: dict[tuple[str, str], dict[str, Any]] = {
    (FRAMEWORK_VERSION.code, "published"): {"published_at": NOW},
    (REVIEW.code, "submitted"): {"submitted_at": NOW},
}
"""The columns that the database asks for in a state."""
EVERYTHING = Scope(memberships=frozenset({INSPECTOR, SUPERVISOR}), own_review=True, submitted=True)
"""How somebody stands to a thing with which they may do everything."""
REASON = "So that the work can go on."


def somebody() -> Actor:
    """Return a user who holds every role."""
    user = new(User, username="somebody", name="Somebody")
    return Actor(user.pk, user.username, frozenset({INSPECTOR, SUPERVISOR, ADMINISTRATOR}), NOW)


def nobody_much(actor: Actor) -> Actor:
    """Return the same user without any role."""
    return replace(actor, roles=frozenset())


def step(thing: Thing, machine: Machine, transition: Transition, actor: Actor, **changed: Any) -> StatusChange:
    """Take one step, with a reason where it needs one and the columns that its state asks for."""
    given: dict[str, Any] = {"scope": EVERYTHING, "reason": REASON if transition.needs_reason else "", **changed}
    columns = DATED.get((machine.code, transition.to), {})
    with transaction.atomic():
        return move(thing, transition.name, actor, given["scope"], given["reason"], **columns)


def thing_in(machine: Machine, state: str, actor: Actor) -> Thing:
    """Return a new thing that was taken to a state on the shortest way."""
    thing: Thing = new(MODELS[machine.code])
    for transition in way_to(machine, state):
        step(thing, machine, transition, actor)
    return thing


def way_to(machine: Machine, state: str) -> list[Transition]:
    """Return the steps of a shortest way from the machine's first state."""
    ways: dict[str, list[Transition]] = {machine.states[0][0]: []}
    while state not in ways:
        longer = {t.to: [*way, t] for s, way in ways.items() for t in machine.transitions if s in t.sources}
        ways = longer | ways
    return ways[state]
