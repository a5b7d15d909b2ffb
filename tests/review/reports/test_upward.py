"""From a case up: exactly the figures that it is in, each with its count and with the case behind it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from review.casework import actions as casework
from review.counting.method import Method, method_of
from review.inspections import actions as inspection_actions
from review.inspections.models import Inspection, Subject
from review.reports.actions import save_report
from review.reports.asking import Asked
from review.reports.building import Definition, Report, chosen, own_report
from review.reports.tracing import traced
from tests import builders
from tests.review.conftest import World
from tests.review.counting.cases import OFFICER, SELF, add, flagged, sign_off, suspect

FIGURES_QUERIES, JOINED_QUERIES = 26, 38
SAVED = (
    ("By team", "w.group-based=yes&by=team-type&by=criterion"),
    ("Ethnicity", "all=yes&count=ethnicity&by=ethnicity-stage"),
    ("Nothing in it", "w.team-type=not-recorded"),
    ("Language", "all=yes&count=language&by=month"),
)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let requests happen at the tests' moment."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: builders.NOW)


@pytest.fixture
def subjects(world: World) -> list[Subject]:
    """Return cases in every state, of two forces, with four saved reports beside them."""
    first = add(world, grade="good")
    flagged(world, first)
    suspect(world, first, "S1", (SELF, "W1", "", "arrest"))
    suspect(world, first, "S2", (OFFICER, "IC4", "", "custody"))
    sign_off(world, first)
    second = add(world, grade="inadequate", group="no", team_type="non-specialist")
    sign_off(world, second)
    third = add(world, grade="inadequate")
    sign_off(world, third)
    withdrawn, still_open = add(world, grade=""), add(world, grade="good")
    casework.withdraw(builders.acting(world.supervisor), withdrawn, "Wrong kind of case.")
    for name, query in SAVED:
        save_report(builders.acting(world.supervisor), world.inspection, name, query)
    return [first, second, third, withdrawn, still_open]


def client_of(user: Any) -> Client:
    """Return a browser in which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return client


def up(world: World, subject: Subject) -> Any:
    """Return the page of the figures that a case is in, as the supervisor sees it."""
    return client_of(world.supervisor).get(reverse("case-figures", args=[subject.public_id]))


def listed(page: Any) -> list[tuple[int, Asked]]:
    """Return each figure of the page with its count."""
    figures = [*page.context["standard"], *page.context["questions"]]
    figures += [one.figure for one in page.context["saved"]]
    return [(figure.count, figure.asked) for figure in figures]


def figures(report: Report, asked: Asked) -> Iterator[tuple[int, Asked]]:
    """Yield every figure of a report, the innermost groups only, with what leads to it."""
    tables = [((), report.table)] if not report.by else []
    for group in report.groups:
        rows = group.rows or (group,)
        tables += [((group.key, one.key) if group.rows else (group.key,), one.table) for one in rows]  # type: ignore[misc]
    for key, table in tables:
        here = replace(asked, by=report.by, key=key, measure=report.measure)
        yield from ((count, replace(here, answer=code)) for code, count in table.counts.items())
        yield from ((count, replace(here, left_out=code)) for code, count in table.left_out.items())


