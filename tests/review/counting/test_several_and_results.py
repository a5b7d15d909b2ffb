"""Questions with several choices, and the results of rules, as names of reports, counted by hand."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from access.refusals import Invalid
from review.counting.measures import measure_of, measures
from review.counting.method import Method, method_of
from review.domain.tabulation import EVERY_CASE
from review.inspections.models import Subject
from review.reports.actions import save_report
from review.reports.asking import Asked
from review.reports.building import Definition, chosen, own_report
from review.reports.choices import counted
from review.reports.documents import own_document
from review.reports.sheets import overlap_words
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


def test_all_choices_are_counted_in_one_table_each_of_the_same_cases(ruled: Method) -> None:
    """Of five cases one has two roles and one has one; in the rest it was not asked, did not apply, or is open."""
    table = own_report(ruled, Definition(measure="roles")).table
    assert (table.selected, table.n, table.given, table.several) == (5, 2, 3, True)
    assert table.counts == {"leader": 2, "recruiter": 0, "other": 1}
    left_out = {"not-reviewed": 1, "question-not-answered": 1, "not-applicable": 1}
    assert table.left_out_nonzero() == left_out
    for code, count in table.counts.items():
        assert counts(ruled, f"roles.{code}")[0].get("yes", 0) == count


def test_all_choices_by_group_add_up_over_the_groups_alone(ruled: Method) -> None:
    report = own_report(ruled, Definition(by=("group-based",), measure="roles"))
    tables = {group.key: group.table for group in report.groups}
    assert {key: (one.selected, one.n) for key, one in tables.items()} == {
        "yes": (3, 2),
        "no": (1, 0),
        "not-answered": (1, 0),
    }
    assert tables["yes"].counts == {"leader": 2, "recruiter": 0, "other": 1}
    assert [one.several for one in tables.values()] == [True, True, True]
    assert (report.overlapping, report.inner_overlapping) == (False, False)


def test_choices_stand_beside_each_other_where_they_are_counted_and_broken_down_by(ruled: Method) -> None:
    report = own_report(ruled, Definition(by=("roles",), measure="roles"))
    tables = {group.key: group.table for group in report.groups}
    assert (tables["leader"].n, tables["leader"].counts) == (2, {"leader": 2, "recruiter": 0, "other": 1})
    assert (tables["other"].n, tables["other"].counts) == (1, {"leader": 1, "recruiter": 0, "other": 1})
    assert tables["not-applicable"].left_out_nonzero() == {"not-applicable": 1}
    assert report.overlapping is True
    assert report.margins == ()


def test_within_a_group_choices_overlap_and_no_margin_adds_them_up(ruled: Method) -> None:
    report = own_report(ruled, Definition(by=("group-based", "roles")))
    assert (report.overlapping, report.inner_overlapping, report.margins) == (False, True, ())
    assert overlap_words(report, several=False) == (
        "Within each group the rows overlap: a case can be in several of them, so they do not add up to the group."
    )


def test_by_criterion_the_grades_of_a_report_of_choices_are_one_for_each_case(ruled: Method) -> None:
    report = own_report(ruled, Definition(by=("criterion",), measure="roles"))
    assert report.several is True
    assert {one.table.several for one in report.groups} == {False}


def test_periods_are_broken_down_by_and_not_counted(ruled: Method) -> None:
    assert "roles" in measures(ruled)
    with pytest.raises(Invalid) as refused:
        measure_of(ruled, "month")
    assert "“month” has answers that are broken down by and not counted" in str(refused.value)


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
        for measure in ("grade", "roles.other", "result.victims-rule", "roles"):
            check_every_figure(ruled, Definition(chosen(ruled, ["group-based=yes"]), by, measure))


@pytest.mark.parametrize("where", [[], ["roles=other"], ["roles.leader=no,not-applicable"]])
@pytest.mark.parametrize("by", [(), ("group-based",), ("roles",), ("group-based", "roles")], ids=str)
def test_behind_every_count_of_choices_are_the_cases_that_made_them(
    ruled: Method, by: tuple[str, ...], where: list[str]
) -> None:
    check_every_figure(ruled, Definition(chosen(ruled, where), by, "roles"))


def test_the_page_says_that_a_case_may_be_in_several_rows(world: World, ruled: Method) -> None:
    client = Client()
    client.force_login(world.supervisor)
    slug = ruled.inspections[0].slug_id
    words = client.get(f"{reverse('report-build', args=[slug])}?by=roles").content.decode()
    assert "The groups overlap: a case can be in several of them" in words
    page = client.get(f"{reverse('report-build', args=[slug])}?count=roles.leader&by=result.victims-rule")
    assert page.context["report"].table.counts == {"yes": 2, "no": 0}


def page_of(world: World, method: Method, query: str) -> Any:
    """Return the builder's page as the supervisor sees it."""
    client = Client()
    client.force_login(world.supervisor)
    return client.get(f"{reverse('report-build', args=[method.inspections[0].slug_id])}?{query}")


