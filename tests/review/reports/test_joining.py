"""One report on several inspections: counted together where that means something, and refused whole where not."""

import json
from dataclasses import replace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from access.models import AuditEvent
from review.counting.method import method_of
from review.inspections import actions as inspection_actions
from review.inspections.models import Inspection
from review.reports.actions import save_report
from review.reports.building import Definition, chosen, headline_of, own_report
from review.reports.readings import told_of
from tests import builders
from tests.review.conftest import World
from tests.review.counting.checking import check_every_figure, check_sources

JOINED_QUERIES = 25


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let requests happen at the tests' moment."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: builders.NOW)


def signed(world: World, inspection: Inspection, grade: str = "good", group: str = "yes") -> None:
    """Sign off a case of an inspection."""
    subject = builders.add_case(world.supervisor, inspection, world.force)
    answers = {**builders.ANSWERS, "overall-grade": grade, "group-based": group}
    builders.signed_off(world.supervisor, subject, world.inspector, answers)


def another(world: World, slug: str = "later", **more: str) -> Inspection:
    """Return another inspection by the same framework, with the same people."""
    team = [world.inspector, world.other]
    return builders.make_inspection(world.supervisor, world.version, inspectors=team, slug=slug, **more)  # type: ignore[arg-type]


@pytest.fixture
def later(world: World) -> Inspection:
    """Return a second inspection; each has signed-off cases, two and three, and the second an open one."""
    found = another(world)
    signed(world, world.inspection)
    signed(world, world.inspection, "inadequate", "no")
    signed(world, found, "inadequate")
    signed(world, found, "inadequate")
    signed(world, found, "good", "no")
    builders.add_case(world.supervisor, found, world.force)
    return found


def client_of(user: Any) -> Client:
    """Return a browser in which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return client


def build(world: World, query: str) -> Any:
    """Return the builder's page as the supervisor sees it."""
    return client_of(world.supervisor).get(f"{reverse('report-build', args=['test-world'])}?{query}")


def test_cases_of_several_inspections_are_counted_together_and_apart(world: World, later: Inspection) -> None:
    page = build(world, "with=later&by=inspection")
    report = page.context["report"]
    assert (report.table.selected, report.table.n) == (6, 5)
    assert report.table.counts == {"good": 2, "requires-improvement": 0, "inadequate": 3}
    assert [(group.label, group.table.n) for group in report.groups] == [
        ("Inspection test-world", 2),
        ("Inspection later", 3),
    ]
    assert "2 inspections counted together: Inspection test-world; Inspection later." in page.content.decode()
    assert [(one.label, one.chosen) for one in page.context["others"]] == [("Inspection later", True)]


def test_figures_of_several_inspections_lead_to_their_cases(world: World, later: Inspection) -> None:
    method = method_of(world.inspection, later)
    check_sources(method)
    for by in (("inspection",), ("force", "inspection"), ("inspection", "criterion")):
        check_every_figure(method, Definition(by=by))
    assert "no headline in common" not in build(world, "with=later&w.group-based=yes").content.decode()
    page = build(world, "with=later&by=inspection&w.group-based=yes")
    client = client_of(world.supervisor)
    rows = page.context["broken"].rows
    assert [client.get(row.n.url).context["total"] for row in rows] == [1, 2]
    grid = client.get(f"{reverse('report-grid', args=['test-world'])}?with=later&w.group-based=yes")
    assert (grid.context["total"], len(grid.context["rows"])) == (3, 3)


def test_only_the_forces_that_an_inspection_has_are_listed_in_it_and_all_adds_up(
    world: World, later: Inspection
) -> None:
    """The second has a force more, whose cases another condition leaves out: it stays listed, with zeros."""
    second = builders.make_force("synthetic-two")
    builders.signed_off(world.supervisor, builders.add_case(world.supervisor, later, second), world.inspector)
    method = method_of(world.inspection, later)
    for by in (("inspection", "force"), ("force", "inspection")):
        for where in ([], ["grade=inadequate"]):
            report = own_report(method, Definition(chosen(method, where), by))
            listed = {group.label: {one.label: one.table for one in group.rows} for group in report.groups}
            assert {group: list(rows) for group, rows in listed.items()} == PAIRS[by[0]]
            for group in report.groups:
                assert sum(one.table.selected for one in group.rows) == group.table.selected
                assert sum(one.table.n for one in group.rows) == group.table.n
            assert sum(group.table.selected for group in report.groups) == report.table.selected == 7
            assert sum(one.table.selected for one in report.margins) == 7
        check_every_figure(method, Definition(by=by))