def every_figure(method: Method) -> dict[str, list[tuple[int, Asked]]]:
    """Return every figure of the standard report and of the saved ones, and of questions those that are answers."""
    headline, everything = chosen(method, ["group-based=yes"]), Asked(chosen(method, []), all_cases=True)
    main = Asked(headline)
    standard = [*figures(own_report(method, Definition(headline)), main)]
    standard += figures(own_report(method, Definition()), everything)
    for by in ("force", "criterion"):
        standard += figures(own_report(method, Definition(headline, (by,))), main)
    language = own_report(method, Definition(chosen(method, ["force=force-a"]), measure="language"))
    flags = figures(language, Asked(language.where, narrowed=True))
    standard += [(count, asked) for count, asked in flags if asked.answer == "yes"]
    questions = figures(own_report(method, Definition(measure="group-based")), everything)
    saved = [
        (chosen(method, ["group-based=yes"]), ("team-type", "criterion"), "grade", True),
        (chosen(method, []), ("ethnicity-stage",), "ethnicity", False),
        (chosen(method, ["team-type=not-recorded"]), (), "grade", True),
        (chosen(method, []), ("month",), "language", False),
    ]
    of_saved: list[tuple[int, Asked]] = []
    for where, by, measure, narrowed in saved:
        asked = Asked(where, narrowed=narrowed, all_cases=not narrowed)
        of_saved += figures(own_report(method, Definition(where, by, measure)), asked)
    return {
        "standard": standard,
        "questions": [one for one in questions if one[1].answer],
        "saved": [one for one in of_saved if one[1].answer],
    }


def test_the_list_of_a_case_is_of_exactly_the_figures_that_it_is_behind(world: World, subjects: list[Subject]) -> None:
    method = method_of(world.inspection)
    every = [one for members in every_figure(method).values() for one in members]
    behind = {asked: set(traced(method, asked).subjects().values_list("pk", flat=True)) for _, asked in every}
    for subject in subjects:
        found = [(count, asked.query()) for count, asked in listed(up(world, subject))]
        expected = [(count, asked.query()) for count, asked in every if subject.pk in behind[asked]]
        assert sorted(found) == sorted(expected), subject.case


def test_every_figure_of_the_list_leads_to_the_case_among_as_many_as_it_counts(
    world: World, subjects: list[Subject]
) -> None:
    client, cases = client_of(world.supervisor), reverse("report-cases", args=["test-world"])
    for subject in subjects:
        for count, asked in listed(up(world, subject)):
            page = client.get(f"{cases}?{asked.query()}")
            assert page.context["total"] == count
            assert subject.pk in [one.pk for one in page.context["subjects"]]


def test_a_case_that_is_not_signed_off_is_told_where_it_is_left_out(world: World, subjects: list[Subject]) -> None:
    page = up(world, subjects[3])
    assert {figure.answer for figure in page.context["standard"]} == {"Left out: withdrawn"}
    assert "This case is not signed off, so it is counted in no figure." in page.content.decode()
    assert "Saved reports that count it" not in page.content.decode()


def test_figures_of_a_case_are_asked_for_in_the_same_queries(
    world: World, subjects: list[Subject], django_assert_num_queries: Any
) -> None:
    client, address = client_of(world.supervisor), reverse("case-figures", args=[subjects[0].public_id])
    client.get(address)
    with django_assert_num_queries(FIGURES_QUERIES):
        client.get(address)
    for name in ("One", "Two", "Three"):
        save_report(builders.acting(world.supervisor), world.inspection, name, "by=force")
        sign_off(world, add(world, grade="good"))
    with django_assert_num_queries(FIGURES_QUERIES):
        assert len(client.get(address).context["saved"]) == 7


def another(world: World, slug: str) -> Inspection:
    """Return another inspection by the same framework, with the people of the first and a signed-off case."""
    found = builders.make_inspection(world.supervisor, world.version, inspectors=[world.inspector], slug=slug)
    subject = builders.add_case(world.supervisor, found, world.force)
    builders.signed_off(world.supervisor, subject, world.inspector)
    return found


