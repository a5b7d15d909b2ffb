"""An inspection's report: what counts, what is left out and why, and who may read it."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from access.refusals import Invalid
from casefiles.documents.actions import add_document
from review.casework import actions as casework
from review.counting.choosing import checked_names
from review.counting.dimensions import CRITERION
from review.counting.measures import measure_of
from review.inspections import actions as inspection_actions
from review.moderation import actions as moderation
from review.reports import building, tracing
from review.reports.asking import Asked
from review.reviewing import actions as reviewing
from review.reviewing.actions import FlagInput
from review.reviewing.queries import subject_scope
from tests import builders
from tests.review.conftest import World

Report = Callable[..., dict[str, Any]]


@pytest.fixture
def report(capsys: pytest.CaptureFixture[str]) -> Report:
    """Return a way to run the report command and read its JSON."""

    def run(slug: str, *arguments: str) -> dict[str, Any]:
        capsys.readouterr()
        call_command("report", slug, "--format", "json", *arguments)
        answer: dict[str, Any] = json.loads(capsys.readouterr().out)
        return answer

    return run


def graded(world: World, grade: str, group: str = "yes", **facts: object) -> Any:
    """Return a signed-off case with this overall grade."""
    subject = builders.add_case(world.supervisor, world.inspection, world.force, **facts)
    answers = {**builders.ANSWERS, "overall-grade": grade, "group-based": group}
    return builders.signed_off(world.supervisor, subject, world.inspector, answers)


def test_report_leaves_out_each_case_for_one_reason(world: World, report: Report) -> None:
    """A case in every state, and the reasons add up to what was selected."""
    supervisor = builders.acting(world.supervisor)
    graded(world, "good")
    graded(world, "inadequate", group="no")
    builders.add_case(world.supervisor, world.inspection, world.force)
    begun = builders.add_case(world.supervisor, world.inspection, world.force)
    builders.answer(world.inspector, builders.assign(world.supervisor, begun, world.inspector))
    handed_in = builders.add_case(world.supervisor, world.inspection, world.force)
    builders.submitted(world.supervisor, handed_in, world.inspector)
    withdrawn = builders.add_case(world.supervisor, world.inspection, world.force)
    casework.withdraw(supervisor, withdrawn, "Wrong kind of case.")
    reopened = graded(world, "good").subject
    reopened.refresh_from_db()
    moderation.reopen(supervisor, reopened, "New documents.")
    found = report("test-world", "--where", "group-based=yes")
    assert found["selected"] == 7
    assert found["n"] == 1
    assert found["counts"] == {"good": 1, "requires-improvement": 0, "inadequate": 0}
    assert found["left_out"] == {"withdrawn": 1, "not-reviewed": 2, "unsigned": 2, "not-in-subset": 1}


def test_report_counts_an_answer_not_applicable_apart(world: World, report: Report) -> None:
    """A criterion that did not apply is left out of that criterion's row and of nothing else."""
    subject = builders.add_case(world.supervisor, world.inspection, world.force)
    answers = {**builders.ANSWERS, "first-criterion": "not-applicable"}
    builders.signed_off(world.supervisor, subject, world.inspector, answers)
    graded(world, "good")
    found = report("test-world", "--by", "criterion")
    rows = {group["key"]: group for group in found["groups"]}
    assert list(rows) == ["first-criterion", "second-criterion"]
    assert (rows["first-criterion"]["n"], rows["first-criterion"]["left_out"]) == (1, {"not-applicable": 1})
    assert rows["second-criterion"]["counts"] == {"good": 0, "requires-improvement": 2, "inadequate": 0}
    assert (found["n"], found["overlapping"]) == (2, True)