FIRST, LATER = "Inspection test-world", "Inspection later"
PAIRS = {
    "inspection": {FIRST: [f"Force A ({FIRST})"], LATER: [f"Force A ({LATER})", f"Force B ({LATER})"]},
    "force": {f"Force A ({FIRST})": [FIRST], f"Force A ({LATER})": [LATER], f"Force B ({LATER})": [LATER]},
}


def test_a_force_of_two_inspections_by_labels_has_a_row_for_each_and_the_page_says_why(
    world: World, later: Inspection
) -> None:
    told = "a force that is in several inspections has a row for each"
    page = build(world, "with=later&by=force")
    assert [row.label for row in page.context["broken"].rows] == [f"Force A ({FIRST})", f"Force A ({LATER})"]
    assert told in page.content.decode()
    assert told not in build(world, "with=later&by=team-type").content.decode()
    assert told not in build(world, "by=force").content.decode()
    for one in (world.inspection, later):
        one.show_labels = False
    method = method_of(world.inspection, later)
    report = own_report(method, Definition(by=("force",)))
    assert [(group.label, group.table.selected) for group in report.groups] == [(world.force.name, 6)]
    assert list(told_of(method, replace(report, question=""))) == []


def test_inspections_with_the_same_title_are_told_apart_by_their_short_names(world: World) -> None:
    same = another(world, "same")
    signed(world, same)
    same.title = FIRST
    method = method_of(world.inspection, same)
    told = own_report(method, Definition(by=("inspection", "force")))
    assert [(group.label, [one.label for one in group.rows]) for group in told.groups] == [
        (f"{FIRST}, test-world", []),
        (f"{FIRST}, same", [f"Force A ({FIRST}, same)"]),
    ]


def test_headline_holds_where_all_have_the_same(world: World, later: Inspection) -> None:
    both = method_of(world.inspection, later)
    assert own_report(both, Definition(headline_of(world.inspection, both))).table.n == 5
    same = another(world, "same", headline_subset="group-based=yes")
    signed(world, same)
    signed(world, same, group="no")
    method = method_of(world.inspection, same)
    assert own_report(method, Definition(headline_of(world.inspection, method))).table.n == 2


def test_without_a_common_headline_page_and_files_say_that_all_cases_are_counted(
    world: World, later: Inspection
) -> None:
    told = (
        "These inspections have no headline in common, so no headline is applied and all of their cases are counted. "
        "Their headlines are: Inspection test-world: Did the investigation uncover group-based exploitation? Yes; "
        "Inspection later: none."
    )
    assert told in build(world, "with=later&by=inspection").content.decode()
    address = f"{reverse('report-download', args=['test-world'])}?with=later&by=inspection&format=json"
    sent = json.loads(b"".join(client_of(world.supervisor).get(address)))  # type: ignore[call-overload]
    assert sent["document"]["notes"][0] == told
    assert {one["label"]: one["words"] for one in sent["document"]["about"]}["Cases chosen"] == "All cases"
    same = another(world, "same", headline_subset="group-based=yes")
    assert "no headline" not in build(world, f"with={same.slug_id}").content.decode()


def test_samples_drawn_in_different_ways_have_no_interval(world: World, later: Inspection) -> None:
    random = another(world, "random", sample_design="random")
    signed(world, random)
    page = build(world, "with=random&intervals=yes&by=inspection")
    words = page.content.decode()
    assert "These inspections drew their samples in different ways." in words
    assert "differences between groups are not tested" in words
    assert (page.context["report"].intervals, "95% interval" in words) == (False, False)
    assert build(world, "with=later&intervals=yes").context["report"].intervals is True


def test_inspections_by_different_frameworks_are_not_counted_together(world: World, later: Inspection) -> None:
    text = builders.FRAMEWORK.replace("framework: small", "framework: other")
    version = builders.published_framework(text)
    builders.make_inspection(world.supervisor, version, slug="other")
    page = build(world, "with=other")
    assert page.status_code == 400
    assert "judge their cases by different frameworks" in page.content.decode()
    assert "other" not in [one.value for one in page.context["others"]]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("with=later&with=later", "is asked for twice"),
        ("with=test-world", "is asked for twice"),
        ("&".join(f"with=n{place}" for place in range(10)), "A report is of 10 inspections at most."),
        ("with=later&by=splendour", "is not a name to break down by"),
    ],
)
def test_what_cannot_be_joined_is_told_in_a_sentence(
    world: World, later: Inspection, query: str, sentence: str
) -> None:
    page = build(world, query)
    assert page.status_code == 400
    assert sentence in page.content.decode()


