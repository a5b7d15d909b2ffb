"""The files of a report say what they are: a saved one its name and what changed since, any other what it counts."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from review.inspections.actions import close
from review.reports.actions import save_report
from tests import builders
from tests.review.conftest import World
from tests.review.counting.cases import add, sign_off


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let requests happen at the tests' moment."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: builders.NOW)


@pytest.fixture
def client(world: World) -> Client:
    """Return the supervisor's browser, with a case signed off."""
    sign_off(world, add(world, grade="good"))
    found = Client()
    found.force_login(world.supervisor)
    return found


def document(client: Client, query: str) -> dict[str, Any]:
    """Return the document in a report's JSON file."""
    reply = client.get(f"{reverse('report-download', args=['test-world'])}?format=json&{query}")
    content = b"".join(reply.streaming_content)  # type: ignore[attr-defined]
    found: dict[str, Any] = json.loads(content)["document"]
    return found


def test_a_saved_report_s_files_have_its_name_and_what_changed(world: World, client: Client) -> None:
    saved = save_report(builders.acting(world.supervisor), world.inspection, "Teams in May", "all=yes&by=team-type")
    page = client.get(reverse("report-saved", args=[saved.public_id]))
    addresses = [one["url"] for one in page.context["downloads"]]
    assert all(f"saved={saved.public_id}" in address for address in addresses)
    before = document(client, f"saved={saved.public_id}")
    assert before["title"] == "Inspection test-world: Teams in May"
    assert "Nothing changed since this report was saved: every figure is what it was." in before["notes"]
    sign_off(world, add(world, grade="inadequate"))
    page = client.get(reverse("report-saved", args=[saved.public_id]))
    (table,) = [one for one in document(client, f"saved={saved.public_id}")["tables"] if one["name"] == "changes"]
    shown = [
        (
            one.words.lower(),
            one.before,
            one.now,
            None if one.before is None or one.now is None else one.now - one.before,
        )
        for one in page.context["changes"]
    ]
    told = [(row["headings"][0].lower(), *(value["number"] for value in row["values"])) for row in table["rows"]]
    assert told == shown
    assert len(told) > 3


@pytest.mark.parametrize("name", ["csv", "csv-shown", "xlsx", "ods", "json", "text", "pdf", "svg"])
def test_a_saved_report_is_written_in_every_format(world: World, client: Client, name: str) -> None:
    saved = save_report(builders.acting(world.supervisor), world.inspection, "Teams", "all=yes&by=team-type")
    sign_off(world, add(world, grade="inadequate"))
    page = client.get(reverse("report-saved", args=[saved.public_id]))
    links = [one["url"] for one in page.context["downloads"] if f"format={name}&" in one["url"]]
    reply = client.get(links[0])
    assert (reply.status_code, bool(b"".join(reply.streaming_content))) == (200, True)  # type: ignore[attr-defined]
    assert "saved-teams" in reply["Content-Disposition"]


def test_a_built_report_s_files_say_what_is_counted_by_what(world: World, client: Client) -> None:
    assert document(client, "all=yes&by=team-type")["title"] == "Inspection test-world: overall grade by team type"
    assert document(client, "by=&count=team-type")["title"] == "Inspection test-world: team type"


@pytest.mark.parametrize("saved", ["nothing", "00000000-0000-4000-8000-000000000000"])
def test_what_is_not_saved_is_said(client: Client, saved: str) -> None:
    reply = client.get(reverse("report-download", args=["test-world"]), {"format": "json", "saved": saved})
    assert reply.status_code == 400
    assert "There is no such saved report of this inspection" in reply.content.decode()


def test_a_saved_report_of_reviewers_is_refused_to_the_team(world: World, client: Client) -> None:
    saved = save_report(builders.acting(world.supervisor), world.inspection, "Who", "by=reviewer")
    close(builders.acting(world.supervisor), world.inspection)
    member = Client()
    member.force_login(world.other)
    reply = member.get(reverse("report-download", args=["test-world"]), {"saved": str(saved.public_id)})
    assert reply.status_code == 403