def test_report_by_force_adds_up(world: World, report: Report) -> None:
    """The groups share out the cases, reconciliation included."""
    second = builders.make_force("synthetic-two")
    graded(world, "good")
    graded(world, "inadequate")
    builders.add_case(world.supervisor, world.inspection, second)
    found = report("test-world", "--by", "force")
    assert [(group["key"], group["label"], group["n"], group["left_out"]) for group in found["groups"]] == [
        ("force-a", "Force A", 2, {}),
        ("force-b", "Force B", 0, {"not-reviewed": 1}),
    ]
    assert sum(group["selected"] for group in found["groups"]) == found["selected"] == 3


def test_report_by_question_keeps_the_unanswered_in_their_own_group(world: World, report: Report) -> None:
    """Cases without a signed-off answer are in a group of their own, so that the groups add up."""
    graded(world, "good", group="yes")
    graded(world, "inadequate", group="no")
    builders.add_case(world.supervisor, world.inspection, world.force)
    found = report("test-world", "--all", "--by", "group-based")
    assert [(group["key"], group["n"], group["selected"]) for group in found["groups"]] == [
        ("yes", 1, 1),
        ("no", 1, 1),
        ("not-answered", 0, 1),
    ]


def test_report_where_joins_commas_by_or_and_repeats_by_and(world: World, report: Report) -> None:
    """Commas widen, repetition narrows."""
    graded(world, "good", team_type="specialist")
    graded(world, "good", team_type="non-specialist")
    graded(world, "inadequate", group="no", team_type="specialist")
    assert report("test-world", "--where", "team-type=specialist,non-specialist")["n"] == 3
    both = report("test-world", "--where", "team-type=specialist", "--where", "group-based=yes")
    assert (both["n"], both["left_out"], both["where"]) == (
        1,
        {"not-in-subset": 2},
        ["team-type=specialist", "group-based=yes"],
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["no-such-slug"], "There is no inspection or published result called “no-such-slug”."),
        (["Test-Wold"], "called “Test-Wold”. Did you mean “test-world”?"),
        (["test-wold", "--results"], "Did you mean “test-world”?"),
        (["test-world", "--where", "force=Force-A"], 'Did you mean "force-a"?'),
        (["test-world", "--where", "force=Force A"], 'Did you mean "force-a"?'),
        (["test-world", "--by", "Team Type"], 'Did you mean "team-type"?'),
        (["test-world", "--by", "ethnicity-stage"], "“ethnicity-stage” is known of each suspect, and this report"),
        (["test-world", "--where", "group-based"], 'has no "="'),
        (["test-world", "--where", "group-bsed=yes"], 'Did you mean "group-based"?'),
        (["test-world", "--where", "group-based=perhaps"], "The answers are: yes, no."),
        (["test-world", "--where", "criterion=first-criterion"], "is not a name to choose by"),
        (["test-world", "--by", "period"], "is not a name to break down by"),
    ],
)
def test_report_refuses_what_it_does_not_know_in_one_line(world: World, arguments: list[str], sentence: str) -> None:
    """Exit code 2, one line, no figure."""
    builders.add_case(world.supervisor, world.inspection, world.force)
    with pytest.raises(CommandError) as refused:
        call_command("report", *arguments)
    assert refused.value.returncode == 2
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


def test_every_figure_leads_to_as_many_cases(world: World) -> None:
    """Tracing a figure down gives exactly the cases that were counted in it."""
    graded(world, "good")
    graded(world, "good", group="no")
    graded(world, "inadequate", team_type="non-specialist")
    builders.add_case(world.supervisor, world.inspection, world.force)
    method = building.method_of(world.inspection)
    where = building.headline_of(world.inspection, method)
    for by in (*(name for name, one in method.dimensions.items() if not one.of_suspects), CRITERION):
        found = building.own_report(method, building.Definition(where, (by,)))
        for group in found.groups:
            asked = Asked(where=where, by=(by,), key=(group.key,))
            assert tracing.traced(method, asked).count() == group.table.n
            for code, count in group.table.counts.items():
                assert tracing.traced(method, replace(asked, answer=code)).count() == count
            for reason, count in group.table.left_out.items():
                assert tracing.traced(method, replace(asked, left_out=reason)).count() == count


