"""A closed inspection asks nobody for work that cannot be done, and says beforehand what closing it ends."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from access.models import User
from review.inspections.actions import close
from review.moderation.actions import return_review
from review.reviewing.models import Review
from tests import builders
from tests.review.conftest import World


def looked_at(user: User, address: str) -> Any:
    client = Client()
    client.force_login(user)
    return client.get(address)


def plain(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


@pytest.fixture
def submitted(world: World) -> Review:
    """Return a submitted review of ines, who has another case to start and one that came back."""
    reviews = []
    for _ in range(2):
        subject = builders.add_case(world.supervisor, world.inspection, world.force)
        reviews.append(builders.submitted(world.supervisor, subject, world.inspector))
    reviews[1].subject.refresh_from_db()
    return_review(builders.acting(world.supervisor), reviews[1].subject, "Say more.")
    subject = builders.add_case(world.supervisor, world.inspection, world.force)
    builders.assign(world.supervisor, subject, world.inspector)
    return reviews[0]


def test_home_asks_for_no_work_in_a_closed_inspection(world: World, submitted: Review) -> None:
    assert "What is next" in plain(looked_at(world.inspector, "/"))
    close(builders.acting(world.supervisor), world.inspection)
    page = looked_at(world.inspector, "/")
    mine = page.context["mine"]
    assert (mine["next"], mine["to_do"]) == (None, [])
    assert [review.status for review in mine["resting"]] == ["returned", "assigned"]
    assert "What is next" not in plain(page)
    assert "Not finished when the inspection was closed" in plain(page)
    assert "Nothing can be written or submitted in these unless a supervisor reopens the fieldwork." in plain(page)


def test_work_in_another_inspection_is_still_what_is_next(world: World, submitted: Review) -> None:
    close(builders.acting(world.supervisor), world.inspection)
    other = builders.make_inspection(world.supervisor, world.version, inspectors=[world.inspector])
    open_one = builders.assign(
        world.supervisor, builders.add_case(world.supervisor, other, world.force), world.inspector
    )
    mine = looked_at(world.inspector, "/").context["mine"]
    assert (mine["next"], mine["to_do"], len(mine["resting"])) == (open_one, [open_one], 2)


def test_a_case_of_a_closed_inspection_asks_for_no_decision(world: World, submitted: Review) -> None:
    address = reverse("case", args=[submitted.subject.public_id])
    assert "Read the review by Ines before you decide." in plain(looked_at(world.supervisor, address))
    close(builders.acting(world.supervisor), world.inspection)
    page = plain(looked_at(world.supervisor, address))
    assert "before you decide" not in page
    assert "Read the review by Ines , which was submitted and not signed off." in page


def test_closing_tells_what_it_ends(world: World, submitted: Review) -> None:
    address = reverse("inspection-step", args=[world.inspection.slug_id, "close"])
    page = plain(looked_at(world.supervisor, address))
    assert "Reviewers can no longer write in their reviews or submit them: 2 cases are under review." in page
    assert "Submitted reviews can no longer be returned or signed off: 1 case waits for sign-off." in page


def test_closing_tells_what_it_ends_where_no_case_is_open(world: World) -> None:
    page = plain(looked_at(world.supervisor, reverse("inspection-step", args=[world.inspection.slug_id, "close"])))
    assert "Reviewers can no longer write in their reviews or submit them. Submitted reviews" in page
    assert "Submitted reviews can no longer be returned or signed off." in page
