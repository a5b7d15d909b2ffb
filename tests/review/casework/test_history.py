"""The history of a case, and its reviews told apart: who was given it, from whom to whom, when and why."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from access.models import User
from review.casework import actions
from review.inspections.models import Subject
from tests import builders
from tests.review.conftest import World


def later(days: int) -> datetime:
    return builders.NOW + timedelta(days=days)


def page_of(user: User, subject: Subject) -> str:
    client = Client()
    client.force_login(user)
    body = client.get(reverse("case", args=[subject.public_id])).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def titles(user: User, subject: Subject) -> list[tuple[str, str]]:
    client = Client()
    client.force_login(user)
    history = client.get(reverse("case", args=[subject.public_id])).context["history"]
    return [(item["title"], item["text"]) for item in history]


@pytest.fixture
def handed_round(world: World) -> Subject:
    """Return a case given to ines, then to otto, taken back, and given to ines again."""
    subject = builders.add_case(world.supervisor, world.inspection, world.force)
    builders.assign(world.supervisor, subject, world.inspector)
    subject.refresh_from_db()
    actions.reassign(builders.acting(world.supervisor, later(1)), subject, world.other, "Leave of absence.")
    actions.unassign(builders.acting(world.supervisor, later(2)), subject, "Too much at once.")
    actions.assign(builders.acting(world.supervisor, later(3)), subject, world.inspector)
    return subject


def test_history_tells_to_whom_a_case_was_given_and_why_it_went_to_somebody_else(
    world: World, handed_round: Subject
) -> None:
    assert titles(world.supervisor, handed_round) == [
        ("Assigned to Ines", ""),
        ("Taken back from Otto", "Too much at once."),
        ("Reassigned from Ines to Otto", "Leave of absence."),
        ("Assigned to Ines", ""),
    ]


def test_history_of_one_moment_is_in_order(world: World) -> None:
    subject = builders.add_case(world.supervisor, world.inspection, world.force)
    builders.assign(world.supervisor, subject, world.inspector)
    subject.refresh_from_db()
    actions.reassign(builders.acting(world.supervisor), subject, world.other, "First.")
    actions.reassign(builders.acting(world.supervisor), subject, world.inspector, "Second.")
    actions.withdraw(builders.acting(world.supervisor), subject, "Third.")
    assert titles(world.supervisor, subject) == [
        ("Withdrawn", "Third."),
        ("Reassigned from Otto to Ines", "Second."),
        ("Reassigned from Ines to Otto", "First."),
        ("Assigned to Ines", ""),
    ]


def test_reviews_of_a_case_are_told_apart_by_their_dates(world: World, handed_round: Subject) -> None:
    page = page_of(world.supervisor, handed_round)
    assert "First review by Ines , assigned 2 March 2026, 09:00, closed 3 March 2026, 09:00" in page
    assert "First review by Otto , assigned 3 March 2026, 09:00, closed 4 March 2026, 09:00" in page
    assert "First review by Ines (yours to read once it is submitted), assigned 5 March 2026, 09:00 Assigned" in page


def test_whoever_has_the_case_now_is_not_told_who_had_it_before(world: World, handed_round: Subject) -> None:
    page = page_of(world.inspector, handed_round)
    assert "Open my review" in page
    assert ("Otto" in page, "Leave of absence" in page, "History" in page) == (False, False, False)


@pytest.mark.parametrize("name", ["case-return", "case-reopen"])
def test_whoever_gives_a_review_back_is_told_that_it_closes_to_them(world: World, name: str) -> None:
    subject = builders.add_case(world.supervisor, world.inspection, world.force)
    made = builders.submitted if name == "case-return" else builders.signed_off
    made(world.supervisor, subject, world.inspector)
    client = Client()
    client.force_login(world.supervisor)
    asked = client.get(reverse(name, args=[subject.public_id])).content.decode()
    assert "You will not be able to read the review until it is submitted again." in asked
    client.post(reverse(name, args=[subject.public_id]), {"reason": "Say more."})
    assert "First review by Ines (yours to read once it is submitted again)" in page_of(world.supervisor, subject)


def test_the_form_says_who_reads_the_reason(world: World) -> None:
    subject = builders.add_case(world.supervisor, world.inspection, world.force)
    builders.assign(world.supervisor, subject, world.inspector)
    client = Client()
    client.force_login(world.supervisor)
    form = client.get(reverse("case-assign", args=[subject.public_id])).context["form"]
    told = "Say why. The reason is kept in the history of the case, which the inspection's supervisors read."
    assert form.fields["reason"].help_text == told


def test_case_page_asks_the_same_queries_for_one_and_three_reviews(
    world: World, handed_round: Subject, django_assert_num_queries: Any
) -> None:
    once = builders.add_case(world.supervisor, world.inspection, world.force)
    builders.assign(world.supervisor, once, world.inspector)
    client = Client()
    client.force_login(world.supervisor)
    for subject in (once, handed_round):
        client.get(reverse("case", args=[subject.public_id]))
        with django_assert_num_queries(27):
            client.get(reverse("case", args=[subject.public_id]))
