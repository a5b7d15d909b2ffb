"""The permission table, written out a second time by hand: who may, in which place, and why not."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from access.actor import Actor
from access.permissions import NO_ROLE, NOWHERE, PERMISSIONS, Scope, may, refusal, require
from access.refusals import NotAllowed

ROLES = ("inspector", "supervisor", "administrator", "system")
GRID = {
    # permission:          inspector, supervisor, administrator, system
    "home.view": (True, True, True, False),
    "framework.view": (True, True, True, True),
    "framework.edit": (False, False, True, True),
    "language.view": (True, True, True, True),
    "language.edit": (False, False, True, True),
    "user.manage": (False, False, True, True),
    "reference.load": (False, False, False, True),
    "external.view": (True, True, True, True),
    "external.edit": (False, False, True, True),
    "inspection.create": (False, True, False, False),
    "inspection.view": (True, True, False, False),
    "inspection.manage": (False, True, False, False),
    "inspection.adopt-version": (False, True, False, False),
    "case.view": (True, True, False, False),
    "case.oversee": (False, True, False, False),
    "case.manage": (False, True, False, False),
    "subject.assign": (False, True, False, False),
    "subject.withdraw": (False, True, False, False),
    "subject.move-version": (False, True, False, False),
    "conflict.declare": (True, True, False, False),
    "review.view": (True, True, False, False),
    "review.write": (True, False, False, False),
    "evidence.cite-cases": (False, True, False, False),
    "late-words.hand-over": (False, True, False, False),
    "subject.return": (False, True, False, False),
    "subject.sign-off": (False, True, False, False),
    "subject.reopen": (False, True, False, False),
    "report.view": (False, True, False, True),
    "comparison.view": (True, True, True, True),
    "report.reviewers": (False, True, False, True),
    "report.save": (False, True, False, False),
    "release.make": (False, True, False, True),
    "result.enter": (False, True, False, False),
}
"""What each role may do where nothing else stands in the way."""

AT_HOME = {
    "inspector": Scope(memberships=frozenset({"inspector"}), own_review=True, worked_on=True),
    "supervisor": Scope(memberships=frozenset({"supervisor"}), submitted=True),
    "administrator": NOWHERE,
    "system": NOWHERE,
}
"""How somebody of each role stands to their own work."""


def actor(*roles: str) -> Actor:
    return Actor(1, "somebody", frozenset(roles), datetime(2026, 3, 2, tzinfo=UTC))


def test_grid_names_every_permission() -> None:
    assert list(GRID) == list(PERMISSIONS)


@pytest.mark.parametrize("code", GRID)
def test_permission_is_held_by_the_roles_of_the_grid(code: str) -> None:
    assert tuple(may(actor(role), code, AT_HOME[role]) for role in ROLES) == GRID[code]


@pytest.mark.parametrize("code", GRID)
def test_nobody_without_a_role_may_anything(code: str) -> None:
    everywhere = Scope(frozenset({"inspector", "supervisor"}), own_review=True, submitted=True)
    assert refusal(actor(), code, everywhere) == NO_ROLE


IN_AN_INSPECTION = [code for code in GRID if PERMISSIONS[code].rules]


def test_rights_in_an_inspection_are_these() -> None:
    assert IN_AN_INSPECTION == [
        "inspection.view",
        "inspection.manage",
        "inspection.adopt-version",
        "case.view",
        "case.oversee",
        "case.manage",
        "subject.assign",
        "subject.withdraw",
        "subject.move-version",
        "conflict.declare",
        "review.view",
        "review.write",
        "evidence.cite-cases",
        "late-words.hand-over",
        "subject.return",
        "subject.sign-off",
        "subject.reopen",
        "report.view",
        "report.reviewers",
        "report.save",
        "release.make",
        "result.enter",
    ]


@pytest.mark.parametrize("code", IN_AN_INSPECTION)
@pytest.mark.parametrize("role", ["inspector", "supervisor"])
def test_a_role_without_the_membership_is_not_enough(code: str, role: str) -> None:
    assert may(actor(role), code, replace(AT_HOME[role], memberships=frozenset())) is False


@pytest.mark.parametrize("code", IN_AN_INSPECTION)
@pytest.mark.parametrize("role", ["inspector", "supervisor"])
def test_a_membership_without_the_role_is_not_enough(code: str, role: str) -> None:
    assert refusal(actor("administrator"), code, AT_HOME[role]) == NO_ROLE


def test_a_conflict_of_interest_beats_every_role_but_for_seeing_that_the_inspection_is_there() -> None:
    still = []
    for code in IN_AN_INSPECTION:
        for role in ("inspector", "supervisor"):
            if GRID[code][ROLES.index(role)] and may(actor(role), code, replace(AT_HOME[role], conflicted=True)):
                still.append((code, role))
    assert still == [
        ("inspection.view", "inspector"),
        ("inspection.view", "supervisor"),
        ("inspection.manage", "supervisor"),
        ("inspection.adopt-version", "supervisor"),
        ("conflict.declare", "inspector"),
        ("conflict.declare", "supervisor"),
    ]


@pytest.mark.parametrize("code", ["subject.return", "subject.sign-off", "subject.reopen"])
def test_nobody_decides_on_a_case_that_they_reviewed(code: str) -> None:
    sentence = "You reviewed this yourself, so another supervisor must decide on it."
    assert refusal(actor("supervisor"), code, replace(AT_HOME["supervisor"], worked_on=True)) == sentence


@pytest.mark.parametrize(("role", "writes"), [("inspector", [True, False]), ("supervisor", [False, True])])
def test_cases_are_judged_by_inspectors_and_forces_by_supervisors(role: str, writes: list[bool]) -> None:
    own = replace(AT_HOME[role], own_review=True)
    assert [may(actor(role), "review.write", replace(own, of_force=of_force)) for of_force in (False, True)] == writes
    draft = replace(own, submitted=False)
    assert [may(actor(role), "review.view", replace(draft, of_force=of_force)) for of_force in (False, True)] == writes


def test_a_closed_inspection_keeps_its_cases_and_figures() -> None:
    closed = replace(AT_HOME["supervisor"], closed=True)
    refused = [code for code in IN_AN_INSPECTION if GRID[code][1] and refusal(actor("supervisor"), code, closed)]
    assert refused == [
        "inspection.adopt-version",
        "case.manage",
        "subject.assign",
        "subject.withdraw",
        "subject.move-version",
        "evidence.cite-cases",
        "subject.return",
        "subject.sign-off",
        "subject.reopen",
        "result.enter",
    ]


def test_only_the_reviewer_writes_a_review() -> None:
    another = replace(AT_HOME["inspector"], own_review=False)
    sentence = "Only the reviewer to whom this review is assigned can do this."
    assert refusal(actor("inspector"), "review.write", another) == sentence


def test_supervisor_reads_no_draft() -> None:
    draft = replace(AT_HOME["supervisor"], submitted=False)
    sentence = "A review can be read by its reviewer and, once it is submitted, by the inspection's supervisors."
    assert refusal(actor("supervisor"), "review.view", draft) == sentence


def test_report_is_open_to_the_team_once_nothing_is_blind_to_it() -> None:
    settled = replace(AT_HOME["inspector"], settled=True, closed=True)
    assert may(actor("inspector"), "report.view", settled) is True
    assert may(actor("inspector"), "report.view", replace(settled, settled=False)) is False
    assert may(actor("inspector"), "report.view", replace(settled, memberships=frozenset())) is False
    assert may(actor("inspector"), "report.view", replace(settled, conflicted=True)) is False
    assert may(actor("administrator"), "report.view", settled) is False
    supervisors = ("report.reviewers", "report.save", "release.make", "case.oversee")
    assert [code for code in supervisors if may(actor("inspector"), code, settled)] == []


def test_system_stands_outside_scopes_only_for_what_it_may_do() -> None:
    assert refusal(actor("system"), "report.view", Scope(conflicted=True)) is None
    assert refusal(actor("system"), "case.view", AT_HOME["supervisor"]) == NO_ROLE


def test_require_raises_with_the_sentence() -> None:
    with pytest.raises(NotAllowed) as refused:
        require(actor("inspector"), "user.manage")
    assert str(refused.value) == NO_ROLE


def test_unknown_permission_is_an_error() -> None:
    with pytest.raises(KeyError):
        may(actor("inspector"), "case.erase")
