"""The pages of releases: looking before giving out, reading, downloading, and what they refuse."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from access.models import User
from review.form_conflicts import Stored
from review.releases.models import DisclosurePolicy, PublicRelease
from review.reports.actions import save_report
from tests import builders
from tests.review.conftest import World
from tests.review.releases.conftest import actor_of, asked, released, signed

LIST, ONE, PREPARE = 10, 6, 22


def client_of(user: User) -> Client:
    """Return a browser in which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return client


def prepare(world: World, **sent: Any) -> Any:
    """Send the form of a release."""
    given = {"title": "Grades", "purpose": "A published report.", "tables": ["headline"], **sent}
    return client_of(world.supervisor).post(reverse("release-prepare", args=["test-world"]), given)


def test_list_says_what_to_do_first(world: World) -> None:
    page = client_of(world.supervisor).get(reverse("releases", args=["test-world"]))
    assert "Nothing was released yet" in page.content.decode()
    assert "counts from 1 to 4 are kept back" in page.content.decode()


def test_release_is_looked_at_first_and_made_then(world: World) -> None:
    signed(world)
    page = prepare(world)
    assert (page.status_code, PublicRelease.objects.count()) == (200, 0)
    assert "Nothing has left the house yet" in page.content.decode()
    made = prepare(world, digest=page.context["draft"].digest)
    release = PublicRelease.objects.get()
    assert (made.status_code, made["Location"]) == (302, reverse("release", args=[release.public_id]))
    shown = client_of(world.supervisor).get(made["Location"]).content.decode()
    assert "This is what was given out" in shown
    assert "A published report." in shown


def test_figures_that_changed_meanwhile_are_shown_again(world: World) -> None:
    page = prepare(world)
    signed(world)
    again = prepare(world, digest=page.context["draft"].digest)
    assert (again.status_code, PublicRelease.objects.count()) == (409, 0)
    assert "Nothing was released" in again.content.decode()
    assert again.context["draft"].document.sheets[0].lines[0].values[0].words == "1"


def test_what_cannot_be_released_is_said_above_the_form(counted: World) -> None:
    signed(counted, "requires-improvement", group="no")
    page = prepare(counted, tables=["headline", "all"])
    assert page.status_code == 400
    assert "This cannot be released" in page.content.decode()
    assert "draft" not in page.context


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"title": ""}, "Enter a title"),
        ({"purpose": ""}, "Enter for whom it is and why"),
        ({"tables": []}, "Select at least one table"),
        ({"tables": ["saved.nothing"]}, "That table is not offered any more"),
    ],
)
def test_form_says_what_is_missing(world: World, sent: dict[str, Any], sentence: str) -> None:
    page = prepare(world, **sent)
    assert page.status_code == 400
    assert sentence in page.content.decode()


def test_saved_reports_are_offered(world: World) -> None:
    saved = save_report(actor_of(world.supervisor), world.inspection, "Teams", "by=team-type")
    page = prepare(world, tables=[f"saved.{saved.public_id}"])
    assert page.context["document"].sheets[0].title.startswith("Overall grade by team type")


def test_a_saved_report_by_reviewer_is_not_offered_and_refused_in_words(world: World) -> None:
    saved = save_report(actor_of(world.supervisor), world.inspection, "Reviewers", "by=reviewer")
    page = prepare(world, tables=[f"saved.{saved.public_id}"])
    assert page.status_code == 400
    assert str(saved.public_id) not in page.content.decode()
    assert "A breakdown by reviewer is for the inspection&#x27;s supervisors only" in page.content.decode()


def test_release_is_downloaded_in_every_format(world: World) -> None:
    signed(world)
    release = released(world, asked(world.inspection))
    client = client_of(world.supervisor)
    for name in ("json", "csv", "csv-shown", "xlsx", "ods", "svg", "text", "pdf"):
        reply = client.get(reverse("release-download", args=[release.public_id]), {"format": name})
        assert (name, reply.status_code, bool(b"".join(reply.streaming_content))) == (name, 200, True)  # type: ignore[attr-defined]


