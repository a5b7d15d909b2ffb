"""What is said beside a result: what it counts, of which cases, what is compared, and what is not finished."""

import csv
import io
from dataclasses import replace
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from access.models import User
from review.counting.method import method_of
from review.frameworks.models import FrameworkVersion
from review.inspections.actions import update_inspection
from review.inspections.details import details_of
from review.moderation import actions as moderation
from review.reports.beside_documents import NOT_A_TREND
from review.reports.building import Definition, chosen, own_report
from review.reports.comparing import ONLY, ONLY_OF_SEVERAL, PURPOSIVE_TESTS, comparison
from review.reports.document import ReportDocument, Sheet
from review.reports.documents import own_document
from review.reports.figures import changes
from review.reports.outputs.tidy import tidy_csv
from review.reports.standard import standard_report
from review.reports.standard_documents import standard_document
from tests import builders
from tests.review.conftest import World
from tests.review.reports.side_by_side import document, inspected

DROPPED = "The headline is no condition here"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let requests happen at the tests' moment."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: builders.NOW)


def signed(world: World, number: int, grade: str, **facts: Any) -> None:
    """Sign off some cases."""
    answers = {**builders.ANSWERS, "overall-grade": grade, "group-based": facts.pop("group", "yes")}
    answers["first-criterion"] = facts.pop("first", "good")
    for _ in range(number):
        subject = builders.add_case(world.supervisor, world.inspection, world.force, **facts)
        builders.signed_off(world.supervisor, subject, world.inspector, answers)


def page(world: World, query: str) -> Any:
    """Return the builder's page as the supervisor sees it."""
    client = Client()
    client.force_login(world.supervisor)
    return client.get(f"{reverse('report-build', args=['test-world'])}?{query}")


def sheet_of(made: ReportDocument, name: str) -> Sheet:
    return next(sheet for sheet in made.sheets if sheet.name == name)


def told(pieces: Any) -> list[dict[str, str]]:
    """Return the rows of a tidy file."""
    return list(csv.DictReader(io.StringIO(b"".join(pieces).decode())))


@pytest.fixture
def teams(world: World) -> World:
    """Return ten cases of each sort of team, which differ in their grades."""
    for team, good in (("specialist", 9), ("non-specialist", 3)):
        signed(world, good, "good", team_type=team)
        signed(world, 10 - good, "inadequate", team_type=team)
    return world


def test_differences_are_said_and_typed_in_percentage_points_with_what_is_compared(teams: World) -> None:
    method = method_of(teams.inspection)
    report = replace(own_report(method, Definition(by=("team-type",))), intervals=True)
    made = own_document(method, report, builders.NOW, "good")
    sheet = sheet_of(made, "comparison")
    (line,) = sheet.lines
    found = {column.title: value for column, value in zip(sheet.columns, line.values, strict=True)}
    apart = found["Difference in percentage points"]
    assert (apart.number, apart.words) == (60, "60.0")
    assert round(float(found["95% interval from"].number or 0), 1) == 17.1
    (row,) = [row for row in told(tidy_csv(made)) if row["figure"] == "difference"]
    assert (float(row["value"]), round(float(row["interval_to"]), 1)) == (60.0, 80.9)
    assert found["Stays at the 5% level: 1 comparison, so there is nothing to allow for"].words == "yes"
    assert {ONLY_OF_SEVERAL.format(answer="Good"), PURPOSIVE_TESTS} <= set(sheet.notes)
    words = page(teams, "by=team-type&intervals=yes&share=good").content.decode()
    assert (PURPOSIVE_TESTS in words, ONLY_OF_SEVERAL.format(answer="Good") in words) == (True, True)
    flags = replace(own_report(method, Definition(by=("team-type",), measure="group-based")), intervals=True)
    compared = comparison(method, flags)
    assert compared is not None
    assert compared.only == ONLY.format(answer="Yes")


def test_conditions_without_that_of_the_headline_say_so_and_lead_to_it(world: World) -> None:
    signed(world, 1, "good", team_type="specialist")
    signed(world, 2, "good", group="no", team_type="specialist")
    found = page(world, "w.team-type=specialist")
    assert (found.context["report"].table.n, DROPPED in found.content.decode()) == (3, True)
    both = page(world, found.context["with_headline"])
    assert (both.context["report"].table.n, DROPPED in both.content.decode()) == (1, False)
    method = method_of(world.inspection)
    cases = (chosen(method, [words]) for words in ("team-type=specialist", "group-based=no"))
    notes = [own_document(method, own_report(method, Definition(where)), builders.NOW).notes for where in cases]
    assert [any(note.startswith(DROPPED) for note in one) for one in notes] == [True, False]
    assert [DROPPED in page(world, query).content.decode() for query in ("by=force", "all=yes")] == [False, False]


def test_by_criterion_says_what_its_two_tables_count(world: World) -> None:
    signed(world, 1, "good", first="not-applicable")
    signed(world, 1, "good")
    words = page(world, "count=group-based&by=criterion").content.decode()
    assert "By criterion each case is counted by its grade at each criterion" in words
    assert "Every row is of the same cases, each counted where it has a grade at that criterion" in words
    assert "By criterion each case" not in page(world, "by=criterion").content.decode()
    method = method_of(world.inspection)
    made = own_document(method, own_report(method, Definition(by=("criterion",))), builders.NOW)
    rows = {row["group"]: row["number_counted_n"] for row in told(tidy_csv(made)) if row["figure"] == "n"}
    assert rows == {"": "2", "first-criterion": "1", "second-criterion": "2"}


