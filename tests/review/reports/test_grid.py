"""The criteria-by-case grid: as many letters as the report counts, each at its case, with the way to its judgment."""

import json
from collections import Counter
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from access.models import AuditDetail, AuditEvent
from review.counting.method import method_of
from review.inspections import actions as inspection_actions
from review.moderation import actions as moderation
from review.reports.building import Definition, chosen, own_report
from review.reviewing import actions as reviewing
from tests import builders
from tests.review.conftest import World
from tests.ruled import ALONE, GROUP

GRID_QUERIES = 14


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let requests happen at the tests' moment."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: builders.NOW)


def graded(world: World, grade: str, group: str = "yes", first: str = "good", **facts: object) -> Any:
    """Return a signed-off case."""
    subject = builders.add_case(world.supervisor, world.inspection, world.force, **facts)
    answers = {"overall-grade": grade, "group-based": group, "first-criterion": first}
    builders.signed_off(world.supervisor, subject, world.inspector, {**builders.ANSWERS, **answers})
    return subject


def client_of(user: Any) -> Client:
    """Return a browser in which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return client


def grid(world: World, query: str = "") -> Any:
    """Return the grid's page as the supervisor sees it."""
    return client_of(world.supervisor).get(f"{reverse('report-grid', args=['test-world'])}?{query}")


def letters(page: Any) -> dict[str, str]:
    """Return the letters of each row."""
    return {
        row.subject.case.reference: " ".join(cell.mark.letter for cell in row.cells) for row in page.context["rows"]
    }


def test_each_case_has_a_letter_at_each_criterion(world: World) -> None:
    graded(world, "good", reference="ONE")
    graded(world, "inadequate", first="not-applicable", reference="TWO")
    graded(world, "inadequate", group="no", reference="THREE")
    builders.add_case(world.supervisor, world.inspection, world.force, "OPEN")
    assert letters(grid(world)) == {"ONE": "G G R", "TWO": "I n/a R"}
    assert letters(grid(world, "all=yes")) == {"ONE": "G G R", "THREE": "I G R", "TWO": "I n/a R"}
    assert [column.number for column in grid(world).context["columns"]] == ["All", "1", "2"]


def test_every_letter_leads_to_its_judgment(world: World) -> None:
    graded(world, "good")
    (row,) = grid(world).context["rows"]
    for cell in row.cells:
        address, anchor = cell.url.split("#")
        assert f'id="{anchor}"' in client_of(world.supervisor).get(address).content.decode()


def test_letters_of_a_column_are_as_many_as_the_report_counts(world: World) -> None:
    graded(world, "good", first="inadequate")
    graded(world, "inadequate", first="not-applicable", team_type="non-specialist")
    graded(world, "good", group="no")
    method = method_of(world.inspection)
    for text in ("group-based=yes", "group-based=no", "team-type=specialist", "grade=good"):
        report = own_report(method, Definition(chosen(method, [text]), ("criterion",)))
        page = grid(world, f"w.{text}")
        found = [Counter(row.cells[place].mark.label for row in page.context["rows"]) for place in range(3)]
        tables = [report.table, *(group.table for group in report.groups)]
        for place, table in enumerate(tables):
            expected = {grade.label: table.counts[grade.code] for grade in method.scale.grades}
            expected["Not applicable"] = table.left_out["not-applicable"]
            assert found[place] == Counter(expected)
        assert page.context["total"] == report.table.n


def test_an_answer_whose_question_is_not_asked_any_more_has_no_letter(world: World) -> None:
    subject = builders.ruled_subject(world.supervisor, [world.inspector], world.force)
    review = builders.answer(world.inspector, builders.assign(world.supervisor, subject, world.inspector), GROUP)
    builders.answer(world.inspector, review, ALONE)
    reviewing.submit(builders.acting(world.inspector), review)
    subject.refresh_from_db()
    moderation.sign_off(builders.acting(world.supervisor), subject)
    page = client_of(world.supervisor).get(reverse("report-grid", args=[subject.inspection.slug_id]))
    (row,) = page.context["rows"]
    found = {cell.column.question: (cell.mark.label, bool(cell.url)) for cell in row.cells}
    assert found["Was the group pursued well?"] == ("Not asked", False)


def test_grid_comes_page_by_page_with_the_same_queries(
    world: World, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("review.reports.grid_views.PER_PAGE", 2)
    client, address = client_of(world.supervisor), reverse("report-grid", args=["test-world"])
    graded(world, "good", reference="ONE")
    client.get(address)
    with django_assert_num_queries(GRID_QUERIES):
        assert client.get(address).status_code == 200
    graded(world, "good", reference="TWO")
    graded(world, "good", reference="THREE")
    with django_assert_num_queries(GRID_QUERIES):
        page = client.get(f"{address}?page=2")
    assert (list(letters(page)), page.context["total"]) == (["TWO"], 3)


def test_a_grid_with_nothing_in_it_says_so(world: World) -> None:
    assert "No signed-off case is counted here." in grid(world).content.decode()
    assert grid(world, "w.group-based=perhaps").status_code == 400


def test_grid_is_for_those_who_may_read_the_report(world: World) -> None:
    subject = graded(world, "good")
    address = reverse("report-grid", args=["test-world"])
    assert client_of(world.inspector).get(address).status_code == 403
    assert client_of(builders.make_supervisor()).get(address).status_code == 404
    assert client_of(builders.make_administrator()).get(address).status_code == 404
    actor = builders.acting(world.supervisor)
    inspection_actions.declare_conflict(actor, world.inspection, subject=subject, reason="I know somebody in it.")
    assert grid(world).status_code == 403


def test_the_grid_is_downloaded_whole_in_every_format(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("review.reports.grid_views.PER_PAGE", 1)
    graded(world, "good", reference="ONE")
    graded(world, "inadequate", first="not-applicable", reference="TWO")
    graded(world, "inadequate", group="no", reference="THREE")
    client = client_of(world.supervisor)
    page = client.get(reverse("report-grid", args=["test-world"]))
    for address in [one["url"] for one in page.context["downloads"]]:
        reply = client.get(address)
        content = b"".join(reply.streaming_content)  # type: ignore[attr-defined]
        assert (address, reply.status_code, bool(content)) == (address, 200, True)
    reply = client.get(reverse("report-grid-download", args=["test-world"]), {"format": "json"})
    told = json.loads(b"".join(reply.streaming_content))  # type: ignore[attr-defined]
    table = told["document"]["tables"][0]
    rows = {row["headings"][0]: " ".join(value["words"] for value in row["values"]) for row in table["rows"]}
    assert rows == {"ONE": "G G R", "TWO": "I n/a R"}
    assert told["document"]["title"] == "Inspection test-world: criteria by case"
    assert table["notes"][0].startswith("G Good, R Requires improvement, I Inadequate; n/a not applicable")
    events = AuditEvent.objects.filter(action="report.exported").values_list("sequence", flat=True)
    details = AuditDetail.objects.filter(event_sequence__in=list(events))
    assert [detail.body["new"]["report"] for detail in details] == ["grid"] * len(page.context["downloads"])


def test_who_may_not_read_the_grid_downloads_none(world: World) -> None:
    graded(world, "good")
    address = reverse("report-grid-download", args=["test-world"])
    assert client_of(world.inspector).get(address).status_code == 403
    assert client_of(builders.make_supervisor()).get(address).status_code == 404
