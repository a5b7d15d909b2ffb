"""Forces are loaded as a list says; ties to them are added and ended, never over one another."""

from datetime import date, timedelta
from typing import Any

import pytest

from access.actor import Actor, system_actor
from access.models import AuditDetail, AuditEvent, User
from access.refusals import Conflict, Invalid, NotAllowed
from casefiles.forces import actions
from casefiles.forces.actions import ForceRow
from casefiles.forces.models import Force, ForceTie
from casefiles.forces.queries import ties_of
from tests import builders

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 10)
TODAY = builders.NOW.date()
ROWS = [ForceRow("force-a", "Force A (synthetic)", "synthetic"), ForceRow("force-b", "Force B", "territorial")]


@pytest.fixture
def system() -> Actor:
    """Return a command that acts for nobody in particular."""
    return system_actor("tests", builders.NOW)


@pytest.fixture
def actor() -> Actor:
    """Return an administrator, acting."""
    return builders.acting(builders.make_administrator())


@pytest.fixture
def person() -> User:
    """Return an inspector called Person."""
    return builders.make_inspector("person")


@pytest.fixture
def force() -> Force:
    """Return a force."""
    return builders.make_force("force-a")


def errors(call: Any, *args: Any) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as refused:
        call(*args)
    return refused.value.errors


def test_save_forces_adds_corrects_and_repeats_nothing(system: Actor) -> None:
    assert actions.save_forces(system, ROWS) == 2
    assert actions.save_forces(system, ROWS) == 0
    assert actions.save_forces(system, [ForceRow("force-b", "Force B, renamed", "territorial"), ROWS[0]]) == 1
    assert list(Force.objects.values_list("code", "name")) == [
        ("force-a", "Force A (synthetic)"),
        ("force-b", "Force B, renamed"),
    ]
    events = AuditEvent.objects.filter(thing="force").values_list("action", "thing_id")
    assert list(events) == [("force.added", "force-a"), ("force.added", "force-b"), ("force.changed", "force-b")]


@pytest.mark.parametrize("row", [ForceRow("", "X", "national"), ForceRow("x", "", "national"), ForceRow("x", "X", "y")])
def test_save_forces_refuses_a_broken_row_whole(system: Actor, row: ForceRow) -> None:
    errors(actions.save_forces, system, [ROWS[0], row])
    assert Force.objects.count() == 0


def test_save_forces_is_for_commands_only(actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        actions.save_forces(actor, ROWS)


def test_add_tie_records_it(actor: Actor, person: User, force: Force) -> None:
    tie = actions.add_tie(actor, person, force, "seconded", DAY, None, " From headquarters ")
    assert list(ties_of(person)) == [tie]
    assert (tie.kind, tie.starts, tie.ends, tie.note, tie.created_at) == (
        "seconded",
        DAY,
        None,
        "From headquarters",
        builders.NOW,
    )


def test_add_tie_is_an_event_with_its_ids_and_words(actor: Actor, person: User, force: Force) -> None:
    tie = actions.add_tie(actor, person, force, "personal", DAY)
    event = AuditEvent.objects.get(thing="force-tie")
    assert (event.action, event.thing_id) == ("tie.added", str(tie.public_id))
    assert event.ids == {"user": str(person.public_id), "force": "force-a"}
    new = AuditDetail.objects.get(pk=event.sequence).body["new"]
    assert new == {"kind": "personal", "starts": "2026-01-10", "ends": None, "note": ""}


@pytest.mark.parametrize(
    ("kind", "ends", "note", "expected"),
    [
        ("cousin", None, "", {"kind": ["Select what the tie is"]}),
        ("other", DAY - timedelta(days=1), "", {"ends": ["The last day cannot be before the first"]}),
        ("other", None, "x" * 301, {"note": ["The note must be 300 characters or fewer"]}),
    ],
)
def test_add_tie_refuses(
    actor: Actor, person: User, force: Force, kind: str, ends: date | None, note: str, expected: dict[str, list[str]]
) -> None:
    assert errors(actions.add_tie, actor, person, force, kind, DAY, ends, note) == expected
    assert ForceTie.objects.count() == 0


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (date(2026, 1, 20), None),
        (date(2026, 1, 1), date(2026, 1, 10)),
        (date(2026, 1, 1), None),
        (date(2026, 1, 12), date(2026, 1, 15)),
        (date(2026, 1, 10), date(2026, 1, 20)),
    ],
)
def test_add_tie_refuses_days_that_are_recorded(
    actor: Actor, person: User, force: Force, starts: date, ends: date | None
) -> None:
    actions.add_tie(actor, person, force, "employed", DAY, date(2026, 1, 20))
    sentence = "A tie of Person to force-a (synthetic) is already recorded for some of these days"
    assert errors(actions.add_tie, actor, person, force, "employed", starts, ends) == {"starts": [sentence]}


