"""Every step of every machine through move(): from where it leads, who may, and what it leaves behind."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction

from access.actor import Actor
from access.models import AuditDetail, AuditEvent
from access.permissions import Scope, refusal
from access.refusals import Conflict, Invalid, NotAllowed
from review.history.models import StatusChange
from review.transitions import MEANWHILE, Thing
from review.workflow import INSPECTION, MACHINES, REVIEW, SUBJECT, Machine, Transition
from tests.review.moving import EVERYTHING, REASON, nobody_much, somebody, step, thing_in

pytestmark = pytest.mark.django_db

STEPS = [(machine, transition) for machine in MACHINES for transition in machine.transitions]
FROM = [(m, t, source) for m, t in STEPS for source in t.sources]
NOT_FROM = [(m, t, state) for m, t in STEPS for state, _ in m.states if state not in t.sources]
WITH_REASON = [(m, t) for m, t in STEPS if t.needs_reason]


def named(cases: list[Any]) -> list[str]:
    return [f"{case[0].code}.{case[1].name}{''.join(f' from {rest}' for rest in case[2:])}" for case in cases]


@pytest.fixture
def actor(db: None) -> Actor:
    return somebody()


def stored(thing: Thing) -> tuple[str, int]:
    row = type(thing)._default_manager.get(pk=thing.pk)
    return row.status, row.version


def left_behind() -> tuple[int, int, int]:
    return StatusChange.objects.count(), AuditEvent.objects.count(), AuditDetail.objects.count()


@pytest.mark.parametrize(("machine", "transition", "source"), FROM, ids=named(FROM))
def test_move_leads_from_each_source_to_its_state(
    machine: Machine, transition: Transition, source: str, actor: Actor
) -> None:
    thing = thing_in(machine, source, actor)
    before = thing.version
    step(thing, machine, transition, actor)
    assert (thing.status, thing.version) == stored(thing) == (transition.to, before + 1)


@pytest.mark.parametrize(("machine", "transition", "state"), NOT_FROM, ids=named(NOT_FROM))
def test_move_from_any_other_state_is_a_conflict(
    machine: Machine, transition: Transition, state: str, actor: Actor
) -> None:
    thing = thing_in(machine, state, actor)
    before = stored(thing), left_behind()
    with pytest.raises(Conflict) as refused:
        step(thing, machine, transition, actor)
    assert machine.label(state).lower() in refused.value.sentence
    assert (stored(thing), left_behind()) == before
    assert (thing.status, thing.version) == stored(thing)


@pytest.mark.parametrize(("machine", "transition"), STEPS, ids=named(STEPS))
def test_move_without_the_role_is_refused(machine: Machine, transition: Transition, actor: Actor) -> None:
    thing = thing_in(machine, transition.sources[0], actor)
    before = stored(thing), left_behind()
    with pytest.raises(NotAllowed):
        step(thing, machine, transition, nobody_much(actor))
    assert (stored(thing), left_behind()) == before


STANDINGS = (
    EVERYTHING,
    replace(EVERYTHING, memberships=frozenset()),
    replace(EVERYTHING, conflicted=True),
    replace(EVERYTHING, own_review=False),
    replace(EVERYTHING, worked_on=True),
)


@pytest.mark.parametrize("scope", STANDINGS)
@pytest.mark.parametrize(("machine", "transition"), STEPS, ids=named(STEPS))
def test_move_asks_what_the_permission_table_asks(
    machine: Machine, transition: Transition, scope: Scope, actor: Actor
) -> None:
    thing = thing_in(machine, transition.sources[0], actor)
    before = stored(thing), left_behind()
    sentence = refusal(actor, transition.permission, scope)
    if sentence is None:
        assert step(thing, machine, transition, actor, scope=scope).to_status == transition.to
        return
    with pytest.raises(NotAllowed, match=sentence):
        step(thing, machine, transition, actor, scope=scope)
    assert (stored(thing), left_behind()) == before


@pytest.mark.parametrize("reason", ["", " \n "])
@pytest.mark.parametrize(("machine", "transition"), WITH_REASON, ids=named(WITH_REASON))
def test_move_without_a_needed_reason_is_invalid(
    machine: Machine, transition: Transition, reason: str, actor: Actor
) -> None:
    thing = thing_in(machine, transition.sources[0], actor)
    before = stored(thing), left_behind()
    with pytest.raises(Invalid) as refused:
        step(thing, machine, transition, actor, reason=reason)
    assert list(refused.value.errors) == ["reason"]
    assert (stored(thing), left_behind()) == before


@pytest.mark.parametrize(("machine", "transition"), STEPS, ids=named(STEPS))
def test_move_leaves_one_history_row_and_one_event(machine: Machine, transition: Transition, actor: Actor) -> None:
    source = transition.sources[0]
    thing = thing_in(machine, source, actor)
    changes, events, details = left_behind()
    row = step(thing, machine, transition, actor, reason=f"  {REASON} ")
    assert left_behind() == (changes + 1, events + 1, details + 1)
    assert (row.machine, row.thing_id, row.transition) == (machine.code, thing.public_id, transition.name)
    assert (row.from_status, row.to_status, row.reason) == (source, transition.to, REASON)
    assert (row.by_id, row.by_name, row.at) == (actor.user_id, actor.name, actor.now)
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, event.thing) == (f"{machine.code}.{transition.name}", machine.code)
    assert (event.thing_id, event.actor_id, "status" in event.fields) == (str(thing.public_id), actor.user_id, True)
    body = AuditDetail.objects.get(event_sequence=event.sequence).body
    assert (body["old"]["status"], body["new"]["status"]) == (source, transition.to)


def test_move_of_a_stale_copy_is_a_conflict(actor: Actor) -> None:
    thing = thing_in(SUBJECT, "under-review", actor)
    stale = type(thing)._default_manager.get(pk=thing.pk)
    step(thing, SUBJECT, SUBJECT.find("make-ready"), actor)
    before = stored(thing), left_behind()
    with pytest.raises(Conflict, match=MEANWHILE):
        step(stale, SUBJECT, SUBJECT.find("withdraw"), actor)
    assert (stored(thing), left_behind()) == before


def test_move_sees_a_thing_that_came_back_to_its_state_meanwhile(actor: Actor) -> None:
    """A state alone would not tell: the version does."""
    thing = thing_in(INSPECTION, "fieldwork", actor)
    stale = type(thing)._default_manager.get(pk=thing.pk)
    step(thing, INSPECTION, INSPECTION.find("close"), actor)
    step(thing, INSPECTION, INSPECTION.find("reopen-fieldwork"), actor)
    assert stored(thing)[0] == stale.status
    with pytest.raises(Conflict, match=MEANWHILE):
        step(stale, INSPECTION, INSPECTION.find("close"), actor)


def test_move_writes_the_other_columns_in_the_same_update(actor: Actor) -> None:
    review = thing_in(REVIEW, "in-progress", actor)
    step(review, REVIEW, REVIEW.find("submit"), actor)
    assert type(review)._default_manager.get(pk=review.pk).submitted_at == review.submitted_at == actor.now
    assert AuditEvent.objects.latest("sequence").fields == ["status", "submitted_at"]


def test_move_by_a_command_is_told_by_the_commands_name(actor: Actor) -> None:
    command = replace(actor, user_id=None, name="system: framework", roles=frozenset({"system"}))
    version_machine = MACHINES[0]
    row = step(thing_in(version_machine, "draft", actor), version_machine, version_machine.find("publish"), command)
    assert (row.by_id, row.by_name) == (None, "system: framework")


def moved_before_something_goes_wrong(thing: Thing, actor: Actor) -> None:
    with transaction.atomic():
        step(thing, SUBJECT, SUBJECT.find("assign"), actor)
        raise ZeroDivisionError


def test_a_transaction_rolled_back_leaves_nothing_of_a_move(actor: Actor) -> None:
    thing = thing_in(SUBJECT, "to-assign", actor)
    before = stored(thing), left_behind()
    with pytest.raises(ZeroDivisionError):
        moved_before_something_goes_wrong(thing, actor)
    assert (stored(thing), left_behind()) == before


def test_move_of_an_unknown_step_is_a_mistake_of_the_code(actor: Actor) -> None:
    with pytest.raises(KeyError), transaction.atomic():
        step(thing_in(SUBJECT, "to-assign", actor), SUBJECT, replace(SUBJECT.find("assign"), name="publish"), actor)
