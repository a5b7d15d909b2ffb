"""Questions with several choices, and the results of rules, as names of reports, counted by hand."""

import pytest
from django.test import Client
from django.urls import reverse

from access.refusals import Invalid
from review.counting.measures import measure_of, measures
from review.counting.method import Method, method_of
from review.domain.tabulation import EVERY_CASE
from review.reports.asking import Asked
from review.reports.building import Definition, chosen, own_report
from review.reports.choices import counted
from tests import builders
from tests.review.conftest import World
from tests.review.counting.checking import check_every_figure, check_sources
from tests.ruled import ALONE, GROUP, RULED

WORSE = {"seen": "inadequate", "victims-grade": "inadequate", "overall-grade": "inadequate"}


@pytest.fixture
def ruled(world: World) -> Method:
    """Return the method of four signed-off cases, three with a group, and one that is open."""
    first = builders.ruled_subject(world.supervisor, [world.inspector], world.force, reference="ONE")
    inspection = first.inspection
    answers = {
        "TWO": ALONE,
        "THREE": {**GROUP, "roles": "not-applicable", "pursued": "requires-improvement"},
        "FOUR": {**GROUP, **WORSE, "roles": ("leader",)},
    }
    builders.signed_off(world.supervisor, first, world.inspector, GROUP)
    for reference, given in answers.items():
        subject = builders.add_case(world.supervisor, inspection, world.force, reference)
        builders.signed_off(world.supervisor, subject, world.inspector, given)
    builders.add_case(world.supervisor, inspection, world.force, "OPEN")
    return method_of(inspection)


def n_by(method: Method, by: str, *where: str) -> dict[str, int]:
    """Return n of each group that has any case."""
    report = own_report(method, Definition(chosen(method, where), (by,)))
    return {group.key: group.table.n for group in report.groups if group.table.n}


def counts(method: Method, measure: str) -> tuple[dict[str, int], dict[str, int]]:
    """Return how many have each answer, and how many are left out for each reason."""
    table = own_report(method, Definition(measure=measure)).table
    return {code: count for code, count in table.counts.items() if count}, table.left_out_nonzero()


def test_a_case_is_in_the_group_of_each_choice_that_was_made(ruled: Method) -> None:
    assert n_by(ruled, "roles") == {"leader": 2, "other": 1, "not-applicable": 1, "not-answered": 1}
    report = own_report(ruled, Definition(by=("roles",)))
    assert (report.table.n, report.overlapping) == (4, True)


def test_groups_of_several_choices_never_add_up_even_where_nobody_made_two(ruled: Method) -> None:
    report = own_report(ruled, Definition(chosen(ruled, ["roles.other=no"]), ("roles",)))
    assert (report.table.n, report.overlapping) == (1, True)


def test_each_choice_is_counted_by_itself_as_yes_or_no(ruled: Method) -> None:
    left_out = {"not-reviewed": 1, "question-not-answered": 1, "not-applicable": 1}
    assert counts(ruled, "roles.leader") == ({"yes": 2}, left_out)
    assert counts(ruled, "roles.other") == ({"yes": 1, "no": 1}, left_out)
    assert counts(ruled, "roles.recruiter") == ({"no": 2}, left_out)


def test_cases_are_chosen_by_any_of_several_choices(ruled: Method) -> None:
    assert n_by(ruled, "group-based", "roles=recruiter,leader") == {"yes": 2}
    assert n_by(ruled, "group-based", "roles=other", "roles=leader") == {"yes": 1}
    assert n_by(ruled, "group-based", "roles.leader=no,not-applicable") == {"yes": 1}


def test_several_choices_together_are_not_counted_as_one_answer(ruled: Method) -> None:
    assert "roles" not in measures(ruled)
    with pytest.raises(Invalid) as refused:
        measure_of(ruled, "roles")
    assert "“roles” has answers that are broken down by and not counted" in str(refused.value)


def test_results_of_rules_are_counted_as_they_were_signed(ruled: Method) -> None:
    assert counts(ruled, "result.victims-rule") == ({"requires-improvement": 3, "inadequate": 1}, {"not-reviewed": 1})
    assert counts(ruled, "result.group-rule") == (
        {"good": 2, "requires-improvement": 1},
        {"not-reviewed": 1, "not-applicable": 1},
    )
    assert n_by(ruled, "result.case-rule") == {"requires-improvement": 3, "inadequate": 1}
    assert n_by(ruled, "grade", "result.group-rule=good") == {"requires-improvement": 1, "inadequate": 1}


def test_a_rule_that_gives_nothing_is_no_name(ruled: Method) -> None:
    assert [one.name for one in ruled.results] == ["result.victims-rule", "result.group-rule", "result.case-rule"]
    section = next(
        one for one in counted(ruled, Asked(EVERY_CASE)) if one.title == "Suggested by the framework’s rules"
    )
    assert [option.label for option in section.options] == [
        "Suggested by the rule “Victims”",
        "Suggested by the rule “Work on the group”",
        "Suggested by the rule “The case as a whole”",
    ]


@pytest.mark.parametrize("changed", ["worst-of: {questions: [seen]}", "worst-of: {questions: [seen, safe]}"])
def test_a_rule_that_is_changed_is_another_name(world: World, ruled: Method, changed: str) -> None:
    from review.inspections.actions import adopt_version

    text = RULED.replace("worst-of: {questions: [seen, safe]}", changed).replace(
        "Was the victim seen in", "Was she seen in"
    )
    newer = builders.published_framework(text)
    adopt_version(builders.acting(world.supervisor), ruled.inspections[0], newer)
    both = method_of(ruled.inspections[0])
    names = [one.name for one in both.results if "victims-rule" in one.name]
    assert names == ["result.victims-rule-version-2", "result.victims-rule"]


def test_what_is_behind_the_figures_are_the_cases_that_they_count(ruled: Method) -> None:
    check_sources(ruled)
    for by in (("roles",), ("result.group-rule", "roles"), ("roles.leader", "criterion")):
        for measure in ("grade", "roles.other", "result.victims-rule"):
            check_every_figure(ruled, Definition(chosen(ruled, ["group-based=yes"]), by, measure))


def test_the_page_says_that_a_case_may_be_in_several_rows(world: World, ruled: Method) -> None:
    client = Client()
    client.force_login(world.supervisor)
    slug = ruled.inspections[0].slug_id
    words = client.get(f"{reverse('report-build', args=[slug])}?by=roles").content.decode()
    assert "The groups overlap: a case can be in several of them" in words
    page = client.get(f"{reverse('report-build', args=[slug])}?count=roles.leader&by=result.victims-rule")
    assert page.context["report"].table.counts == {"yes": 2, "no": 0}
