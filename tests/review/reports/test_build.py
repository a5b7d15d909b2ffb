"""The report builder: what it shows, what it refuses, and reports that are saved and counted anew."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from access.models import AuditEvent
from access.refusals import Conflict, Invalid, NotAllowed
from review.frameworks import actions as framework_actions
from review.reports.actions import remove_report, save_report
from review.reports.models import SavedReport
from tests import builders
from tests.review.conftest import World


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let requests happen at the tests' moment."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: builders.NOW)


def signed(world: World, grade: str = "good", group: str = "yes", **facts: object) -> None:
    """Sign off a case."""
    subject = builders.add_case(world.supervisor, world.inspection, world.force, **facts)
    answers = {**builders.ANSWERS, "overall-grade": grade, "group-based": group}
    builders.signed_off(world.supervisor, subject, world.inspector, answers)


def client_of(user: Any) -> Client:
    """Return a browser in which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return client


def build(world: World, query: str = "") -> Any:
    """Return the builder's page as the supervisor sees it."""
    return client_of(world.supervisor).get(f"{reverse('report-build', args=['test-world'])}?{query}")


def test_builder_begins_with_its_form_alone(world: World) -> None:
    page = build(world)
    assert (page.status_code, "report" in page.context) == (200, False)
    assert "None yet. Show a report, then save it" in page.content.decode()


def test_builder_shows_what_is_asked_for(world: World) -> None:
    signed(world, "good")
    signed(world, "inadequate", group="no", team_type="non-specialist")
    page = build(world, "count=group-based&by=team-type&by=force&all=yes")
    assert page.context["report"].table.counts == {"yes": 1, "no": 1}
    rows = [(row.label, row.heading, row.n.count) for row in page.context["broken"].rows if row.n.count]
    assert rows == [
        ("All of Specialist team", "Specialist team", 1),
        ("Force A", "Specialist team", 1),
        ("All of Non-specialist team", "Non-specialist team", 1),
        ("Force A", "Non-specialist team", 1),
        ("Force A", "All", 2),
    ]


def test_builder_takes_several_periods_as_they_are_typed(world: World) -> None:
    signed(world)
    page = build(world, "w.month=2026-01..2026-02,+2026-03")
    assert page.context["report"].table.n == 1
    assert page.context["main_words"] == "Month of sign-off: January 2026 to February 2026 or March 2026"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("count=splendour", "“splendour” is not a name to count."),
        ("by=force&by=month&by=year", "A report is broken down by 2 names at most; these are 3."),
        ("w.criterion.gone=good", "&quot;criterion.gone&quot; is not a name to choose by"),
        ("w.month=yesterday", "&quot;yesterday&quot; is not a month."),
        ("w.force=" + "&w.force=".join(f"f{n}" for n in range(1001)), "takes at most 1000 answers"),
        ("grade=good", "“grade” means nothing in this address."),
        ("by=reviewer&by=ethnicity", "“ethnicity” is known of each suspect, and this report counts cases."),
        ("by=force&w.ethnicity=W1", "“ethnicity” is known of each suspect, and cases are chosen"),
        ("count=ethnicity&by=criterion", "Suspects are not graded, so they cannot be broken down by criterion."),
        ("count=month", "“month” has answers that are broken down by and not counted"),
        ("w.force=Force+A", "Did you mean &quot;force-a&quot;?"),
    ],
)
def test_builder_says_in_a_sentence_what_cannot_be_asked(world: World, query: str, sentence: str) -> None:
    builders.add_case(world.supervisor, world.inspection, world.force)
    page = build(world, query)
    words = page.content.decode()
    assert page.status_code == 400
    assert sentence in words
    assert "This report cannot be shown" in words


def test_a_subset_with_nothing_in_it_is_told_and_reconciles(world: World) -> None:
    signed(world)
    words = build(world, "w.team-type=non-specialist&by=force").content.decode()
    assert "No cases are counted here." in words
    assert "1 selected = 0 counted + 1 left out" in words


def test_a_report_of_nothing_leads_on_without_each_of_its_conditions(world: World) -> None:
    signed(world)
    signed(world, "inadequate")
    page = build(world, "w.team-type=non-specialist&w.grade=good&w.month=2026-01..2026-12&by=force")
    ways = [(one["words"], one["n"]) for one in page.context["ways_on"]]
    assert ways == [
        ("Team type: Non-specialist team", 1),
        ("Overall grade: Good", 0),
        ("Month of sign-off: January 2026 to December 2026", 0),
    ]
    assert "Its conditions together leave nothing. Take one out:" in page.content.decode()
    for way in page.context["ways_on"]:
        assert build(world, way["query"]).context["report"].table.n == way["n"]
    alone = build(world, "w.team-type=non-specialist")
    (way,) = alone.context["ways_on"]
    assert (way["n"], way["query"]) == (2, "all=yes")
    assert build(world, "by=force").context["ways_on"] == []