def test_the_words_of_the_overall_question_stand_beside_its_answers(world: World) -> None:
    asked = "The overall grade is the answer to “How well was the case dealt with, taken together?”"
    signed(world, 1, "good")
    method = method_of(world.inspection)
    counts = (Definition(), Definition(measure="group-based"))
    notes = [own_document(method, own_report(method, one), builders.NOW).notes for one in counts]
    assert [asked in one for one in notes] == [True, False]
    client = Client()
    client.force_login(world.supervisor)
    assert asked in client.get(reverse("report", args=["test-world"])).content.decode()


def test_a_file_of_two_numbers_of_cases_heads_with_both_and_says_what_language_counts(world: World) -> None:
    signed(world, 1, "good")
    signed(world, 1, "good", group="no")
    method = method_of(world.inspection)
    made = standard_document(method, standard_report(method, chosen(method, ["group-based=yes"])), False, builders.NOW)
    about = dict(made.about)
    assert about["Number counted (n)"] == "1 of the headline, 2 of all cases: each table says its own"
    rows = told(tidy_csv(made))
    counted = {(row["table"], row["counted"], row["number_counted_n"]) for row in rows if row["figure"] == "flags"}
    flags = "Passages with victim-blaming language, and cases with one"
    assert counted == {("Language flags by force", flags, "2")}
    assert {row["number_counted_n"] for row in rows if row["group"] == "force-a"} >= {"1", "2"}


def test_an_unfinished_random_sample_says_so_beside_the_method_and_among_others(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    details = replace(details_of(world.inspection), sample_design="random", headline_subset="")
    world.inspection = update_inspection(
        builders.acting(world.supervisor), world.inspection, details, world.inspection.version
    )
    signed(world, 1, "good")
    builders.add_case(world.supervisor, world.inspection, world.force)
    other = builders.make_inspection(world.supervisor, world.version, inspectors=[world.inspector], slug="later")
    builders.add_case(world.supervisor, other, world.force)
    capsys.readouterr()
    call_command("report", "test-world", "--by", "force")
    head = capsys.readouterr().out.split("\n\n")[1].replace("\n", " ")
    assert "Method: The sample is random" in head
    assert "Only 1 of the 2 cases of this sample are signed off." in head
    only = "Inspection test-world: only 1 of the 2 cases of this random sample are signed off."
    none = "Inspection later: only 0 of the 1 cases are signed off."
    words = page(world, "with=later&by=inspection").content.decode()
    assert (only in words, none in words) == (True, True)
    made = document("test-world", "later")
    assert [sum(note.startswith(one) for note in made.notes) for one in (only, none)] == [1, 1]


def test_no_trend_is_said_of_those_of_different_types_alone(
    people: tuple[User, User], version: FrameworkVersion
) -> None:
    force = builders.make_force()
    for slug, kind in (("one", "NCPI"), ("two", "NCPI"), ("three", "PIR")):
        made = inspected(people, version, force, ["good"], slug)
        details = replace(details_of(made), exercise_type=kind)
        update_inspection(builders.acting(people[0]), made, details, made.version)
    (note,) = [note for note in document("one", "two", "three").notes if note.startswith(NOT_A_TREND)]
    assert note == (
        f"{NOT_A_TREND}. That is said of exercises of different types. These are of one type and are compared: "
        "Inspection one, then Inspection two."
    )
    assert [note for note in document("one", "three").notes if note.startswith(NOT_A_TREND)] == [f"{NOT_A_TREND}."]


def test_a_figure_that_fell_has_the_sign_of_other_pages() -> None:
    before, now = ["", "", "n", "", "counted (n)", 3], ["", "", "n", "", "counted (n)", 1]
    assert [one.by for one in changes([before], [now])] == ["−2"]


def test_two_charts_of_days_have_two_names(world: World) -> None:
    signed(world, 1, "good")
    labels = [one["label"] for one in page(world, "count=days.reported.closed").context["downloads"]]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("all=maybe", "“maybe” means nothing there."),
        ("by=force&intervals=1", "“1” means nothing there."),
        ("by=team-type&key=specialist", "“key” names one figure"),
        ("by=team-type&answer=good", "“answer” names one figure"),
    ],
)
def test_an_address_of_which_a_part_would_be_passed_over_is_refused(world: World, query: str, sentence: str) -> None:
    found = page(world, query)
    assert (found.status_code, sentence in found.content.decode()) == (400, True)


def test_a_returned_case_says_so_where_it_is_under_review_and_where_a_figure_leaves_it_out(world: World) -> None:
    for returned in (True, False):
        subject = builders.add_case(world.supervisor, world.inspection, world.force)
        builders.submitted(world.supervisor, subject, world.inspector)
        if returned:
            subject.refresh_from_db()
            moderation.return_review(builders.acting(world.supervisor), subject, "Say more.")
    builders.assign(
        world.supervisor, builders.add_case(world.supervisor, world.inspection, world.force), world.inspector
    )
    client = Client()
    client.force_login(world.supervisor)
    left_out = client.get(f"{reverse('report-cases', args=['test-world'])}?left-out=unsigned")
    every = client.get(reverse("case-list", args=["test-world"]))
    for found, total in ((left_out, 2), (every, 3)):
        assert len(found.context["page_obj"].object_list) == total
        assert found.content.decode().count("Returned to the reviewer") == 1