def test_the_page_of_choices_says_that_they_overlap_and_stacks_no_bar(world: World, ruled: Method) -> None:
    page = page_of(world, ruled, "count=roles&by=group-based")
    words = " ".join(page.content.decode().split())
    assert (
        "A case may have several of these answers, so the rows add up to more than the cases: 3 answers in 2 cases. "
        "Every case counted has at least one; a case with none of them is left out, for the reason told."
    ) in words
    assert "A case may have several of the answers, so the answers of a row can add up to more than its n." in words
    assert '<desc id="main-desc">Bar: cases with the answer; outline: all cases counted. Of 2 cases: ' in words
    assert [(figure.label, figure.count, figure.share) for figure in page.context["main"].grades] == [
        ("Leader", 2, "2 of 2"),
        ("Recruiter", 0, "0 of 2"),
        ("Other", 1, "1 of 2"),
    ]
    assert [(figure.label, figure.count) for figure in page.context["main"].left_out] == [
        ("Review not submitted yet", 1),
        ("Question not asked", 1),
        ("Not applicable", 1),
    ]


def test_each_count_of_the_page_leads_to_its_cases(world: World, ruled: Method) -> None:
    client, page = Client(), page_of(world, ruled, "count=roles&by=group-based")
    client.force_login(world.supervisor)
    found = [*page.context["main"].grades, *(one for row in page.context["broken"].rows for one in row.grades)]
    listed = {one.url: client.get(one.url).context for one in found if one.url}
    assert [len(listed[one.url]["subjects"]) for one in found if one.url] == [one.count for one in found if one.count]
    leader = listed[page.context["main"].grades[0].url]
    assert sorted(one.case.reference for one in leader["subjects"]) == ["FOUR", "ONE"]
    assert leader["words"] == "Which roles were found?: Leader"


def test_groups_that_overlap_are_not_compared_and_the_page_says_why(world: World, ruled: Method) -> None:
    page = page_of(world, ruled, "by=roles")
    assert page.context["comparison"] is None
    assert "The groups overlap, so they are not compared: a case that is in two of them" in page.content.decode()
    notes = own_document(ruled, own_report(ruled, Definition(by=("roles",))), builders.NOW).notes
    assert any(note.startswith("The groups overlap, so they are not compared") for note in notes)


def test_choices_are_asked_for_in_the_same_queries_for_one_and_three_cases(
    world: World, django_assert_num_queries: Any
) -> None:
    first = builders.ruled_subject(world.supervisor, [world.inspector], world.force)
    builders.signed_off(world.supervisor, first, world.inspector, GROUP)
    client = Client()
    client.force_login(world.supervisor)
    address = f"{reverse('report-build', args=[first.inspection.slug_id])}?count=roles&by=roles&by=force"
    client.get(address)
    with django_assert_num_queries(CHOICES_QUERIES):
        assert client.get(address).context["report"].table.n == 1
    for _ in range(2):
        subject = builders.add_case(world.supervisor, first.inspection, world.force)
        builders.signed_off(world.supervisor, subject, world.inspector, {**GROUP, "roles": ("recruiter",)})
    with django_assert_num_queries(CHOICES_QUERIES):
        assert client.get(address).context["report"].table.n == 3


CHOICES_QUERIES = 18


def up(world: World, reference: str) -> Any:
    """Return the page of the figures that a case is in."""
    client = Client()
    client.force_login(world.supervisor)
    subject = Subject.objects.get(case__reference=reference)
    return client.get(reverse("case-figures", args=[subject.public_id]))


def test_a_case_is_in_the_count_of_each_choice_that_it_made(world: World, ruled: Method) -> None:
    actor, inspection = builders.acting(world.supervisor), ruled.inspections[0]
    save_report(actor, inspection, "Roles", "all=yes&count=roles&by=group-based")
    save_report(actor, inspection, "By role", "all=yes&by=roles")
    page = up(world, "ONE")
    asked = [one for one in page.context["questions"] if one.title == "Which roles were found?"]
    assert [(one.answer, one.count, one.asked.query()) for one in asked] == [
        ("Leader", 2, "count=roles&answer=leader&all=yes"),
        ("Other", 1, "count=roles&answer=other&all=yes"),
    ]
    saved = [(one.saved.name, one.figure.title, one.figure.answer, one.figure.count) for one in page.context["saved"]]
    question = "Was a group behind it?"
    assert sorted(saved) == [
        ("By role", "Which roles were found?: Leader", "Requires improvement", 1),
        ("By role", "Which roles were found?: Other", "Requires improvement", 1),
        ("Roles", f"{question}: Yes", "Leader", 2),
        ("Roles", f"{question}: Yes", "Other", 1),
    ]
    assert [one.title for one in up(world, "TWO").context["questions"]].count("Which roles were found?") == 0


def test_a_saved_report_of_choices_says_what_changed(world: World, ruled: Method) -> None:
    inspection = ruled.inspections[0]
    saved = save_report(builders.acting(world.supervisor), inspection, "Roles", "all=yes&count=roles")
    subject = builders.add_case(world.supervisor, inspection, world.force)
    builders.signed_off(world.supervisor, subject, world.inspector, {**GROUP, "roles": ("leader", "recruiter")})
    client = Client()
    client.force_login(world.supervisor)
    page = client.get(reverse("report-saved", args=[saved.public_id]))
    assert [(one.words, one.before, one.now) for one in page.context["changes"]] == [
        ("selected", 5, 6),
        ("counted (n)", 2, 3),
        ("Leader", 2, 3),
        ("Recruiter", 0, 1),
    ]
