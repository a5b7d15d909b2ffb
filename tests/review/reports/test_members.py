"""Who reads a report besides the supervisors: the team, once the inspection is closed and nothing is blind to it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from review.casework import actions as casework
from review.inspections import actions as inspection_actions
from review.inspections.models import Subject
from review.moderation import actions as moderation
from review.reports.actions import save_report
from tests import builders
from tests.review.conftest import World

QUERIES_OF_A_MEMBER = 15
"""One more than a supervisor's: whether nothing is blind any more."""
PAGES = ("report", "report-build", "report-grid", "report-cases", "report-download", "releases")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let requests happen at the tests' moment."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: builders.NOW)


def client_of(user: Any) -> Client:
    """Return a browser in which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return client


def close(world: World) -> None:
    """Close the inspection."""
    inspection_actions.close(builders.acting(world.supervisor), world.inspection)
    world.inspection.refresh_from_db()


def signed(world: World) -> Subject:
    """Return a case that is signed off."""
    subject = builders.add_case(world.supervisor, world.inspection, world.force)
    builders.signed_off(world.supervisor, subject, world.inspector)
    return subject


def statuses(world: World, user: Any) -> set[int]:
    """Return how the pages of the report answer somebody."""
    return {client_of(user).get(reverse(name, args=["test-world"])).status_code for name in PAGES}


def test_the_team_reads_the_report_once_nothing_is_blind_to_it(world: World) -> None:
    signed(world)
    withdrawn = builders.add_case(world.supervisor, world.inspection, world.force)
    casework.withdraw(builders.acting(world.supervisor), withdrawn, "Wrong kind of case.")
    assert statuses(world, world.other) == {403}
    close(world)
    assert statuses(world, world.other) == {200}
    page = client_of(world.other).get(reverse("inspection", args=["test-world"])).content.decode()
    assert reverse("report", args=["test-world"]) in page


def test_a_case_that_is_still_open_keeps_the_report_from_the_team(world: World) -> None:
    signed(world)
    builders.submitted(
        world.supervisor, builders.add_case(world.supervisor, world.inspection, world.force), world.inspector
    )
    close(world)
    refused = client_of(world.other).get(reverse("report", args=["test-world"]))
    assert refused.status_code == 403
    assert "Others of its team read it once the inspection is closed" in refused.content.decode()
    assert statuses(world, world.other) == {403}
    assert (
        reverse("report", args=["test-world"])
        not in client_of(world.other).get(reverse("inspection", args=["test-world"])).content.decode()
    )


def test_a_report_closes_again_when_fieldwork_is_reopened(world: World) -> None:
    subject = signed(world)
    close(world)
    assert statuses(world, world.other) == {200}
    inspection_actions.reopen_fieldwork(builders.acting(world.supervisor), world.inspection, "A case must be redone.")
    assert statuses(world, world.other) == {403}
    subject.refresh_from_db()
    moderation.reopen(builders.acting(world.supervisor), subject, "New documents.")
    close(world)
    assert statuses(world, world.other) == {403}


def test_a_count_is_the_same_for_everybody_who_may_see_it(world: World) -> None:
    signed(world)
    signed(world)
    close(world)
    for name in ("report", "report-grid", "report-cases"):
        found = [client_of(user).get(reverse(name, args=["test-world"])) for user in (world.supervisor, world.other)]
        counts = [page.context.get("total", page.context.get("main")) for page in found]
        assert counts[0] == counts[1]


def test_the_team_asks_nothing_of_reviewers_and_is_refused_whole(world: World) -> None:
    signed(world)
    saved = save_report(builders.acting(world.supervisor), world.inspection, "Who", "by=reviewer")
    plain = save_report(builders.acting(world.supervisor), world.inspection, "Forces", "by=force")
    close(world)
    client, supervisor = client_of(world.other), client_of(world.supervisor)
    asked = ("by=reviewer", "by=force&by=reviewer", "w.reviewer=ines", "count=reviewer")
    for name in ("report-build", "report-cases", "report-grid", "report-download"):
        for query in asked:
            address = f"{reverse(name, args=['test-world'])}?{query}"
            refused = client.get(address)
            assert refused.status_code == 403, address
            assert "is for the inspection&#x27;s supervisors only" in refused.content.decode()
            assert "Your account has no role" not in refused.content.decode()
            assert supervisor.get(address).status_code == 200, address
    assert client.get(reverse("report-saved", args=[saved.public_id])).status_code == 403
    assert client.get(reverse("report-saved", args=[plain.public_id])).status_code == 200
    listed = client.get(reverse("report-build", args=["test-world"])).content.decode()
    assert "reviewer" not in listed.lower()
    addresses = [reverse("report-saved", args=[one.public_id]) for one in (saved, plain)]
    assert [address in listed for address in addresses] == [False, True]
    of_supervisor = supervisor.get(reverse("report-build", args=["test-world"])).content.decode()
    assert [address in of_supervisor for address in addresses] == [True, True]


def test_the_team_saves_and_removes_nothing_and_opens_no_case(world: World) -> None:
    subject = signed(world)
    saved = save_report(builders.acting(world.supervisor), world.inspection, "Forces", "by=force")
    close(world)
    client = client_of(world.other)
    saving = client.post(reverse("report-save", args=["test-world"]), {"name": "Mine", "query": ""})
    assert saving.status_code == 403
    assert client.post(reverse("report-remove", args=[saved.public_id])).status_code == 403
    words = client.get(f"{reverse('report-build', args=['test-world'])}?by=force").content.decode()
    assert "Save this report as" not in words
    assert (
        "Remove this saved report" not in client.get(reverse("report-saved", args=[saved.public_id])).content.decode()
    )
    of_case = reverse("case", args=[subject.public_id])
    for name in ("report-cases", "report-grid"):
        assert of_case not in client.get(reverse(name, args=["test-world"])).content.decode()
    assert client.get(of_case).status_code == 404


def test_a_conflict_closes_the_report_to_a_member_too(world: World) -> None:
    subject = signed(world)
    inspection_actions.declare_conflict(
        builders.acting(world.other), world.inspection, subject=subject, reason="I know somebody in it."
    )
    close(world)
    assert statuses(world, world.other) == {403}
    assert statuses(world, world.inspector) == {200}
    assert statuses(world, builders.make_inspector()) == {404}


def test_a_member_asks_one_query_more(world: World, django_assert_num_queries: Any) -> None:
    signed(world)
    close(world)
    client, address = client_of(world.other), reverse("report", args=["test-world"])
    client.get(address)
    with django_assert_num_queries(QUERIES_OF_A_MEMBER):
        client.get(address)
