"""Every name that a report can choose, break down by or count, in a world small enough to count by hand."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from access.refusals import Invalid
from review.counting.choosing import checked_names
from review.counting.measures import measure_of, measures
from review.counting.method import Method
from review.inspections.models import Subject
from review.moderation import actions as moderation
from review.reports.asking import Asked
from review.reports.building import Definition, GroupRow, Report, chosen, own_report
from review.reports.readings import NO_OUTCOME, told_of
from review.reports.tracing import traced
from tests import builders
from tests.review.conftest import World
from tests.review.counting.cases import SELF, add, sign_off, suspect


def n_by(method: Method, *by: str, measure: str = "grade", where: Sequence[str] = ()) -> dict[str, int]:
    """Return n of each group that has any case, by its key."""
    report = own_report(method, Definition(chosen(method, where), by, measure))
    return {" ".join(key): row.table.n for key, row in rows(report) if row.table.n}


def rows(report: Report) -> Iterator[tuple[tuple[str, ...], GroupRow]]:
    for group in report.groups:
        yield from [((group.key, one.key), one) for one in group.rows] or [((group.key,), group)]


def counts(method: Method, measure: str, *where: str) -> dict[str, int]:
    """Return how many have each answer that anybody has."""
    table = own_report(method, Definition(chosen(method, where), (), measure)).table
    return {code: count for code, count in table.counts.items() if count}


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("force", {"force-a": 3}),
        ("case-area", {"child-sexual-exploitation": 2, "online": 1}),
        ("team-type", {"specialist": 2, "non-specialist": 1}),
        ("offence", {"Child sexual exploitation": 2, "Rape, of a child": 1}),
        ("outcome", {"1": 1, "not-answered": 2}),
        ("force-flag", {"yes": 1, "no": 2}),
        ("taskforce-support", {"yes": 1, "no": 2}),
        ("language", {"yes": 1, "no": 2}),
        ("month", {"2026-03": 3}),
        ("quarter", {"2026-Q1": 3}),
        ("year", {"2026": 3}),
        ("reported-month", {"2025-03": 1, "2025-11": 1, "not-answered": 1}),
        ("closed-quarter", {"2026-Q1": 1, "not-answered": 2}),
        ("days.reported.closed", {"28-to-90-days": 1, "not-answered": 2}),
        ("days.reported.signed-off", {"91-to-181-days": 1, "365-days-or-more": 1, "not-answered": 1}),
        ("days.closed.signed-off", {"28-to-90-days": 1, "not-answered": 2}),
        ("reviewer", {"ines": 2, "otto": 1}),
        ("grade", {"good": 1, "inadequate": 2}),
        ("grade.first-criterion", {"good": 2, "not-applicable": 1}),
        ("group-based", {"yes": 2, "no": 1}),
        ("criterion", {"first-criterion": 2, "second-criterion": 3}),
    ],
)
def test_cases_are_broken_down_by(method: Method, by: str, groups: dict[str, int]) -> None:
    assert n_by(method, by) == groups


def test_two_names_stand_within_one_another(method: Method) -> None:
    assert n_by(method, "team-type", "reviewer") == {
        "specialist ines": 1,
        "specialist otto": 1,
        "non-specialist ines": 1,
    }
    assert n_by(method, "force", "criterion") == {"force-a first-criterion": 2, "force-a second-criterion": 3}
    assert n_by(method, "criterion", "group-based") == {
        "first-criterion yes": 1,
        "first-criterion no": 1,
        "second-criterion yes": 2,
        "second-criterion no": 1,
    }


@pytest.mark.parametrize(
    ("measure", "found"),
    [
        ("grade", {"good": 1, "inadequate": 2}),
        ("grade.first-criterion", {"good": 2}),
        ("group-based", {"yes": 2, "no": 1}),
        ("force-flag", {"yes": 1, "no": 2}),
        ("language", {"yes": 1, "no": 2}),
        ("days.reported.signed-off", {"91-to-181-days": 1, "365-days-or-more": 1}),
        ("ethnicity", {"white": 1, "asian-or-asian-british": 1, "not-stated": 1, "not-recorded": 1}),
        ("ethnicity-stage", {"arrest": 1, "custody": 1, "interview": 1, "not-at-any-stage": 1}),
        ("ethnicity-agreement", {"none": 2, "one": 1, "differ": 1}),
        ("ethnicity-at.arrest", {"contradicted": 1, "no-record": 3}),
        ("ethnicity-at.custody", {"only": 1, "no-record": 3}),
    ],
)
def test_answers_to_a_name_are_counted(method: Method, measure: str, found: dict[str, int]) -> None:
    assert counts(method, measure) == found


def test_forces_own_flag_stands_beside_what_reviewers_found(method: Method) -> None:
    report = own_report(method, Definition(by=("group-based",), measure="force-flag"))
    found = {group.key: dict(group.table.counts) for group in report.groups if group.table.n}
    assert found == {"yes": {"yes": 1, "no": 1, "not-recorded": 0}, "no": {"yes": 0, "no": 1, "not-recorded": 0}}


def test_suspects_of_cases_that_do_not_count_are_left_out_by_the_same_reasons(method: Method) -> None:
    table = own_report(method, Definition(chosen(method, ["group-based=yes"]), (), "ethnicity")).table
    assert (table.selected, table.n) == (5, 3)
    assert table.left_out_nonzero() == {"not-reviewed": 1, "not-in-subset": 1}
    stages = n_by(method, "ethnicity-stage", measure="ethnicity")
    assert stages == {"arrest": 1, "custody": 1, "interview": 1, "not-at-any-stage": 1}


def test_no_outcome_yet_is_no_outcome_and_codes_that_nobody_has_are_not_shown(world: World, method: Method) -> None:
    sign_off(world, add(world, grade="good", outcome_type="0"))
    whole = own_report(method, Definition(measure="outcome"))
    assert (dict(whole.table.counts), whole.unused) == ({"1": 1}, 21)
    assert whole.table.left_out_nonzero() == {"not-reviewed": 1, "question-not-answered": 2, "not-applicable": 1}
    assert list(told_of(method, whole)) == [
        NO_OUTCOME,
        "Of the published list of outcome types 21 codes are not shown, as no case has them.",
    ]
    by = own_report(method, Definition(by=("outcome",)))
    assert [(group.label, group.table.n) for group in by.groups] == [
        ("Charged or summonsed", 1),
        ("No outcome yet", 1),
        ("Not answered or not yet signed off", 2),
    ]
    assert n_by(method, "force", measure="outcome", where=["outcome=not-applicable"]) == {}


def test_ethnicity_counts_as_it_was_signed(world: World, method: Method) -> None:
    before = counts(method, "ethnicity")
    subject = Subject.objects.order_by("pk")[1]
    suspect(world, subject, "S9", (SELF, "B1", "", "later"))
    assert counts(method, "ethnicity") == before
    moderation.reopen(builders.acting(world.supervisor), subject, "A suspect was missing.")
    sign_off(world, subject)
    assert counts(method, "ethnicity") == before | {"black-or-black-british": 1}


@pytest.mark.parametrize(
    ("where", "n"),
    [
        (["month=2026-01..2026-03"], 3),
        (["month=2025-01..2025-12"], 0),
        (["reported-year=2025"], 2),
        (["language=yes"], 1),
        ([r"offence=Rape\, of a child"], 1),
        (["grade.first-criterion=good"], 2),
        (["grade.first-criterion=not-applicable"], 1),
        (["grade=inadequate", "team-type=specialist"], 1),
        (["reviewer=otto,ines"], 3),
        (["days.reported.signed-off=365-days-or-more"], 1),
    ],
)
def test_cases_are_chosen_by(method: Method, where: list[str], n: int) -> None:
    assert own_report(method, Definition(chosen(method, where))).table.n == n


def test_every_figure_of_every_pair_leads_to_as_many_as_it_counts(method: Method) -> None:
    pairs = [("force", "month"), ("criterion", "team-type"), ("team-type", "criterion"), ("offence", "reviewer")]
    asked = [("grade", pair) for pair in pairs]
    asked += [("ethnicity", ("ethnicity-stage", "force")), ("ethnicity-agreement", ("ethnicity-stages",))]
    asked += [
        ("ethnicity-at.arrest", ("ethnicity-stages", "force")),
        ("force-flag", ("group-based",)),
        ("language", ("force",)),
    ]
    for measure, by in asked:
        report = own_report(method, Definition(chosen(method, ["group-based=yes"]), by, measure))
        for key, row in rows(report):
            figure = Asked(report.where, by, measure, key=key)
            assert traced(method, figure).count() == row.table.n, (measure, key)
            for code, count in row.table.counts.items():
                assert traced(method, replace(figure, answer=code)).count() == count, (measure, key, code)
            for reason, count in row.table.left_out.items():
                assert traced(method, replace(figure, left_out=reason)).count() == count, (measure, key, reason)


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        ("month=2023-13", '"2023-13" is not a month'),
        ("month=2024-01..2023-01", "runs backwards"),
        ("ethnicity=white", "“ethnicity” is known of each suspect, and cases are chosen"),
        ("criterion=first-criterion", '"criterion" is not a name to choose by'),
        ("grade.nothing=good", '"grade.nothing" is not a name to choose by'),
        ("offence=Robbery", '"Robbery" is not an answer to "offence"'),
        (f"reviewer={','.join(map(str, range(1001)))}", "takes at most 1000 answers"),
    ],
)
def test_choosing_refuses_what_does_not_exist_in_a_sentence(method: Method, where: str, sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        chosen(method, [where])
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("by", "sentence"),
    [
        (["force", "month", "year"], "by 2 names at most; these are 3"),
        (["force", "force"], "by “force” twice"),
        (["ethnicity-stage"], "“ethnicity-stage” is known of each suspect, and this report counts cases."),
        (["splendour"], "is not a name to break down by"),
    ],
)
def test_breaking_down_refuses_what_does_not_exist_in_a_sentence(method: Method, by: list[str], sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_names(method, by, measure_of(method))
    assert sentence in str(refused.value)


def test_counting_refuses_what_does_not_exist_and_names_the_nearest(method: Method) -> None:
    with pytest.raises(Invalid) as refused:
        measure_of(method, "force-flags")
    assert "“force-flags” is not a name to count. Did you mean “force-flag”?" in str(refused.value)


def test_everything_that_can_be_counted_reconciles(method: Method) -> None:
    for measure in measures(method):
        table = own_report(method, Definition(measure=measure)).table
        assert table.selected == (5 if measure.startswith("ethnicity") else 4)


def test_a_list_behind_a_count_of_suspects_says_suspects_and_their_cases(world: World, method: Method) -> None:
    client = Client()
    client.force_login(world.supervisor)
    address = reverse("report-cases", args=["test-world"])
    told = client.get(f"{address}?count=ethnicity&all=yes").content.decode()
    assert "Suspects counted: 4 suspects in 2 cases" in told
    assert "Cases counted: 3 cases" in client.get(f"{address}?all=yes").content.decode()


def test_of_suspects_of_open_cases_no_stage_is_known(method: Method) -> None:
    report = own_report(method, Definition(by=("ethnicity-stage",), measure="ethnicity"))
    assert {group.key: group.table.selected for group in report.groups if group.table.left_out["not-reviewed"]} == {
        "not-answered": 1
    }
