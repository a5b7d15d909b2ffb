"""Groups compared, times between dates, and what is said of the force's own flag."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from review.counting.method import Method, method_of
from review.domain.tabulation import tabulate
from review.inspections.models import Inspection
from review.reports.building import Definition, Report, headline_of, own_report
from review.reports.comparing import TOO_SMALL, compared_by, comparison
from review.reports.durations import durations
from review.reports.readings import readings
from tests import builders
from tests.review.conftest import World

QUESTION = "“Did the investigation uncover group-based exploitation?”"


def signed(world: World, number: int, grade: str, group: str = "yes", **facts: object) -> None:
    """Sign off some cases."""
    answers = {**builders.ANSWERS, "overall-grade": grade, "group-based": group}
    for _ in range(number):
        subject = builders.add_case(world.supervisor, world.inspection, world.force, **facts)
        builders.signed_off(world.supervisor, subject, world.inspector, answers)


def made(method: Method, by: str, measure: str = "grade", intervals: bool = True) -> Report:
    """Return a report, with or without intervals."""
    report = own_report(method, Definition(by=(by,), measure=measure))
    return Report(**{**vars(report), "intervals": intervals})


def test_two_teams_of_ten_are_compared_with_their_interval_and_test(world: World) -> None:
    signed(world, 9, "good", team_type="specialist")
    signed(world, 1, "inadequate", team_type="specialist")
    signed(world, 3, "good", team_type="non-specialist")
    signed(world, 7, "inadequate", team_type="non-specialist")
    method = method_of(world.inspection)
    found = comparison(method, made(method, "team-type"), "good")
    assert found is not None
    (one,) = found.differences
    assert one.words == (
        "Specialist team 9 of 10, Non-specialist team 3 of 10: 60.0 percentage points apart; 95% interval 17.1 to 80.9."
    )
    assert (one.test, one.stays, found.many, found.untested) == ("p = 0.020", True, "", "")
    assert "Specialist team" in found.chart


def test_fewer_than_ten_are_shown_and_not_told_apart(world: World) -> None:
    signed(world, 2, "good", team_type="specialist")
    signed(world, 2, "inadequate", team_type="non-specialist")
    method = method_of(world.inspection)
    found = comparison(method, made(method, "team-type"), "good")
    assert found is not None
    assert found.differences == ()
    assert (found.untested, found.many, found.left_out) == (TOO_SMALL, "", "")


def test_holm_adjusts_for_the_pairs_that_are_compared_and_the_rest_are_named(world: World) -> None:
    for team, good in (("specialist", 9), ("non-specialist", 3)):
        signed(world, good, "good", team_type=team)
        signed(world, 10 - good, "inadequate", team_type=team)
    signed(world, 2, "good", team_type="not-recorded")
    method = method_of(world.inspection)
    found = comparison(method, made(method, "team-type"), "good")
    assert found is not None
    (one,) = found.differences
    assert (one.test, found.many) == ("p = 0.020", "")
    assert found.left_out == "Not compared, with fewer than 10 cases: Not recorded (2)."


def test_groups_are_compared_by_the_first_answer_that_anybody_has_unless_one_is_named(world: World) -> None:
    signed(world, 1, "inadequate")
    report = made(method_of(world.inspection), "team-type")
    assert [compared_by(report, wanted) for wanted in ("", "good", "gone")] == ["inadequate", "good", "inadequate"]
    nobody = replace(report, table=tabulate([], report.scale.codes))
    assert compared_by(nobody, "") == "good"


@pytest.mark.parametrize("by", ["criterion", "grade"])
def test_groups_that_overlap_are_not_compared(world: World, by: str) -> None:
    signed(world, 1, "good")
    method = method_of(world.inspection)
    found = comparison(method, made(method, by), "good")
    assert (found is None) == (by == "criterion")


def test_a_purposive_sample_is_not_tested_unless_asked(world: World) -> None:
    signed(world, 1, "good")
    method = method_of(world.inspection)
    found = comparison(method, made(method, "team-type", intervals=False), "good")
    assert found is not None
    assert found.untested.startswith("The sample was chosen on purpose")
    assert (found.differences, found.trend) == ((), "")


def test_days_between_dates_are_spread_for_all_and_for_each_group(world: World) -> None:
    first = date(2025, 6, 1)
    for days in (10, 20, 40):
        signed(world, 1, "good", reported_on=first, closed_on=first + timedelta(days), team_type="specialist")
    signed(world, 1, "good", reported_on=first, closed_on=first + timedelta(100), team_type="non-specialist")
    signed(world, 1, "good", reported_on=first)
    method = method_of(world.inspection)
    found = durations(method, made(method, "team-type", "days.reported.closed"))
    assert found is not None
    assert [(row.label, row.words) for row in found.rows if row.spread] == [
        ("All cases counted", "4 cases: median 30 days, all from 10 to 100 (too few for quartiles)."),
        ("Specialist team", "3 cases: median 20 days, all from 10 to 40 (too few for quartiles)."),
        ("Non-specialist team", "1 case: 100 days."),
    ]
    assert durations(method, made(method, "team-type")) is None


def test_the_forces_own_flag_is_told_beside_the_finding(world: World) -> None:
    signed(world, 4, "good", force_flag="yes")
    signed(world, 7, "good", force_flag="no")
    signed(world, 1, "good", force_flag="not-recorded")
    signed(world, 2, "good", group="no", force_flag="no")
    method = method_of(world.inspection)
    assert readings(method, made(method, "group-based", "force-flag")) == [
        f"Of the 12 cases in which reviewers answered {QUESTION} with yes, the force’s own records had flagged "
        "4 (33.3%): that is the share correctly flagged.",
        "In 6 (42.9%) of all 14 cases the force’s flag and the reviewers’ answer say the same.",
        "Without a record of a flag: 1.",
    ]
    assert readings(method, made(method, "team-type", "force-flag")) == []
    assert readings(method, made(method, "group-based")) == []


def test_cases_chosen_by_the_answer_do_not_show_how_often_flag_and_answer_agree(world: World) -> None:
    signed(world, 4, "good", force_flag="yes")
    signed(world, 6, "good", force_flag="no")
    method = method_of(world.inspection)
    where = headline_of(world.inspection, method)
    assert readings(method, own_report(method, Definition(where, ("group-based",), "force-flag"))) == [
        f"Of the 10 cases in which reviewers answered {QUESTION} with yes, the force’s own records had flagged "
        "4 (40.0%): that is the share correctly flagged.",
        "These cases were chosen by the answer, so they do not show how often the flag and the answer agree.",
        "Without a record of a flag: 0.",
    ]


def test_the_forces_flag_is_not_read_against_any_other_question(world: World) -> None:
    """Which question is about groups nothing but the headline says; of another question the flag is not correct."""
    signed(world, 4, "good", force_flag="yes")
    signed(world, 7, "good", group="no", force_flag="no")
    for headline in ("", "team-type=specialist", "group-based=no", "group-based=yes,no"):
        Inspection.objects.filter(pk=world.inspection.pk).update(headline_subset=headline)
        method = method_of(Inspection.objects.get(pk=world.inspection.pk))
        found = [readings(method, made(method, by, "force-flag")) for by in ("group-based", "language", "team-type")]
        assert (headline, found) == (headline, [[], [], []])


def test_nothing_counted_divides_by_nothing(world: World) -> None:
    method = method_of(world.inspection)
    assert readings(method, made(method, "group-based", "force-flag")) == []
    found = comparison(method, made(method, "team-type"), "good")
    assert found is not None
    assert found.differences == ()
    spread = durations(method, made(method, "team-type", "days.reported.closed"))
    assert spread is not None
    assert {row.words for row in spread.rows} == {"No cases counted."}
