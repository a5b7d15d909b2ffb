"""Reports on an inspection whose cases were judged by two versions: the same questions together, others apart."""

import json
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from review.reports import building, tracing
from review.reports.asking import Asked
from tests import builders
from tests.review.casework.newer import REWORDED, adopted
from tests.review.conftest import World

TWO = {**builders.ANSWERS, "second-criterion": "inadequate", "third-criterion": "good"}
GROUP_REWORDED = REWORDED.replace(
    "Did the investigation uncover group-based exploitation?",
    "Was the exploitation group-based?\n    reworded-from: group-based",
)


def signed(world: World, answers: dict[str, str], number: int = 1) -> None:
    """Sign off some cases with these answers."""
    for _ in range(number):
        subject = builders.add_case(world.supervisor, world.inspection, world.force)
        builders.signed_off(world.supervisor, subject, world.inspector, answers)


def report(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    """Return the report of the world's inspection as the command prints it."""
    capsys.readouterr()
    call_command("report", "test-world", "--format", "json", *arguments)
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    del answer["document"]  # it tells the moment
    return answer


def test_overall_judgments_of_both_versions_count_together(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    signed(world, builders.ANSWERS, 2)
    adopted(world)
    signed(world, {**TWO, "overall-grade": "good"})
    found = report(capsys, "--where", "group-based=yes")
    assert (found["n"], found["counts"]) == (3, {"good": 1, "requires-improvement": 2, "inadequate": 0})


def test_criteria_stand_together_where_they_are_the_same_and_apart_where_not(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    signed(world, builders.ANSWERS, 2)
    adopted(world)
    signed(world, TWO)
    rows = {group["key"]: group for group in report(capsys, "--by", "criterion")["groups"]}
    assert {key: (row["label"], row["n"]) for key, row in rows.items()} == {
        "first-criterion": ("Is the first thing done well?", 3),
        "second-criterion-version-2": ("Is the second thing done well, and in time? (version 2)", 1),
        "third-criterion": ("Is the third thing done well? (version 2)", 1),
        "second-criterion": ("Is the second thing done well? (version 1)", 2),
    }
    assert rows["second-criterion"]["counts"]["requires-improvement"] == 2
    assert rows["second-criterion-version-2"]["counts"]["inadequate"] == 1
    assert rows["second-criterion"]["left_out"] == {"question-not-answered": 1}


def test_a_question_that_was_reworded_keeps_its_name_for_the_cases_that_were_asked_it(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the report counts first means the same after a newer version was taken up as before."""
    signed(world, builders.ANSWERS, 2)
    before = report(capsys, "--where", "group-based=yes")
    adopted(world, GROUP_REWORDED)
    assert report(capsys, "--where", "group-based=yes") == before
    signed(world, TWO)
    assert report(capsys, "--where", "group-based=yes")["counts"] == before["counts"]
    newer = report(capsys, "--where", "group-based-version-2=yes")
    assert (newer["n"], newer["left_out"]) == (1, {"question-not-answered": 2})


@pytest.mark.parametrize("by", ["force", "team-type", "criterion", "group-based", "group-based-version-2"])
def test_every_figure_over_two_versions_leads_to_as_many_cases(world: World, by: str) -> None:
    signed(world, builders.ANSWERS, 2)
    adopted(world, GROUP_REWORDED)
    signed(world, TWO)
    method = building.method_of(world.inspection)
    made = building.own_report(method, building.Definition(by=(by,)))
    for group in made.groups:
        for grade, number in group.table.counts.items():
            asked = Asked(where=building.chosen(method, []), by=(by,), key=(group.key,), answer=grade)
            assert tracing.traced(method, asked).count() == number, (group.key, grade)


def test_the_report_page_opens_and_asks_the_same_queries_for_one_and_two_versions(
    world: World, django_assert_num_queries: Any
) -> None:
    signed(world, builders.ANSWERS)
    client, address = Client(), reverse("report", args=["test-world"])
    client.force_login(world.supervisor)
    with django_assert_num_queries(4):
        building.method_of(world.inspection, named=())
    adopted(world, GROUP_REWORDED)
    signed(world, TWO)
    with django_assert_num_queries(4):
        building.method_of(world.inspection, named=())
    page = client.get(address, {"all": "yes"}).content.decode()
    assert "Is the second thing done well? (version 1)" in page


def test_a_criterion_that_is_no_grade_breaks_no_report(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    text = REWORDED.replace(
        "        answer: grade\n        scale: case-grade\n        not-applicable: no\n        rationale: optional",
        "        answer: yes-no\n        not-applicable: no\n        rationale: optional",
        1,
    )
    adopted(world, text)
    signed(world, {**TWO, "third-criterion": "yes"})
    keys = [group["key"] for group in report(capsys, "--by", "criterion")["groups"]]
    assert "third-criterion" not in keys
    assert keys[0] == "first-criterion"
