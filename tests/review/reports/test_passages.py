"""Passages of victim-blaming language beside the cases with one, for the whole and for each group."""

import pytest
from django.test import Client
from django.urls import reverse

from review.counting.method import Method, method_of
from review.reports.building import Definition, chosen, own_report
from review.reports.passages import passages_of
from tests import builders
from tests.review.conftest import World
from tests.review.counting.cases import add, flagged, sign_off


@pytest.fixture
def method(world: World) -> Method:
    """Return the method of three signed-off cases, one with two passages, and an open one that has some too."""
    first = add(world, grade="good")
    flagged(world, first)
    sign_off(world, first)
    sign_off(world, add(world, grade="inadequate"))
    sign_off(world, add(world, grade="inadequate", group="no", team_type="non-specialist"))
    flagged(world, add(world, grade="good"))
    return method_of(world.inspection)


def found(method: Method, by: tuple[str, ...], *where: str) -> dict[str, tuple[int, int, int]]:
    """Return passages, cases with one, and n of each group that counts a case."""
    report = own_report(method, Definition(chosen(method, where), by, "language"))
    rows = passages_of(method, report)
    return {": ".join(row.headings): (row.passages, row.cases, row.n) for row in rows if row.n}


def test_passages_are_counted_for_the_whole_and_each_group(method: Method) -> None:
    assert found(method, ()) == {"All": (2, 1, 3)}
    assert found(method, ("grade",)) == {"All": (2, 1, 3), "Good": (2, 1, 1), "Inadequate": (0, 0, 2)}
    assert found(method, ("team-type", "group-based"), "team-type=specialist") == {
        "All": (2, 1, 2),
        "Specialist team": (2, 1, 2),
        "Specialist team: Yes": (2, 1, 2),
    }
    assert found(method, ("criterion",)) == {"All": (2, 1, 3)}


def test_other_reports_have_no_passages(method: Method) -> None:
    assert passages_of(method, own_report(method, Definition())) == []


def test_builder_shows_passages_beside_cases(world: World, method: Method, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: builders.NOW)
    client = Client()
    client.force_login(world.supervisor)
    page = client.get(f"{reverse('report-build', args=['test-world'])}?count=language&all=yes&by=force")
    assert "Passages and cases with one, for all cases and for each group" in page.content.decode()
    assert [(row.passages, row.cases, row.n) for row in page.context["passages"]] == [(2, 1, 3), (2, 1, 3)]
    for row in page.context["passage_rows"]:
        assert [count for count, _ in row["counts"]] == [2, 1, 3]
        assert [client.get(url).context["total"] for _, url in row["counts"]] == [1, 1, 3]