def test_builder_is_called_after_what_it_shows(world: World) -> None:
    signed(world)
    page = build(world, "count=language&by=force&w.team-type=specialist")
    words = page.content.decode()
    assert "<title>Victim-blaming language by force, team type: Specialist team: Inspection test-world" in words
    assert '<h1 class="govuk-heading-l">Victim-blaming language by force</h1>' in words
    assert "<title>Overall grade, did the investigation uncover group-based exploitation? Yes (the headline): " in (
        build(world, "count=grade").content.decode()
    )
    assert "<title>Build a report: Inspection test-world" in build(world).content.decode()


def test_a_case_without_one_of_two_dates_is_left_out_for_that(world: World) -> None:
    signed(world, closed_on=None)
    page = build(world, "count=days.reported.closed&by=force&all=yes")
    words = page.content.decode()
    assert (page.context["report"].table.n, words.count("date missing 1</a>")) == (0, 2)
    assert "question not answered" not in words.lower()
    both = build(world, "count=days.reported.closed&w.group-based=yes").content.decode()
    assert "date missing 1</a>" in both
    listed = client_of(world.supervisor).get(page.context["main"].left_out[0].url)
    assert (listed.context["words"], listed.context["total"]) == ("Date missing", 1)


def test_charts_of_suspects_say_suspects(world: World) -> None:
    words = build(world, "count=ethnicity&by=ethnicity-stage&all=yes").content.decode()
    assert "Bar length: number of suspects" in words
    assert ("no suspects counted" in words, "number of cases" in words) == (True, False)


def test_inspectors_cannot_ask_for_a_breakdown_by_reviewer(world: World) -> None:
    address = f"{reverse('report-build', args=['test-world'])}?by=reviewer"
    assert client_of(world.inspector).get(address).status_code == 403
    assert client_of(builders.make_supervisor()).get(address).status_code == 404


def test_builder_asks_the_same_queries_for_one_and_three_cases(world: World, django_assert_num_queries: Any) -> None:
    client = client_of(world.supervisor)
    address = f"{reverse('report-build', args=['test-world'])}?by=criterion&by=reviewer&w.language=no&w.month=2026-03"
    signed(world)
    client.get(address)
    with django_assert_num_queries(QUERIES):
        assert client.get(address).status_code == 200
    signed(world)
    signed(world, "inadequate")
    with django_assert_num_queries(QUERIES):
        assert client.get(address).status_code == 200


QUERIES = 19


def test_saving_without_a_name_is_told_at_the_top_and_at_the_field(world: World) -> None:
    signed(world)
    address = reverse("report-save", args=["test-world"])
    page = client_of(world.supervisor).post(address, {"query": "by=force", "name": " "})
    words = page.content.decode()
    assert page.status_code == 400
    assert '<a href="#save-name">Enter a name for the report</a>' in words
    assert "Error:</span> Enter a name for the report</p>" in words


def test_saved_report_is_counted_anew_beside_what_it_was(world: World) -> None:
    signed(world)
    actor = builders.acting(world.supervisor)
    saved = save_report(actor, world.inspection, " By  force ", "by=force&key=force-a&answer=good")
    assert (saved.name, saved.query) == ("By force", "w.group-based=yes&by=force")
    address = reverse("report-saved", args=[saved.public_id])
    client = client_of(world.supervisor)
    assert "Nothing: every figure is what it was." in client.get(address).content.decode()
    signed(world, "inadequate")
    signed(world, "inadequate", group="no")
    changes = [(one.words, one.before, one.now, one.by) for one in client.get(address).context["changes"]]
    assert changes == [
        ("selected", 1, 3, "+2"),
        ("counted (n)", 1, 2, "+1"),
        ("Inadequate", 0, 1, "+1"),
        ("left out, not in the subset", 0, 1, "+1"),
        ("Force A: selected", 1, 3, "+2"),
        ("Force A: counted (n)", 1, 2, "+1"),
        ("Force A: Inadequate", 0, 1, "+1"),
        ("Force A: left out, not in the subset", 0, 1, "+1"),
    ]