def test_the_right_to_each_inspection_is_asked_and_all_is_refused_without_one(world: World, later: Inspection) -> None:
    client = client_of(world.supervisor)
    names = ("report-build", "report-cases", "report-grid", "report-download")
    addresses = [f"{reverse(name, args=['test-world'])}?with=later&by=force" for name in names]
    stranger = builders.make_supervisor("sue")
    elsewhere = builders.make_inspection(stranger, world.version, slug="elsewhere")
    for address in addresses:
        assert client.get(address).status_code == 200
        assert client.get(address.replace("later", elsewhere.slug_id)).status_code == 404
        assert client.get(address.replace("later", "nowhere")).status_code == 404
    saved = save_report(builders.acting(world.supervisor), world.inspection, "Both", "with=later&by=inspection")
    inspection_actions.declare_conflict(
        builders.acting(world.supervisor), later, subject=later.subjects.first(), reason="I know somebody in it."
    )
    for address in (*addresses, reverse("report-saved", args=[saved.public_id])):
        assert client.get(address).status_code == 403
    assert build(world, "by=force").context["others"] == ()


def test_a_member_of_one_and_supervisor_of_another_sees_no_reviewers(world: World, later: Inspection) -> None:
    both = builders.make_user("both", "inspector", "supervisor")
    actor, today = builders.acting(world.supervisor), builders.NOW.date()
    inspection_actions.add_member(actor, world.inspection, both, "supervisor", today)
    inspection_actions.add_member(actor, later, both, "inspector", today)
    client, address = client_of(both), f"{reverse('report-build', args=['test-world'])}?with=later&by=force"
    assert client.get(address).status_code == 403
    open_case = later.subjects.get(status="to-assign")
    from review.casework.actions import withdraw

    withdraw(actor, open_case, "Wrong kind of case.")
    inspection_actions.close(actor, later)
    assert client.get(address).status_code == 200
    assert client.get(address.replace("by=force", "by=reviewer")).status_code == 403
    assert client.get(address.replace("with=later&by=force", "by=reviewer")).status_code == 200


def test_a_saved_report_keeps_its_inspections_and_is_none_of_one_alone(world: World, later: Inspection) -> None:
    actor = builders.acting(world.supervisor)
    saved = save_report(actor, world.inspection, "Both", "with=later&by=inspection")
    assert saved.query == "with=later&by=inspection&all=yes"
    page = client_of(world.supervisor).get(reverse("report-saved", args=[saved.public_id]))
    assert (page.context["changes"], page.context["report"].table.n) == ([], 5)
    subject = world.inspection.subjects.first()
    assert subject is not None
    up = client_of(world.supervisor).get(reverse("case-figures", args=[subject.public_id]))
    assert [(one.saved.name, one.figure.count) for one in up.context["saved"]] == [("Both", 1)]


def test_files_of_several_inspections_name_them_and_are_in_the_trail_of_each(world: World, later: Inspection) -> None:
    address = f"{reverse('report-download', args=['test-world'])}?with=later&by=inspection&format=json"
    sent = json.loads(b"".join(client_of(world.supervisor).get(address)))  # type: ignore[call-overload]
    assert (sent["inspection"], sent["n"]) == ("test-world+later", 5)
    assert sent["title"] == "Inspection test-world; Inspection later"
    things = set(AuditEvent.objects.filter(action="report.exported").values_list("thing_id", flat=True))
    assert things == {str(world.inspection.public_id), str(later.public_id)}


def test_command_counts_several_inspections(
    world: World, later: Inspection, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    call_command("report", "test-world", "--with", "later", "--by", "inspection", "--format", "json")
    found = json.loads(capsys.readouterr().out)
    assert (found["n"], [group["key"] for group in found["groups"]]) == (5, ["test-world", "later"])
    for arguments, sentence in (
        (["--with", "nowhere"], "There is no inspection called “nowhere”."),
        (["--with", "Latr"], "There is no inspection called “Latr”. Did you mean “later”?"),
        (["--with", "later", "--public", "--purpose", "For all."], "A public release is of one inspection"),
        (["--with", "later", "--results"], "leave out"),
    ):
        with pytest.raises(CommandError) as refused:
            call_command("report", "test-world", *arguments)
        assert sentence in str(refused.value)


def test_a_joined_report_asks_the_same_queries_for_one_and_three_cases(
    world: World, django_assert_num_queries: Any
) -> None:
    found, client = another(world), client_of(world.supervisor)
    address = f"{reverse('report-build', args=['test-world'])}?with=later&by=inspection&by=criterion"
    signed(world, found)
    client.get(address)
    with django_assert_num_queries(JOINED_QUERIES):
        assert client.get(address).status_code == 200
    signed(world, found)
    signed(world, world.inspection)
    with django_assert_num_queries(JOINED_QUERIES):
        assert client.get(address).status_code == 200
