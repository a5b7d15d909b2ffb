"""The tables of states and steps: whole, reachable, and in step with the permission table and the database."""

import pytest

from access.permissions import PERMISSIONS
from review.frameworks.models import FrameworkVersion
from review.history.models import StatusChange
from review.inspections.models import Inspection, Subject
from review.reviewing.models import Review
from review.transitions import MACHINE_OF
from review.workflow import EDITABLE_REVIEW, FRAMEWORK_VERSION, MACHINES, REVIEW, SUBJECT, Machine, Transition

each_machine = pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.code)
STEPS = [(machine, transition) for machine in MACHINES for transition in machine.transitions]
each_step = pytest.mark.parametrize(
    ("machine", "transition"), STEPS, ids=[f"{machine.code}.{step.name}" for machine, step in STEPS]
)


def codes(machine: Machine) -> list[str]:
    return [code for code, _ in machine.states]


def reachable(machine: Machine) -> set[str]:
    """Return the states that steps lead to from the first one, with that."""
    found = {codes(machine)[0]}
    while more := {t.to for t in machine.transitions if found & set(t.sources)} - found:
        found |= more
    return found


@each_machine
def test_machine_has_each_state_and_each_step_once(machine: Machine) -> None:
    names = [transition.name for transition in machine.transitions]
    assert (len(set(names)), len(set(codes(machine)))) == (len(names), len(machine.states))


@each_machine
def test_every_state_can_be_reached(machine: Machine) -> None:
    assert reachable(machine) == set(codes(machine))


@each_step
def test_step_leads_from_known_states_to_another(machine: Machine, transition: Transition) -> None:
    assert {*transition.sources, transition.to} - set(codes(machine)) == set()
    assert transition.to not in transition.sources
    assert len(set(transition.sources)) == len(transition.sources) > 0


@each_step
def test_step_asks_a_permission_of_the_table(machine: Machine, transition: Transition) -> None:
    assert transition.permission in PERMISSIONS


@each_step
def test_step_has_a_name_that_its_history_can_hold(machine: Machine, transition: Transition) -> None:
    columns = {name: StatusChange._meta.get_field(name).max_length for name in ("machine", "transition", "to_status")}
    lengths = {"machine": len(machine.code), "transition": len(transition.name), "to_status": len(transition.to)}
    assert {name for name, length in lengths.items() if length > columns[name]} == set()


@pytest.mark.parametrize("model", [FrameworkVersion, Inspection, Subject, Review])
def test_states_of_the_machine_are_those_of_the_table(model: type) -> None:
    machine = MACHINE_OF[model]
    assert list(machine.states) == model.Status.choices
    assert codes(machine)[0] == model._meta.get_field("status").default


def test_every_machine_moves_a_table() -> None:
    assert list(MACHINE_OF.values()) == list(MACHINES)


def test_going_back_needs_a_reason() -> None:
    """Return, reopening, withdrawal and whatever else undoes somebody's work are never done without a word."""
    with_reason = {f"{machine.code}.{step.name}" for machine, step in STEPS if step.needs_reason}
    assert with_reason == {
        "framework-version.discard",
        "framework-version.retire",
        "inspection.reopen-fieldwork",
        "review.close-for-new-version",
        "review.close-for-reassignment",
        "review.close-for-withdrawal",
        "review.reopen",
        "review.return",
        "subject.reinstate",
        "subject.reopen",
        "subject.return",
        "subject.unassign",
        "subject.withdraw",
    }


def test_find_returns_the_step_of_that_name() -> None:
    assert SUBJECT.find("reopen").to == "under-review"
    with pytest.raises(KeyError):
        SUBJECT.find("publish")


def test_open_from_leaves_out_what_only_follows() -> None:
    assert [t.name for t in SUBJECT.open_from("under-review")] == ["unassign", "withdraw"]
    assert [t.name for t in REVIEW.open_from("submitted")] == []
    assert FRAMEWORK_VERSION.open_from("retired") == ()


def test_label_is_in_words() -> None:
    assert SUBJECT.label("ready-for-sign-off") == "Ready for sign-off"


def test_a_review_can_be_written_in_until_it_is_handed_over() -> None:
    handed_over = {t.to for t in REVIEW.transitions} - set(EDITABLE_REVIEW)
    assert handed_over == {"submitted", "locked", "closed"}
    assert set(REVIEW.find("submit").sources) <= set(EDITABLE_REVIEW)