def test_saved_reports_of_several_inspections_lead_up_from_the_cases_of_each(
    world: World, subjects: list[Subject]
) -> None:
    later, actor = another(world, "later"), builders.acting(world.supervisor)
    save_report(actor, world.inspection, "Both", "with=later&by=inspection&by=force")
    save_report(actor, later, "The other way", "with=test-world&count=team-type")
    save_report(actor, later, "Alone", "by=force")
    client, of_later = client_of(world.supervisor), later.subjects.get()
    for subject, where in ((subjects[0], "Inspection test-world"), (of_later, "Inspection later")):
        found = {one.saved.name: one for one in up(world, subject).context["saved"]}
        assert {"Both", "The other way"} <= set(found)
        assert found["Both"].figure.title == f"Inspection: {where}, Force: Force A ({where})"
        assert [one.title for one in found["The other way"].inspections] == [
            "Inspection later",
            "Inspection test-world",
        ]
        for name in ("Both", "The other way"):
            page = client.get(found[name].url)
            assert page.context["total"] == found[name].figure.count
            assert subject.pk in [one.pk for one in page.context["subjects"]]
    assert "Alone" not in {one.saved.name for one in up(world, subjects[0]).context["saved"]}
    assert "Inspection later; Inspection test-world, counted together" in up(world, of_later).content.decode()


def test_a_saved_report_of_an_inspection_that_one_may_not_read_is_told_of_to_nobody_else(
    world: World, subjects: list[Subject]
) -> None:
    later = another(world, "later")
    save_report(builders.acting(world.supervisor), later, "Both", "with=test-world")
    assert "Both" in [one.saved.name for one in up(world, subjects[0]).context["saved"]]
    inspection_actions.declare_conflict(
        builders.acting(world.supervisor), later, subject=later.subjects.get(), reason="I know somebody in it."
    )
    assert "Both" not in [one.saved.name for one in up(world, subjects[0]).context["saved"]]


def test_no_saved_report_tells_an_inspector_who_reviewed_a_case(world: World) -> None:
    """Once the inspection is closed and settled its inspectors read its reports, but for those of reviewers."""
    subject, actor = add(world, grade="good"), builders.acting(world.supervisor)
    sign_off(world, subject)
    save_report(actor, world.inspection, "By reviewer", "by=reviewer")
    save_report(actor, world.inspection, "By force", "by=force")
    inspection_actions.close(actor, world.inspection)
    address = reverse("case-figures", args=[subject.public_id])
    told = {
        user.username: [one.saved.name for one in client_of(user).get(address).context["saved"]]
        for user in (world.supervisor, world.inspector)
    }
    assert told == {"sam": ["By force", "By reviewer"], "ines": ["By force"]}


def test_figures_of_a_case_over_several_inspections_are_asked_for_in_the_same_queries(
    world: World, subjects: list[Subject], django_assert_num_queries: Any
) -> None:
    client, address = client_of(world.supervisor), reverse("case-figures", args=[subjects[0].public_id])
    actor = builders.acting(world.supervisor)
    one, two = another(world, "one"), another(world, "two")
    save_report(actor, world.inspection, "With one", "with=one&by=force")
    client.get(address)
    with django_assert_num_queries(JOINED_QUERIES):
        client.get(address)
    save_report(actor, world.inspection, "With two", "with=two&by=inspection")
    save_report(actor, two, "All three", "with=one&with=test-world&by=criterion")
    save_report(actor, one, "The other way", "with=test-world&by=reviewer")
    with django_assert_num_queries(JOINED_QUERIES):
        assert len({each.saved for each in client.get(address).context["saved"]}) == 7


def test_figures_of_a_case_are_for_those_who_may_read_the_report(world: World, subjects: list[Subject]) -> None:
    subject = subjects[4]
    address = reverse("case-figures", args=[subject.public_id])
    of_case = reverse("case", args=[subject.public_id])
    assert address in client_of(world.supervisor).get(of_case).content.decode()
    assert address not in client_of(world.inspector).get(of_case).content.decode()
    assert client_of(world.inspector).get(address).status_code == 403
    assert client_of(world.other).get(address).status_code == 404
    assert client_of(builders.make_supervisor()).get(address).status_code == 404
    actor = builders.acting(world.supervisor)
    inspection_actions.declare_conflict(actor, world.inspection, subject=subjects[0], reason="I know somebody in it.")
    assert client_of(world.supervisor).get(address).status_code == 403
    assert address not in client_of(world.supervisor).get(of_case).content.decode()
