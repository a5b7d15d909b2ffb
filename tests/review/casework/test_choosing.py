"""Whom a case can be given to: nobody is offered who would be refused, and who is left out is named."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from access.actions import deactivate, update_user
from access.actor import system_actor
from access.models import User
from casefiles.forces.actions import add_tie
from review.casework.actions import reassign
from review.casework.forms import AssignForm
from review.casework.queries import case_page, choice_for
from review.inspections.actions import add_member, declare_conflict
from review.inspections.models import Subject
from review.inspections.queries import closed_to
from review.reviewing.queries import in_conflict
from tests import builders
from tests.review.conftest import World

TODAY = builders.NOW.date()
SYSTEM = system_actor("tests", builders.NOW)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let requests happen at the tests' moment."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: builders.NOW)


def subject_in(world: World) -> Subject:
    return builders.add_case(world.supervisor, world.inspection, world.force)


def joined(world: World, username: str) -> User:
    user = builders.make_inspector(username)
    add_member(builders.acting(world.supervisor), world.inspection, user, "inspector", TODAY)
    return user


def supervisors_page(world: World, name: str, *parts: object, **asked: str) -> Any:
    client = Client()
    client.force_login(world.supervisor)
    return client.get(reverse(name, args=parts), asked)


def offered(form: AssignForm) -> list[str]:
    return [str(words) for key, words in form.fields["reviewer"].choices if key]  # type: ignore[attr-defined]


def plain(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode())).replace("&#x27;", "'")


def test_nobody_is_offered_a_case_that_would_be_refused_to_them(world: World) -> None:
    subject, tied, gone, ended, roleless = (
        subject_in(world),
        *(joined(world, name) for name in ("ted", "gwen", "ed", "ron")),
    )
    add_tie(SYSTEM, tied, world.force, "seconded", TODAY - timedelta(days=30))
    declare_conflict(builders.acting(world.other), world.inspection, subject=subject, reason="I know the family.")
    deactivate(SYSTEM, gone)
    update_user(SYSTEM, ended, version=0, name="Ed", roles=["inspector"], access_until=TODAY)
    update_user(SYSTEM, roleless, version=0, name="Ron", roles=["supervisor"], access_until=None)
    User.objects.filter(pk=ended.pk).update(access_until=TODAY - timedelta(days=1))
    page = supervisors_page(world, "case-assign", subject.public_id)
    assert offered(page.context["form"]) == ["Ines"]
    left_out = "Not on the list: Otto and Ted have a tie to this case's force or a declared conflict of interest."
    assert left_out in plain(page)


def test_the_present_reviewer_is_not_offered_the_case_again(world: World) -> None:
    subject = subject_in(world)
    builders.assign(world.supervisor, subject, world.inspector)
    page = supervisors_page(world, "case-assign", subject.public_id)
    assert offered(page.context["form"]) == ["Otto"]
    assert "Not on the list: Ines has the case now." in plain(page)
    subject.refresh_from_db()
    reassign(builders.acting(world.supervisor), subject, world.other, "Leave.")
    assert offered(supervisors_page(world, "case-assign", subject.public_id).context["form"]) == ["Ines"]


def test_nobody_left_to_choose_is_said(world: World) -> None:
    subject = subject_in(world)
    for person in (world.inspector, world.other):
        declare_conflict(builders.acting(person), world.inspection, subject=subject, reason="I know the family.")
    page = supervisors_page(world, "case-assign", subject.public_id)
    assert "This inspection's team has nobody to choose." in plain(page)


def test_the_list_of_cases_marks_who_has_a_conflict(world: World) -> None:
    subject, tied = subject_in(world), joined(world, "ted")
    add_tie(SYSTEM, tied, world.force, "seconded", TODAY - timedelta(days=30))
    declare_conflict(builders.acting(world.other), world.inspection, subject=subject, reason="I know the family.")
    page = supervisors_page(world, "case-list", "test-world")
    label = world.inspection.forces.get().label
    assert offered(page.context["form"]) == [
        "Ines",
        f"Otto (conflict of interest: Declared: case {subject.case})",
        f"Ted (conflict of interest: Tie to {label})",
    ]


def test_a_subject_is_closed_to_the_same_people_from_either_side(world: World) -> None:
    """Whoever the query of a person's subjects leaves out is among the people of the subject, and nobody else."""
    subject, other_case = subject_in(world), subject_in(world)
    people = {name: joined(world, name) for name in ("now", "over", "later", "force", "case", "another", "free")}
    days = {"now": (-30, None), "over": (-30, -1), "later": (1, None)}
    for name, (starts, ends) in days.items():
        last = TODAY + timedelta(days=ends) if ends else None
        add_tie(SYSTEM, people[name], world.force, "seconded", TODAY + timedelta(days=starts), last)
    force = world.inspection.forces.get()
    declare_conflict(builders.acting(people["force"]), world.inspection, inspection_force=force, reason="I know it.")
    declare_conflict(builders.acting(people["case"]), world.inspection, subject=subject, reason="I know it.")
    declare_conflict(builders.acting(people["another"]), world.inspection, subject=other_case, reason="I know it.")
    closed = closed_to(builders.acting(world.supervisor), subject)
    assert {name for name, user in people.items() if user.pk in closed} == {"now", "force", "case"}
    assert closed == {user.pk for user in User.objects.all() if in_conflict(builders.acting(user), subject.pk)}


