"""Exercises beside each other: which compare over time, with which differences, and why others do not."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from access.models import User
from casefiles.forces.models import Force
from review.casework import actions as casework
from review.domain.differences import newcombe
from review.domain.intervals import Share
from review.domain.multiples import NOT_A_TREND
from review.external.models import ExternalResult
from review.frameworks.models import FrameworkVersion
from review.inspections.actions import update_inspection
from review.inspections.details import details_of
from review.inspections.models import Inspection
from review.reports.beside_differences import (
    CRITERIA_COMPARED,
    FEW,
    HOW_UNKNOWN,
    NEWCOMBE,
    NO_DIFFERENCE,
    NOT_KNOWN,
    NOT_RANDOM,
    SHARED,
)
from review.reports.document import NO_CASE, NOT_PUBLISHED, about_sheet
from review.reports.own_exercises import own_exercises
from tests import builders
from tests.review.casework.newer import REWORDED
from tests.review.reports.side_by_side import PAIRS, SYSTEM, document, inspected, rows, why

pytestmark = pytest.mark.django_db


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
    (exercises, grade, *values), *gaps = rows(made, "differences")
    assert (exercises.count(", then "), exercises[-10:], grade) == (1, "2017-18 Q4", "Good")
    none = ["none", "none"]
    assert values == ["135", "10", "7.4%", "214", "23 derived", "10.7%", "3.3", *none, f"none: {HOW_UNKNOWN}"]
    lacking = ["214", NOT_PUBLISHED, NOT_PUBLISHED, NOT_KNOWN, *none, f"none: {NO_DIFFERENCE}"]
    assert [row[1:] for row in gaps] == [
        ["Requires improvement", "135", "64", "47.4%", *lacking],
        ["Inadequate", "135", "61", "45.2%", *lacking],
    ]
    (picture,) = [one for one in made.pictures if one.name == "differences"]
    assert picture.svg.count(f">{NOT_PUBLISHED}</text>") == 2
    assert "Good, 2017-18 Q4, derived: 23 of 214 (10.7%)" in picture.svg


@pytest.mark.parametrize(
    ("slugs", "reasons"),
    [
        (("metropolitan-2016", "metropolitan-2017-q3"), ["Different exercise types: not a trend."]),
        (("west-midlands-2014", "west-midlands-2014-cse"), ["Different cases were counted."]),
        (
            ("eight-forces-2015", "surrey-2015"),
            [
                "Different scales, “Historic three-tier scale (standing unconfirmed)” and “Case grade”: never "
                "converted. The forces are not named, so nobody can tell whether they are the same."
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


def test_what_must_be_known_of_a_published_result_stands_under_its_figures() -> None:
    call_command("load_reference")
    made = document("metropolitan-2016", "surrey-2015")
    assert made.sheets[0].notes[0] == (
        "Metropolitan: national child protection inspection, 2016: Another paper says about 384 cases; "
        "38 referred back to the force."
    )


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
    assert found["Good"] == ["10", "3", "30.0%", "12", "8", "66.7%", "36.7", "−4.3", "64.1", NEWCOMBE]
    assert [round(limit * 100, 1) for limit in (interval.low, interval.high)] == [-4.3, 64.1]
    assert "3 differences stand here." in made.sheets[1].notes[0]
    assert "not-compared" not in [sheet.name for sheet in made.sheets]


def test_differences_are_numbers_in_their_table_and_say_what_is_compared(
    people: tuple[User, User], version: FrameworkVersion
) -> None:
    force = builders.make_force()
    inspected(people, version, force, ["good"] * 3 + ["inadequate"] * 7, "first")
    inspected(people, version, force, ["good"] * 8 + ["inadequate"] * 4, "second")
    made = document("first", "second")
    differences, criteria = (
        next(sheet for sheet in made.sheets if sheet.name == name) for name in ("differences", "criteria-1")
    )
    kinds = [column.kind for column in differences.columns]
    assert kinds == [*["count", "count", "percent"] * 2, "difference", *["difference-limit"] * 2, "text"]
    n, count, share, later_n, later, later_share, apart, low, high, _ = differences.lines[0].values
    assert [one.number for one in (n, count, share)] == [10, 3, Fraction(3, 10)]
    assert [one.number for one in (later_n, later, later_share)] == [12, 8, Fraction(2, 3)]
    assert apart.number == Fraction(110, 3)
    assert low.number is not None
    assert high.number is not None
    assert [round(float(one), 1) for one in (low.number, high.number)] == [-4.3, 64.1]
    assert "Counted" not in dict(made.about)
    assert dict(made.about)["What is compared"] == "Grades of cases: overall, and at the criteria that are the same"
    assert dict(about_sheet(made, criteria))["What is compared"] == CRITERIA_COMPARED


def test_mapped_criteria_of_own_inspections_are_compared_one_by_one(
    people: tuple[User, User], version: FrameworkVersion
) -> None:
    force = builders.make_force()
    inspected(people, version, force, ["good"] * 10, "first")
    inspected(people, version, force, ["good"] * 11, "second")
    found = rows(document("first", "second"), "criteria-1")
    assert [(row[1], *row[2:4], *row[5:7]) for row in found] == [
        ("Is the first thing done well? Good", "10", "10", "11", "11"),
        ("Is the first thing done well? Requires improvement", "10", "0", "11", "0"),
        ("Is the first thing done well? Inadequate", "10", "0", "11", "0"),
        ("Is the second thing done well? Good", "10", "0", "11", "0"),
        ("Is the second thing done well? Requires improvement", "10", "10", "11", "11"),
        ("Is the second thing done well? Inadequate", "10", "0", "11", "0"),
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


@pytest.mark.parametrize(
    ("design", "words"), [("purposive", NOT_RANDOM), ("census", NOT_RANDOM), ("unknown", HOW_UNKNOWN)]
)
def test_no_interval_where_a_sample_is_not_known_to_be_random(
    people: tuple[User, User], version: FrameworkVersion, design: str, words: str
) -> None:
    force = builders.make_force()
    inspected(people, version, force, ["good"] * 10, "first")
    inspected(people, version, force, ["good"] * 10, "second", design)
    found = {tuple(row[9:]) for row in rows(document("first", "second"), "differences")}
    assert found == {("none", "none", f"none: {words}")}


def test_no_interval_where_a_case_is_in_both(people: tuple[User, User], version: FrameworkVersion) -> None:
    force = builders.make_force()
    inspected(people, version, force, ["good"] * 10, "first")
    second = inspected(people, version, force, ["good"] * 10, "second")
    shared = Inspection.objects.get(slug__slug="first").subjects.first()
    assert shared is not None
    assert shared.case is not None
    casework.add_subject(builders.acting(people[0]), second, shared.case)
    found = {tuple(row[9:]) for row in rows(document("first", "second"), "differences")}
    assert found == {("none", "none", f"none: {SHARED}")}


def test_exercises_without_a_case_have_no_share_and_no_difference(
    people: tuple[User, User], version: FrameworkVersion
) -> None:
    force = builders.make_force()
    inspected(people, version, force, ["good"] * 10, "first")
    inspected(people, version, force, [], "second")
    found = {row[1]: row[2:] for row in rows(document("first", "second"), "differences")}
    assert found["Good"] == [
        *("10", "10", "100.0%", "0", NO_CASE, NO_CASE, NOT_KNOWN, "none", "none", f"none: {NO_DIFFERENCE}")
    ]


def test_few_cases_have_counts_alone(people: tuple[User, User], version: FrameworkVersion) -> None:
    force = builders.make_force()
    inspected(people, version, force, ["good"] * 2, "first")
    inspected(people, version, force, ["good"], "second")
    assert rows(document("first", "second"), "differences")[0][2:] == [
        *("2", "2", "not shown", "1", "1", "not shown", FEW, "none", "none", f"none: {FEW}")
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


def test_the_command_puts_exercises_beside_each_other(capsys: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
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


def test_the_handling_marking_of_every_own_inspection_stands_on_the_document(
    people: tuple[User, User], version: FrameworkVersion
) -> None:
    force = builders.make_force()
    for slug, marking in (("first", "Restricted"), ("second", "")):
        made = inspected(people, version, force, [], slug)
        details = replace(details_of(made), handling_marking=marking)
        update_inspection(builders.acting(people[0]), made, details, made.version)
    assert document("first", "second").marking == (
        "Restricted. Not for publication: figures for the inspection's own team."
    )