def test_add_tie_takes_the_days_around_one(actor: Actor, person: User, force: Force) -> None:
    actions.add_tie(actor, person, force, "employed", DAY, date(2026, 1, 20))
    actions.add_tie(actor, person, force, "employed", date(2026, 1, 21), None)
    actions.add_tie(actor, person, force, "employed", date(2026, 1, 1), date(2026, 1, 9))
    assert ties_of(person).count() == 3


def test_end_tie_sets_its_last_day(actor: Actor, person: User, force: Force) -> None:
    tie = actions.add_tie(actor, person, force, "employed", DAY)
    assert actions.end_tie(actor, tie, TODAY).ends == TODAY
    event = AuditEvent.objects.get(action="tie.ended")
    assert (event.fields, ForceTie.objects.get().ends) == (["ends"], TODAY)


def test_end_tie_refuses_a_day_before_the_first(actor: Actor, person: User, force: Force) -> None:
    tie = actions.add_tie(actor, person, force, "employed", DAY)
    sentence = "The last day cannot be before the first, 10 January 2026"
    assert errors(actions.end_tie, actor, tie, date(2026, 1, 9)) == {"ends": [sentence]}


def test_end_tie_refuses_to_run_into_the_next(actor: Actor, person: User, force: Force) -> None:
    tie = actions.add_tie(actor, person, force, "employed", DAY, TODAY)
    actions.add_tie(actor, person, force, "employed", TODAY + timedelta(days=5))
    sentence = "Another tie to force-a (synthetic) is recorded for some of these days"
    assert errors(actions.end_tie, actor, tie, TODAY + timedelta(days=5)) == {"ends": [sentence]}
    assert actions.end_tie(actor, tie, TODAY + timedelta(days=4)).ends == TODAY + timedelta(days=4)


def test_end_tie_refuses_one_that_has_ended(actor: Actor, person: User, force: Force) -> None:
    tie = actions.add_tie(actor, person, force, "employed", DAY, date(2026, 2, 1))
    with pytest.raises(Conflict) as refused:
        actions.end_tie(actor, tie, TODAY)
    assert refused.value.sentence == "This tie ended on 1 February 2026. If it began again, add another one."


def test_nobody_ends_their_own_tie(actor: Actor, force: Force) -> None:
    oneself = User.objects.get(pk=actor.user_id)
    tie = actions.add_tie(actor, oneself, force, "employed", DAY)
    with pytest.raises(Conflict) as refused:
        actions.end_tie(actor, tie, TODAY)
    assert (refused.value.sentence, ForceTie.objects.get().ends) == (actions.OWN_TIE, None)


def test_ties_are_managed_by_administrators_only(actor: Actor, person: User, force: Force) -> None:
    tie = actions.add_tie(actor, person, force, "employed", DAY)
    supervisor = builders.acting(builders.make_supervisor())
    with pytest.raises(NotAllowed):
        actions.add_tie(supervisor, person, force, "employed", DAY)
    with pytest.raises(NotAllowed):
        actions.end_tie(supervisor, tie, TODAY)