def test_a_criterion_left_unanswered_is_told_before_the_subset(world: World, report: Report) -> None:
    """In the subset or not, a case that left the criterion unanswered is left out for that; the figures trace down."""
    optional = builders.FRAMEWORK.replace(FIRST_IS_REQUIRED, FIRST_IS_REQUIRED.replace("true", "false"))
    inspection = builders.make_inspection(
        world.supervisor, builders.published_framework(optional), inspectors=[world.inspector], slug="optional"
    )
    for group, first in [("yes", "good"), ("yes", None), ("no", None), ("no", "good"), ("no", "not-applicable")]:
        answers = {**builders.ANSWERS, "group-based": group}
        answers = {**answers, "first-criterion": first} if first else {**answers}
        if first is None:
            del answers["first-criterion"]
        subject = builders.add_case(world.supervisor, inspection, world.force)
        builders.signed_off(world.supervisor, subject, world.inspector, answers)
    found = report("optional", "--where", "group-based=yes", "--by", "criterion")
    first_row = next(group for group in found["groups"] if group["key"] == "first-criterion")
    assert (first_row["n"], first_row["selected"]) == (1, 5)
    assert first_row["left_out"] == {"question-not-answered": 2, "not-in-subset": 2}
    method = building.method_of(inspection)
    where = building.chosen(method, ["group-based=yes"])
    for reason, count in first_row["left_out"].items():
        asked = Asked(where=where, by=("criterion",), key=("first-criterion",), left_out=reason)
        assert tracing.traced(method, asked).count() == count


FIRST_IS_REQUIRED = """\
        not-applicable: with-reason
        rationale: optional
        evidence: optional
        required: true
"""


def test_facts_count_as_they_were_signed(world: World, report: Report, today: None) -> None:
    """A later correction of the team type does not move a signed-off case to another row."""
    from casefiles.cases import actions as case_actions
    from casefiles.cases.queries import facts_of

    subject = graded(world, "good").subject
    case, actor = builders.case_of(subject), builders.acting(world.supervisor)
    changed = type(facts_of(case))(**{**vars(facts_of(case)), "team_type": "non-specialist"})
    case_actions.correct_case(actor, subject_scope(actor, subject), case, changed, "The log says so.", case.version)
    rows = {group["key"]: group["n"] for group in report("test-world", "--by", "team-type")["groups"]}
    assert rows == {"specialist": 1, "non-specialist": 0, "not-recorded": 0}
    page = signed_in(world.supervisor).get(reverse("report", args=["test-world"])).content.decode()
    assert "1 case has facts that were corrected after sign-off." in page


