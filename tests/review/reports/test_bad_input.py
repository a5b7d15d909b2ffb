"""Reports of nothing, of one case and of one grade, and addresses edited by hand: an answer or a sentence, no fault."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from tests.review.conftest import World

EDITED = (
    ("by=force&key=force-z", "“force-z” is not a group of “force” in this report."),
    ("by=force&key=force-a&key=yes", "The address names more groups than the report is broken down by."),
    ("key=force-a", "The address names more groups than the report is broken down by."),
    ("answer=splendid", "“splendid” is not counted in this report."),
    ("left-out=forgotten", "“forgotten” is not a reason for leaving cases out."),
    ("by=criterion&key=gone-criterion", "“gone-criterion” is not a group of “criterion” in this report."),
    ("count=grade.gone-criterion", "“grade.gone-criterion” is not a name to count."),
    ("w.group-based=perhaps", "is not an answer to"),
    ("where=group-based", "“where” means nothing in this address."),
)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let requests happen at the tests' moment."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: builders.NOW)


@pytest.fixture
def client(world: World) -> Client:
    """Return a browser in which the supervisor is signed in."""
    client = Client()
    client.force_login(world.supervisor)
    return client


def signed(world: World, grade: str = "good", **facts: object) -> None:
    """Sign off a case."""
    subject = builders.add_case(world.supervisor, world.inspection, world.force, **facts)
    builders.signed_off(world.supervisor, subject, world.inspector, {**builders.ANSWERS, "overall-grade": grade})


def build(client: Client, query: str) -> Any:
    """Return the builder's page."""
    return client.get(f"{reverse('report-build', args=['test-world'])}?{query}")


def test_pages_of_nothing_say_that_nothing_is_counted(client: Client) -> None:
    assert client.get(reverse("report", args=["test-world"])).status_code == 200
    page = build(client, "by=team-type&intervals=yes")
    words = page.content.decode()
    assert (page.context["report"].table.n, "No cases are counted here." in words) == (0, True)
    assert [figure.percent for figure in page.context["main"].grades] == ["", "", ""]
    assert "0 selected = 0 counted + 0 left out" in words
    assert build(client, "count=days.reported.closed&by=force").status_code == 200
    assert build(client, "count=language").context["passages"][0].passages == 0


def test_of_one_case_there_is_a_count_and_no_percentage(world: World, client: Client) -> None:
    signed(world)
    page = build(client, "by=team-type&intervals=yes")
    words = page.content.decode()
    assert page.context["report"].table.counts == {"good": 1, "requires-improvement": 0, "inadequate": 0}
    assert page.context["main"].grades[0].percent == ""
    assert page.context["main"].grades[0].share == "1 of 1"
    assert "No two groups have ten cases or more each" in words
    assert "1 case: " in build(client, "count=days.reported.signed-off").content.decode()


def test_where_all_have_one_grade_groups_do_not_differ(world: World, client: Client) -> None:
    for place in range(20):
        signed(world, team_type="specialist" if place % 2 else "non-specialist")
    page = build(client, "by=team-type&intervals=yes")
    comparison = page.context["comparison"]
    assert [one.stays for one in comparison.differences] == [False]
    assert "0.0 percentage points apart" in comparison.differences[0].words
    assert page.context["main"].grades[0].percent == "100.0%"
    assert build(client, "by=month&intervals=yes").status_code == 200
    assert build(client, "by=grade&intervals=yes").status_code == 200


@pytest.mark.parametrize(("query", "sentence"), EDITED)
def test_an_address_edited_by_hand_is_answered_with_a_sentence(
    world: World, client: Client, query: str, sentence: str
) -> None:
    signed(world)
    for name in ("report-cases", "report-grid", "report-download"):
        answer = client.get(f"{reverse(name, args=['test-world'])}?{query}")
        assert (answer.status_code, sentence in answer.content.decode().replace("&quot;", '"')) == (400, True), name


@pytest.mark.parametrize("page", ["0", "-1", "99999999999999999999999", "all"])
def test_a_page_that_is_not_there_is_the_first_or_the_last(world: World, client: Client, page: str) -> None:
    signed(world)
    for name in ("report-cases", "report-grid"):
        answer = client.get(f"{reverse(name, args=['test-world'])}?page={page}")
        assert (answer.status_code, answer.context["page_obj"].number) == (200, 1)


@pytest.mark.parametrize("q", ["%", "_", "'", "x" * 5000])
def test_a_search_for_what_no_reference_has_finds_nothing(world: World, client: Client, q: str) -> None:
    signed(world, reference="REF")
    answer = client.get(f"{reverse('report-cases', args=['test-world'])}?q={q}")
    assert (answer.status_code, list(answer.context["subjects"]), answer.context["total"]) == (200, [], 1)


@pytest.mark.parametrize("form", ["xlsx", "ods", "csv", "csv-shown", "json", "svg", "text", "pdf"])
def test_what_has_no_answers_at_all_is_shown_and_written(world: World, client: Client, form: str) -> None:
    """Offences are those of signed-off cases: before the first there is nothing to count them by."""
    assert build(client, "count=offence&by=team-type").status_code == 200
    address = reverse("report-download", args=["test-world"])
    reply: Any = client.get(
        f"{address}?count=offence&by=team-type&format={form}&picture={'whole' if form == 'svg' else ''}"
    )
    assert (reply.status_code, bool(b"".join(reply.streaming_content))) == (200, True)
