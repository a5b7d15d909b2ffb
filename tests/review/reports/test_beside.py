"""Exercises beside each other: which compare over time, why others do not, and that nothing closed shows."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from access.actor import system_actor
from access.models import AuditEvent, User
from access.permissions import may
from access.refusals import Invalid
from casefiles.forces.models import Force
from review.casework import actions as casework
from review.domain.differences import newcombe
from review.domain.intervals import Share
from review.domain.multiples import NOT_A_TREND
from review.external.actions import withdraw_result
from review.external.models import ExternalResult
from review.frameworks.models import FrameworkVersion
from review.inspections.actions import add_force, declare_conflict, update_inspection
from review.inspections.details import details_of
from review.inspections.models import Inspection
from review.inspections.queries import report_scope
from review.reports.beside import NONE_SUCH, TOO_MANY, beside, offered
from review.reports.beside_differences import FEW, NOT_RANDOM, SHARED
from review.reports.beside_documents import beside_document
from review.reports.document import ReportDocument
from review.reports.own_exercises import own_exercises, reportable
from tests import builders
from tests.review.casework.newer import REWORDED

pytestmark = pytest.mark.django_db
SYSTEM = system_actor("tests", builders.NOW)
PAIRS = (
    ("north-yorkshire-2021", "north-yorkshire-2022"),
    ("warwickshire-2022", "warwickshire-2023"),
    ("suffolk-2022", "suffolk-2023"),
)


@pytest.fixture
def people(db: None) -> tuple[User, User]:
    """Return a supervisor and an inspector."""
    return builders.make_supervisor("sam"), builders.make_inspector("ines")


@pytest.fixture
def version(db: None) -> FrameworkVersion:
    """Return a published framework version."""
    return builders.published_framework()


def inspected(
    people: tuple[User, User],
    version: FrameworkVersion,
    force: Force,
    grades: Sequence[str],
    slug: str,
    design: str = "random",
) -> Inspection:
    """Return an inspection of a force whose signed-off cases have these overall grades."""
    supervisor, inspector = people
    made = builders.make_inspection(supervisor, version, inspectors=[inspector], slug=slug, sample_design=design)
    add_force(builders.acting(supervisor), made, force)
    for grade in grades:
        answers = {**builders.ANSWERS, "third-criterion": "good", "overall-grade": grade}
        builders.signed_off(supervisor, builders.add_case(supervisor, made, force), inspector, answers)
    return made


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(*slugs: str, **more: str) -> str:
    asked = [f"with={slug}" for slug in slugs] + [f"{name}={value}" for name, value in more.items()]
    return f"{reverse('report-beside')}?{'&'.join(asked)}"


def document(*slugs: str) -> ReportDocument:
    return beside_document(beside(SYSTEM, slugs), builders.NOW)


def rows(made: ReportDocument, name: str) -> list[list[str]]:
    """Return the rows of a table in words."""
    sheet = next(sheet for sheet in made.sheets if sheet.name == name)
    return [[*line.headings, *(value.words for value in line.values)] for line in sheet.lines]


def why(*slugs: str) -> list[str]:
    return [row[2] for row in rows(document(*slugs), "not-compared")]


def test_each_inspection_and_its_later_review_stand_side_by_side_and_are_no_trend() -> None:
    call_command("load_reference")
    made = document(*(slug for pair in PAIRS for slug in pair))
    assert [sheet.name for sheet in made.sheets] == ["side-by-side", "not-compared"]
    (picture,) = made.pictures
    assert f">{NOT_A_TREND}</text>" in picture.svg
    assert ("<line" in picture.svg, "<path" in picture.svg) == (False, False)
    assert f"{NOT_A_TREND}." in made.notes
    reasons = {tuple(row[:2]): row[2] for row in rows(made, "not-compared")}
    titles = {result.slug_id: result.title for result in ExternalResult.objects.all()}
    for one, other in PAIRS:
        assert reasons[(titles[one], titles[other])] == "Different exercise types: not a trend."
    assert len(reasons) == 15


def test_their_counts_are_those_that_were_published() -> None:
    call_command("load_reference")
    made = document(*(slug for pair in PAIRS for slug in pair))
    counts = [[row[0].split(":")[0], *row[5::2][:1], row[6], row[8], row[10]] for row in rows(made, "side-by-side")]
    assert counts == [
        ["North Yorkshire", "73", "13", "34", "26"],
        ["North Yorkshire", "33", "11", "8", "14"],
        ["Suffolk", "72", "27", "24", "21"],
        ["Suffolk", "30", "17", "7", "6"],
        ["Warwickshire", "74", "23", "23", "28"],
        ["Warwickshire", "34", "9", "15", "10"],
    ]


def test_published_results_of_one_type_scale_and_force_form_a_line_without_interval() -> None:
    call_command("load_reference")
    made = document("metropolitan-2017-q3", "metropolitan-2017-18-q4")
    ((exercises, grade, *values),) = rows(made, "differences")
    assert (exercises.count(", then "), exercises[-10:], grade) == (1, "2017-18 Q4", "Good")
    assert values == ["10 of 135", "7.4%", "23 of 214", "10.7%", "3.3", NOT_RANDOM]


@pytest.mark.parametrize(
    ("slugs", "reasons"),
    [
        (("metropolitan-2016", "metropolitan-2017-q3"), ["Different exercise types: not a trend."]),
        (("west-midlands-2014", "west-midlands-2014-cse"), ["Different cases were counted."]),
        (
            ("eight-forces-2015", "surrey-2015"),
            [
                "Different scales: never converted. "
                "The forces are not named, so nobody can tell whether they are the same."
            ],
        ),
        (
            ("north-yorkshire-2021", "suffolk-2022"),
            ["Different forces: a difference between them is no change over time."],
        ),
    ],
)
def test_what_does_not_compare_says_why(slugs: tuple[str, ...], reasons: list[str]) -> None:
    call_command("load_reference")
    assert why(*slugs) == reasons


def test_each_scale_has_a_picture_and_a_table_of_its_own() -> None:
    call_command("load_reference")
    made = document("eight-forces-2015", "surrey-2015")
    assert [picture.name for picture in made.pictures] == ["side-by-side", "side-by-side-2"]
    assert [sheet.scale for sheet in made.sheets[:2]] == ["historic-three-tier", "case-grade"]


def test_own_random_samples_of_the_same_criteria_have_differences_with_newcombes_interval(
    people: tuple[User, User], version: FrameworkVersion
) -> None:
    force = builders.make_force()
    inspected(people, version, force, ["good"] * 3 + ["inadequate"] * 7, "first")
    inspected(people, version, force, ["good"] * 8 + ["inadequate"] * 4, "second")
    made = document("first", "second")
    found = {row[1]: row[2:] for row in rows(made, "differences")}
    interval = newcombe(Share(8, 12), Share(3, 10))
    assert interval is not None
    assert found["Good"] == ["3 of 10", "30.0%", "8 of 12", "66.7%", "36.7", "−4.3 to 64.1"]
    assert [round(limit * 100, 1) for limit in (interval.low, interval.high)] == [-4.3, 64.1]
    assert "3 differences stand here." in made.sheets[1].notes[0]
    assert "not-compared" not in [sheet.name for sheet in made.sheets]


def test_mapped_criteria_of_own_inspections_are_compared_one_by_one(
    people: tuple[User, User], version: FrameworkVersion
) -> None:
    force = builders.make_force()
    inspected(people, version, force, ["good"] * 10, "first")
    inspected(people, version, force, ["good"] * 11, "second")
    found = rows(document("first", "second"), "criteria-1")
    assert [(row[1], row[2], row[4]) for row in found] == [
        ("Is the first thing done well? Good", "10 of 10", "11 of 11"),
        ("Is the first thing done well? Requires improvement", "0 of 10", "0 of 11"),
        ("Is the first thing done well? Inadequate", "0 of 10", "0 of 11"),
        ("Is the second thing done well? Good", "0 of 10", "0 of 11"),
        ("Is the second thing done well? Requires improvement", "10 of 10", "11 of 11"),
        ("Is the second thing done well? Inadequate", "0 of 10", "0 of 11"),
    ]


def test_changed_criteria_stop_the_comparison_of_grades_but_not_of_the_criteria_that_are_the_same(
    people: tuple[User, User], version: FrameworkVersion
) -> None:
    force = builders.make_force()
    inspected(people, version, force, ["good"] * 2, "first")
    inspected(people, builders.published_framework(REWORDED), force, ["good"] * 2, "second")
    assert why("first", "second") == [
        "Criteria changed: “Is the second thing done well, and in time?”, “Is the third thing done well?”, "
        "“Is the second thing done well?” are not asked in the same way in both."
    ]
    made = document("first", "second")
    assert "differences" not in [sheet.name for sheet in made.sheets]
    assert {row[1].partition("?")[0] for row in rows(made, "criteria-1")} == {"Is the first thing done well"}


def test_different_frameworks_are_different_criteria(people: tuple[User, User], version: FrameworkVersion) -> None:
    force = builders.make_force()
    other = builders.published_framework(builders.FRAMEWORK.replace("framework: small", "framework: other"))
    inspected(people, version, force, ["good"], "first")
    inspected(people, other, force, ["good"], "second")
    assert why("first", "second")[0].startswith("Criteria changed: they were judged by different frameworks")


@pytest.mark.parametrize("design", ["purposive", "census", "unknown"])
def test_no_interval_where_a_sample_is_not_random(
    people: tuple[User, User], version: FrameworkVersion, design: str
) -> None:
    force = builders.make_force()
    inspected(people, version, force, ["good"] * 10, "first")
    inspected(people, version, force, ["good"] * 10, "second", design)
    assert {row[7] for row in rows(document("first", "second"), "differences")} == {NOT_RANDOM}


def test_no_interval_where_a_case_is_in_both(people: tuple[User, User], version: FrameworkVersion) -> None:
    force = builders.make_force()
    inspected(people, version, force, ["good"] * 10, "first")
    second = inspected(people, version, force, ["good"] * 10, "second")
    shared = Inspection.objects.get(slug__slug="first").subjects.first()
    assert shared is not None
    assert shared.case is not None
    casework.add_subject(builders.acting(people[0]), second, shared.case)
    assert {row[7] for row in rows(document("first", "second"), "differences")} == {SHARED}


def test_few_cases_have_counts_alone(people: tuple[User, User], version: FrameworkVersion) -> None:
    force = builders.make_force()
    inspected(people, version, force, ["good"] * 2, "first")
    inspected(people, version, force, ["good"], "second")
    assert rows(document("first", "second"), "differences")[0][2:] == [
        *("2 of 2", "not shown", "1 of 1", "not shown", FEW, FEW)
    ]


def test_own_and_published_results_are_never_joined(people: tuple[User, User], version: FrameworkVersion) -> None:
    call_command("load_reference")
    inspected(people, version, builders.make_force(), ["good"], "first")
    (reasons,) = why("first", "dorset-2022")
    assert reasons.endswith("One is counted here, the other was published elsewhere: beside each other, never mixed.")
    made = document("first", "dorset-2022")
    assert (made.marking.startswith("Not for publication"), made.notes[1].startswith("Own figures")) == (True, True)


def test_which_force_a_label_hides_is_not_told_beside_published_results(
    people: tuple[User, User], version: FrameworkVersion
) -> None:
    call_command("load_reference")
    for code in ("dorset", "kent"):
        inspected(people, version, Force.objects.get(code=code), [], f"of-{code}")
    assert why("of-dorset", "dorset-2022") == why("of-kent", "dorset-2022")
    assert "The forces are not named" in why("of-kent", "dorset-2022")[0]


def test_headline_subsets_are_counted_and_others_are_other_cases(
    people: tuple[User, User], version: FrameworkVersion
) -> None:
    supervisor, inspector = people
    force = builders.make_force()
    inspected(people, version, force, ["good"] * 2, "first")
    second = builders.make_inspection(
        supervisor, version, inspectors=[inspector], slug="second", headline_subset="group-based=no"
    )
    for answer in ("yes", "no", "no"):
        subject = builders.add_case(supervisor, second, force)
        builders.signed_off(supervisor, subject, inspector, {**builders.ANSWERS, "group-based": answer})
    found = [(row[3], row[5]) for row in rows(document("first", "second"), "side-by-side")]
    assert found == [("all", "2"), ("Did the investigation uncover group-based exploitation? No", "2")]
    assert why("first", "second") == ["Different cases were counted."]


def test_figures_are_counted_anew_where_the_headline_changed_since(
    people: tuple[User, User], version: FrameworkVersion
) -> None:
    supervisor, _ = people
    made = inspected(people, version, builders.make_force(), ["good", "inadequate"], "first")
    for subset, n in (("group-based=no", 0), ("group-based=yes", 2), ("", 2)):
        details = replace(details_of(made), headline_subset=subset)
        update_inspection(builders.acting(supervisor), made, details, made.version)
        made.refresh_from_db()
        (own,) = own_exercises(SYSTEM, ["first"])
        assert sum(own.overall_counts().values()) == n


def test_reportable_inspections_are_those_whose_report_may_be_read(
    people: tuple[User, User], version: FrameworkVersion
) -> None:
    supervisor, inspector = people
    first = inspected(people, version, builders.make_force(), [], "first")
    tied = builders.make_supervisor("cleo")
    builders.inspection_actions.add_member(builders.acting(supervisor), first, tied, "supervisor", date(2026, 1, 1))
    declare_conflict(builders.acting(tied), first, inspection_force=first.forces.get(), reason="Worked there.")
    builders.make_inspection(tied, version, slug="second")
    for user in (supervisor, inspector, tied, builders.make_administrator(), builders.make_supervisor()):
        actor = builders.acting(user)
        allowed = {
            one.slug_id for one in Inspection.objects.all() if may(actor, "report.view", report_scope(actor, one))
        }
        assert {one.slug_id for one in reportable(actor)} == allowed


@pytest.mark.parametrize("who", ["inspector", "elsewhere", "administrator", "conflicted"])
def test_an_inspection_whose_report_is_closed_is_answered_as_one_that_is_not_there(
    people: tuple[User, User], version: FrameworkVersion, who: str
) -> None:
    supervisor, inspector = people
    made = inspected(people, version, builders.make_force(), ["good"], "hidden-one")
    conflicted = builders.make_supervisor("cleo")
    builders.inspection_actions.add_member(
        builders.acting(supervisor), made, conflicted, "supervisor", builders.NOW.date()
    )
    declare_conflict(builders.acting(conflicted), made, inspection_force=made.forces.get(), reason="Worked there.")
    user = {
        "inspector": inspector,
        "elsewhere": builders.make_supervisor("silas"),
        "administrator": builders.make_administrator("ada"),
        "conflicted": conflicted,
    }[who]
    client = client_of(user)
    for more in ({}, {"format": "json"}, {"format": "svg", "picture": "side-by-side"}):
        closed = client.get(address("hidden-one", **more))
        absent = client.get(address("absent-one", **more))
        assert closed.status_code == absent.status_code == 400
        same = closed.content.replace(b"hidden-one", b"absent-one")
        assert b"There is no exercise called" in same
        assert same.count(b"absent-one") == absent.content.count(b"absent-one")
    assert "hidden-one" not in client.get(reverse("report-beside")).content.decode()
    with pytest.raises(Invalid) as refused:
        beside(builders.acting(user), ["hidden-one"])
    assert refused.value.sentence == NONE_SUCH.format("hidden-one")
    assert [one for one in offered(builders.acting(user)) if one.own] == []


def test_withdrawn_results_and_too_many_are_refused() -> None:
    call_command("load_reference")
    results = list(ExternalResult.objects.all())
    with pytest.raises(Invalid) as many:
        beside(SYSTEM, [one.slug_id for one in results[:13]])
    assert many.value.sentence == TOO_MANY
    withdraw_result(SYSTEM, results[0], "Retracted.", 0)
    with pytest.raises(Invalid):
        beside(SYSTEM, [results[0].slug_id])


def test_page_asks_the_same_number_of_queries_for_one_and_three_inspections(
    people: tuple[User, User], version: FrameworkVersion, django_assert_num_queries: Any
) -> None:
    force = builders.make_force()
    for slug in ("first", "second", "third"):
        inspected(people, version, force, ["good", "inadequate"], slug)
    client = client_of(people[0])
    for slugs in (("first",), ("first", "second", "third")):
        client.get(address(*slugs))
        with django_assert_num_queries(17):
            client.get(address(*slugs))


def test_page_shows_pictures_tables_files_and_what_can_be_chosen(people: tuple[User, User]) -> None:
    call_command("load_reference")
    client = client_of(people[1])
    page = client.get(address(*PAIRS[0])).content.decode()
    assert page.count(NOT_A_TREND) > 1
    assert "None of these exercises compare over time" in page
    assert 'value="north-yorkshire-2021" checked' in page
    assert "North Yorkshire Police (3)" in page
    assert address(*PAIRS[0]).partition("?")[2].replace("&", "&amp;") in page
    assert client.get(reverse("report-beside")).status_code == 200
    assert client.get(address(format="csv")).status_code == 400


def test_downloads_of_own_figures_are_in_the_trail_and_published_ones_are_not(
    people: tuple[User, User], version: FrameworkVersion
) -> None:
    call_command("load_reference")
    inspected(people, version, builders.make_force(), ["good"], "first")
    client = client_of(people[0])
    data = json.loads(b"".join(client.get(address("dorset-2022", "suffolk-2022", format="json")).streaming_content))
    assert (data["kind"], data["lines"], len(data["apart"])) == ("beside", [], 1)
    assert not AuditEvent.objects.filter(action="report.exported").exists()
    for _ in range(2):
        b"".join(client.get(address("first", "dorset-2022", format="json")).streaming_content)
    assert AuditEvent.objects.filter(action="report.exported").count() == 1


def test_the_command_puts_exercises_beside_each_other(capsys: Any) -> None:
    call_command("load_reference")
    capsys.readouterr()
    call_command("report", "north-yorkshire-2021", "--beside", "north-yorkshire-2022")
    text = capsys.readouterr().out
    assert "Different exercise types: not a trend." in text
    assert "13 (17.8%)" in text
    with pytest.raises(CommandError, match="leave out --where"):
        call_command("report", "north-yorkshire-2021", "--beside", "north-yorkshire-2022", "--by", "force")
    with pytest.raises(CommandError, match="There is no exercise called “nothing-here”"):
        call_command("report", "north-yorkshire-2021", "--beside", "nothing-here")


def test_a_line_has_a_picture_of_its_shares_in_order_of_time(
    people: tuple[User, User], version: FrameworkVersion
) -> None:
    force = builders.make_force()
    inspected(people, version, force, ["good"] * 10, "first")
    inspected(people, version, force, ["good"] * 10, "second", "purposive")
    (picture,) = [one for one in document("first", "second").pictures if one.name == "differences"]
    told = picture.svg.partition("<desc")[2].partition("</desc>")[0]
    first = "Good, Inspection first, 2026-01 to 2026-06: 10 of 10 (100.0%, 95% interval 72.2% to 100.0%)"
    assert told.index(first) < told.index("Good, Inspection second, 2026-01 to 2026-06: 10 of 10 (100.0%)")