def signed_in(user: Any) -> Client:
    """Return a browser in which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let requests happen at the tests' moment."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: builders.NOW)


def test_report_page_is_for_the_inspections_supervisors(world: World, today: None) -> None:
    """Others of the team are refused with a sentence, people outside do not learn that it exists."""
    address = reverse("report", args=["test-world"])
    assert signed_in(world.supervisor).get(address).status_code == 200
    refused = signed_in(world.inspector).get(address)
    assert refused.status_code == 403
    assert b"Others of its team read it once the inspection is closed" in refused.content
    assert signed_in(builders.make_supervisor()).get(address).status_code == 404


def test_report_is_closed_to_a_supervisor_with_a_conflict(world: World, today: None) -> None:
    """Refused whole, never filtered: a count is the same for everybody who may see it."""
    subject = graded(world, "good").subject
    inspection_actions.declare_conflict(
        builders.acting(world.supervisor), world.inspection, subject=subject, reason="I know somebody in it."
    )
    refused = signed_in(world.supervisor).get(reverse("report", args=["test-world"]))
    assert refused.status_code == 403


@pytest.mark.parametrize("query", ["w.group-based=perhaps", "w.nothing=yes", "by=period"])
def test_report_page_answers_an_unknown_name_with_a_sentence(world: World, today: None, query: str) -> None:
    """A bad address is a 400 with words, not a traceback."""
    answer = signed_in(world.supervisor).get(f"{reverse('report', args=['test-world'])}?{query}", follow=True)
    assert (answer.status_code, "This report cannot be shown" in answer.content.decode()) == (400, True)


def test_report_page_asks_the_same_number_of_queries_for_one_and_three_cases(
    world: World, today: None, django_assert_num_queries: Any
) -> None:
    """One literal number, whatever the size of the inspection."""
    client = signed_in(world.supervisor)
    address = reverse("report", args=["test-world"])
    graded(world, "good")
    client.get(address)
    with django_assert_num_queries(REPORT_QUERIES):
        assert client.get(address).status_code == 200
    graded(world, "good")
    graded(world, "inadequate")
    with django_assert_num_queries(REPORT_QUERIES):
        assert client.get(address).status_code == 200


REPORT_QUERIES = 14


def test_unknown_names_are_invalid(world: World) -> None:
    """The pure checks raise sentences that the pages and the command share."""
    method = building.method_of(world.inspection)
    with pytest.raises(Invalid):
        building.chosen(method, ["force=force-z"])
    with pytest.raises(Invalid):
        checked_names(method, ["perhaps"], measure_of(method))


def test_flags_are_counted_by_force_and_lead_to_their_cases(world: World, today: None) -> None:
    """Two flags in one case are two flags and one case; the number of cases leads to exactly these."""
    subject = builders.add_case(world.supervisor, world.inspection, world.force)
    actor = builders.acting(world.supervisor)
    scope = subject_scope(actor, subject)
    log = add_document(actor, scope, builders.case_of(subject), "Log", "log.txt", b"It was her choice.\n\nSeen.")
    review = builders.answer(world.inspector, builders.assign(world.supervisor, subject, world.inspector))
    for quotation in ("It was her choice.", "her choice"):
        flag = FlagInput(category="lifestyle", document=log, page=1, quotation=quotation, note="")
        reviewing.add_flag(builders.acting(world.inspector), review, flag)
    graded(world, "good")
    reviewing.submit(builders.acting(world.inspector), review)
    subject.refresh_from_db()
    moderation.sign_off(actor, subject)
    client = signed_in(world.supervisor)
    flags = client.get(reverse("report", args=["test-world"])).context["flags"]
    assert "2 in 1 case, in 1 of 1 force." in flags["words"]
    assert [[count for count, _ in row["counts"]] for row in flags["rows"]] == [[2, 1, 2], [2, 1, 2]]
    for row in flags["rows"]:
        assert [client.get(url).context["total"] for _, url in row["counts"]] == [1, 1, 2]


def test_cases_behind_a_figure_come_page_by_page_with_the_same_queries(
    world: World, today: None, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page, the total and the search are the database's; nothing grows with the cases."""
    monkeypatch.setattr("review.reports.views.PER_PAGE", 2)
    client = signed_in(world.supervisor)
    address = f"{reverse('report-cases', args=['test-world'])}?by=force&key=force-a&answer=good"
    graded(world, "good")
    client.get(address)
    with django_assert_num_queries(CASES_QUERIES):
        assert client.get(address).context["total"] == 1
    graded(world, "good")
    graded(world, "good")
    with django_assert_num_queries(CASES_QUERIES):
        page = client.get(f"{address}&page=2")
    assert page.context["total"] == 3
    references = [subject.case.reference for subject in page.context["subjects"]]
    assert len(references) == 1
    found = client.get(f"{address}&q={references[0]}")
    assert [subject.case.reference for subject in found.context["subjects"]] == references
    assert "Good: 3 cases" in found.content.decode()


CASES_QUERIES = 16