def test_a_chart_of_counts_that_are_kept_back_is_refused(counted: World) -> None:
    release = released(counted, asked(counted.inspection, ["team-type"]))
    address = reverse("release-download", args=[release.public_id])
    page = client_of(counted.supervisor).get(address, {"format": "svg", "picture": "table-1"})
    assert page.status_code == 400
    assert "This report has no chart" in page.content.decode()


def test_disclosure_control_is_changed_on_its_page(world: World) -> None:
    address = reverse("disclosure", args=["test-world"])
    sent = {"threshold": 10, "zeros_shown": "on", "base": 5, "protects_overall": "on", "version": 0}
    client = client_of(world.supervisor)
    assert client.post(address, sent)["Location"] == reverse("releases", args=["test-world"])
    policy = DisclosurePolicy.objects.get()
    assert (policy.threshold, policy.base, policy.protects_persons) == (10, 5, False)
    wrong = client.post(address, {**sent, "threshold": 1, "version": 1})
    assert (wrong.status_code, "must be a number from 2 to 100" in wrong.content.decode()) == (400, True)


@pytest.mark.parametrize("wrong", [{"threshold": -1}, {"threshold": ""}, {"base": 4}], ids=str)
def test_disclosure_control_that_cannot_be_taken_is_answered_as_wrong(world: World, wrong: dict[str, Any]) -> None:
    sent = {"threshold": 10, "base": 5, "version": 0, **wrong}
    page = client_of(world.supervisor).post(reverse("disclosure", args=["test-world"]), sent)
    assert (page.status_code, DisclosurePolicy.objects.count()) == (400, 0)


def test_disclosure_control_changed_meanwhile_keeps_what_was_typed_beside_what_is_stored(world: World) -> None:
    address = reverse("disclosure", args=["test-world"])
    sent = {"threshold": 10, "zeros_shown": "on", "base": 5, "protects_overall": "on", "version": 0}
    client = client_of(world.supervisor)
    client.post(address, sent)
    for version in (0, "", "x"):
        page = client.post(address, {**sent, "threshold": 7, "base": 3, "version": version})
        assert (page.status_code, page.context["form"]["threshold"].value()) == (409, "7")
        assert page.context["stored"] == [
            Stored("Smallest count that is shown", "10", "7"),
            Stored("Rounding", "To the nearest 5", "To the nearest 3"),
        ]
        assert "somebody else changed the disclosure control" in page.content.decode()
    version = page.context["form"]["version"].value()
    assert client.post(address, {**sent, "threshold": 7, "version": version}).status_code == 302
    assert DisclosurePolicy.objects.get().threshold == 7


def test_others_see_nothing_of_releases(world: World) -> None:
    release = released(world, asked(world.inspection))
    addresses = [
        reverse("releases", args=["test-world"]),
        reverse("release-prepare", args=["test-world"]),
        reverse("disclosure", args=["test-world"]),
        reverse("release", args=[release.public_id]),
        reverse("release-download", args=[release.public_id]),
    ]
    told = [client_of(world.inspector).get(address).status_code for address in addresses]
    stranger = builders.make_supervisor()
    unknown = [client_of(stranger).get(address).status_code for address in addresses]
    assert (told, unknown) == ([403] * 5, [404] * 5)


@pytest.mark.parametrize("cases", [1, 3])
def test_pages_take_as_many_queries_whatever_there_is(
    world: World, cases: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for place in range(cases):
        signed(world)
        released(world, asked(world.inspection, where=[f"month=2026-0{place + 4}"]))
    client = client_of(world.supervisor)
    release = PublicRelease.objects.first()
    assert release is not None
    for address, queries in (
        (reverse("releases", args=["test-world"]), LIST),
        (reverse("release", args=[release.public_id]), ONE),
    ):
        client.get(address)
        with django_assert_num_queries(queries):
            client.get(address)
    sent = {"title": "Grades", "purpose": "A report.", "tables": ["headline", "force", "criterion", "ethnicity"]}
    address = reverse("release-prepare", args=["test-world"])
    client.post(address, sent)
    with django_assert_num_queries(PREPARE):
        assert client.post(address, sent).status_code == 200