def test_saved_report_asks_the_same_after_the_headline_changed(world: World) -> None:
    signed(world, group="no")
    saved = save_report(builders.acting(world.supervisor), world.inspection, "All", "all=yes")
    world.inspection.headline_subset = ""
    world.inspection.save()
    assert client_of(world.supervisor).get(reverse("report-saved", args=[saved.public_id])).context["changes"] == []


def test_saved_report_of_a_retired_framework_is_still_counted(world: World) -> None:
    signed(world)
    saved = save_report(builders.acting(world.supervisor), world.inspection, "One", "by=criterion")
    administrator = builders.acting(builders.make_administrator())
    framework_actions.retire(administrator, world.version, "There is a better one.")
    page = client_of(world.supervisor).get(reverse("report-saved", args=[saved.public_id]))
    assert (page.status_code, page.context["changes"]) == (200, [])


def test_saved_report_whose_criterion_is_gone_says_so_and_shows_what_it_was(world: World) -> None:
    signed(world)
    saved = save_report(builders.acting(world.supervisor), world.inspection, "One", "w.group-based=yes")
    SavedReport.objects.filter(pk=saved.pk).update(query="w.grade.gone=good")
    page = client_of(world.supervisor).get(reverse("report-saved", args=[saved.public_id]))
    words = page.content.decode()
    assert page.status_code == 200
    assert "This report cannot be counted any more." in words
    assert "is not a name to choose by" in words
    assert [(one.words, one.before) for one in page.context["kept"]] == [
        ("selected", 1),
        ("counted (n)", 1),
        ("Good", 1),
    ]


@pytest.mark.parametrize(
    ("name", "query", "sentence"),
    [
        ("", "", "Enter a name for the report"),
        ("x" * 121, "", "The name must be 120 characters or fewer"),
        ("One", "by=splendour", "is not a name to break down by"),
    ],
)
def test_saving_refuses_in_a_sentence_and_writes_nothing(world: World, name: str, query: str, sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        save_report(builders.acting(world.supervisor), world.inspection, name, query)
    assert sentence in str(refused.value)
    assert SavedReport.objects.count() == 0


def test_a_name_is_taken_once_until_its_report_is_removed(world: World) -> None:
    actor = builders.acting(world.supervisor)
    saved = save_report(actor, world.inspection, "One", "")
    with pytest.raises(Conflict):
        save_report(actor, world.inspection, "One", "")
    page = client_of(world.supervisor).post(
        reverse("report-save", args=["test-world"]), {"name": "One", "query": "by=force"}
    )
    assert (page.status_code, "has a saved report of this name" in page.content.decode()) == (400, True)
    remove_report(actor, saved)
    save_report(actor, world.inspection, "One", "")
    with pytest.raises(Conflict):
        remove_report(actor, saved)
    events = AuditEvent.objects.filter(thing="saved-report").values_list("action", flat=True)
    assert sorted(events) == ["report.removed", "report.saved", "report.saved"]


def test_saved_reports_are_for_the_inspections_supervisors(world: World) -> None:
    with pytest.raises(NotAllowed):
        save_report(builders.acting(world.inspector), world.inspection, "One", "")
    saved = save_report(builders.acting(world.supervisor), world.inspection, "One", "")
    address = reverse("report-saved", args=[saved.public_id])
    assert client_of(world.inspector).get(address).status_code == 403
    assert client_of(builders.make_supervisor()).get(address).status_code == 404
    client = client_of(world.supervisor)
    assert client.post(reverse("report-remove", args=[saved.public_id])).status_code == 302
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["a\0b", "\0", "a\x07"])
def test_a_name_with_characters_that_cannot_be_shown_is_refused(world: World, name: str) -> None:
    with pytest.raises(Invalid, match=r"characters that cannot be shown|Nothing of this can be seen"):
        save_report(builders.acting(world.supervisor), world.inspection, name, "by=force")
    assert not SavedReport.objects.exists()


def test_address_with_empty_parts_leads_to_the_short_one(world: World) -> None:
    """A form without scripts sends every field, and its address is what people pass on."""
    start = reverse("report-build", args=["test-world"])
    for sent, short in (
        ("count=grade&by=force&by=&w.month=&w.quarter=+&all=yes", "count=grade&by=force&all=yes"),
        ("count=&by=&by=&w.month=", "count=grade"),
    ):
        page = build(world, sent)
        assert (page.status_code, page["Location"]) == (302, f"{start}?{short}")
        assert build(world, short).status_code == 200