@pytest.mark.parametrize("number", [1, 3])
def test_choosing_asks_the_same_queries_for_one_and_three_people(
    world: World, django_assert_num_queries: Any, number: int
) -> None:
    subject = subject_in(world)
    for _ in range(number):
        person = joined(world, f"person-{_}")
        declare_conflict(builders.acting(person), world.inspection, subject=subject, reason="I know the family.")
    actor = builders.acting(world.supervisor)
    page = case_page(actor, subject.public_id)
    with django_assert_num_queries(3):
        choice_for(actor, page)


@pytest.mark.parametrize("way", ["tie", "force", "case"])
def test_a_reviewer_to_whom_the_case_was_closed_is_marked(world: World, way: str) -> None:
    subject, other_case = subject_in(world), subject_in(world)
    for one in (subject, other_case):
        builders.assign(world.supervisor, one, world.inspector)
    reader, force = builders.acting(world.inspector), world.inspection.forces.get()
    if way == "tie":
        add_tie(SYSTEM, world.inspector, world.force, "seconded", TODAY - timedelta(days=30))
    elif way == "force":
        declare_conflict(reader, world.inspection, inspection_force=force, reason="I know it.")
    else:
        declare_conflict(reader, world.inspection, subject=subject, reason="I know the family.")
    page = supervisors_page(world, "case-list", "test-world")
    assert plain(page).count("Cannot work on it any more") == (1 if way == "case" else 2)


@pytest.mark.parametrize("way", ["deactivated", "role", "access"])
def test_reviewers_who_cannot_work_any_more_are_marked(world: World, way: str) -> None:
    builders.assign(world.supervisor, subject_in(world), world.inspector)
    assert "Cannot work" not in plain(supervisors_page(world, "case-list", "test-world"))
    if way == "deactivated":
        deactivate(SYSTEM, world.inspector)
    elif way == "role":
        update_user(SYSTEM, world.inspector, version=0, name="Ines", roles=["supervisor"], access_until=None)
    else:
        User.objects.filter(pk=world.inspector.pk).update(access_until=TODAY - timedelta(days=1))
    assert "Ines Cannot work on it any more: reassign it" in plain(supervisors_page(world, "case-list", "test-world"))
    told = {
        "deactivated": "Cannot work: deactivated",
        "role": "Cannot work: no longer has the role of inspector",
        "access": "Cannot work: access ended on 1 March 2026",
    }[way]
    page = plain(supervisors_page(world, "inspection-team", "test-world"))
    assert page.count("Cannot work") == 1
    assert told in page
