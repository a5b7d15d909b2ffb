"""A report as a document: typed tables with the words that show them, and all that must be known of them."""

from dataclasses import replace
from fractions import Fraction
from html import unescape

import pytest

from access.refusals import Invalid
from casefiles.domain.legible import PARTLY_INVISIBLE
from review.counting.method import method_of
from review.domain.tabulation import EVERY_CASE
from review.inspections.actions import update_inspection
from review.inspections.details import details_of
from review.moderation import actions as moderation
from review.reports.asking import Asked
from review.reports.building import Definition, chosen, headline_of, own_report
from review.reports.comparing import NO_INTERVALS
from review.reports.data import report_data
from review.reports.document import cases_line
from review.reports.documents import ASKED_FOR, PURPOSIVE, SAMPLE_NOTES, own_document
from review.reports.formats import FORMATS
from review.reports.outputs.pdf import html_of
from review.reports.pages import breakdown_part
from review.reports.sheets import breakdown_sheets, whole_sheet
from review.reports.standard import standard_report
from review.reports.standard_documents import standard_document
from tests import builders
from tests.review.conftest import World


def signed(world: World, grade: str, number: int = 1, group: str = "yes", **facts: object) -> None:
    """Sign off some cases with this overall grade."""
    answers = {**builders.ANSWERS, "overall-grade": grade, "group-based": group}
    for _ in range(number):
        subject = builders.add_case(world.supervisor, world.inspection, world.force, **facts)
        builders.signed_off(world.supervisor, subject, world.inspector, answers)


def test_whole_sheet_has_counts_and_shares_from_ten_cases_up(world: World) -> None:
    signed(world, "good", 3)
    signed(world, "inadequate", 7)
    method = method_of(world.inspection)
    sheet = whole_sheet(own_report(method, Definition()))
    assert [(line.headings, [value.number for value in line.values]) for line in sheet.lines] == [
        (("Good",), [3, Fraction(3, 10)]),
        (("Requires improvement",), [0, Fraction(0)]),
        (("Inadequate",), [7, Fraction(7, 10)]),
        (("Cases counted (n)",), [10, None]),
        (("Selected",), [10, None]),
    ]
    few = whole_sheet(own_report(method, Definition(chosen(method, ["grade=good"]))))
    assert [value.words for value in few.lines[0].values] == ["3", "not shown"]


def test_breakdown_sheet_reconciles_in_every_row(world: World) -> None:
    signed(world, "good")
    signed(world, "inadequate", group="no", team_type="non-specialist")
    builders.add_case(world.supervisor, world.inspection, world.force)
    method = method_of(world.inspection)
    report = own_report(method, Definition(chosen(method, ["group-based=yes"]), ("team-type", "force")))
    (sheet,) = breakdown_sheets(report)
    assert [line.headings for line in sheet.lines][:2] == [("Specialist team", "All"), ("Specialist team", "Force A")]
    places = {column.title: place for place, column in enumerate(sheet.columns)}
    for line in sheet.lines:
        numbers = [value.number or 0 for value in line.values]
        left_out = sum(
            number for title, place in places.items() if title.startswith("Left out") for number in [numbers[place]]
        )
        assert numbers[places["Selected"]] == numbers[places["n"]] + left_out
        assert numbers[places["n"]] == sum(
            numbers[places[label]] for label in ("Good", "Requires improvement", "Inadequate")
        )


def test_a_table_of_two_names_has_the_margins_of_the_second(world: World) -> None:
    second = builders.make_force("synthetic-two")
    for force, team, number in [
        (world.force, "specialist", 2),
        (second, "specialist", 1),
        (second, "non-specialist", 3),
    ]:
        for _ in range(number):
            subject = builders.add_case(world.supervisor, world.inspection, force, team_type=team)
            builders.signed_off(world.supervisor, subject, world.inspector)
    method = method_of(world.inspection)
    report = own_report(method, Definition(by=("force", "team-type")))
    assert [(row.label, row.table.n) for row in report.margins] == [
        ("Specialist team", 3),
        ("Non-specialist team", 3),
        ("Not recorded", 0),
    ]
    (sheet,) = breakdown_sheets(report)
    last = [(line.headings, line.keys, line.values[0].number) for line in sheet.lines[-3:]]
    assert last[0] == (("All", "Specialist team"), ("", "specialist"), 3)
    assert [row["n"] for row in report_data(report)["margins"]] == [3, 3, 0]
    row = breakdown_part("By both", report, "by", "/cases", Asked(EVERY_CASE, report.by)).rows[-3]
    assert (row.heading, row.label, row.n.count, row.n.url) == (
        *("All", "Specialist team", 3, "/cases?by=team-type&key=specialist"),
    )
    assert own_report(method, Definition(by=("force", "criterion"))).margins == ()


def test_document_says_what_must_be_known_of_its_figures(world: World) -> None:
    signed(world, "good")
    method = method_of(world.inspection)
    report = own_report(method, Definition(chosen(method, ["group-based=yes"]), ("force",)))
    document = own_document(method, report, builders.NOW)
    about = dict(document.about)
    assert about["Cases chosen"] == "Did the investigation uncover group-based exploitation? Yes (the headline)"
    assert (about["Number counted (n)"], about["Broken down by"]) == ("1", "Force")
    assert about["Data as of"] == "2 March 2026, 09:00"
    assert about["Framework"].startswith("A small framework, version 1 (")
    assert document.marking == "Not for publication: figures for the inspection's own team."
    assert [picture.name for picture in document.pictures] == ["whole", "by"]


def test_document_carries_the_handling_marking_of_the_inspection(world: World) -> None:
    details = replace(details_of(world.inspection), handling_marking=" Restricted  to the team ")
    world.inspection = update_inspection(
        builders.acting(world.supervisor), world.inspection, details, world.inspection.version
    )
    method = method_of(world.inspection)
    document = own_document(method, own_report(method, Definition()), builders.NOW)
    assert document.marking == ("Restricted to the team. Not for publication: figures for the inspection's own team.")


def test_an_interval_stands_only_where_its_percentage_does(world: World) -> None:
    signed(world, "good", 1)
    signed(world, "inadequate", 4)
    signed(world, "good", 10, team_type="non-specialist")
    method = method_of(world.inspection)
    report = replace(own_report(method, Definition(by=("team-type",))), intervals=True)
    (sheet,) = breakdown_sheets(report)
    few, many = (line.values[1:5] for line in sheet.lines[:2])
    assert [value.words for value in few] == ["1", "not shown", "not shown", "not shown"]
    assert [value.words for value in many] == ["10", "100.0%", "72.2%", "100.0%"]
    alone = replace(own_report(method, Definition(chosen(method, ["team-type=specialist"]))), intervals=True)
    assert report_data(alone)["intervals"] == {"good": None, "requires-improvement": None, "inadequate": None}


def test_grades_by_criterion_are_titled_so(world: World) -> None:
    signed(world, "good", 1)
    report = own_report(method_of(world.inspection), Definition(by=("criterion",)))
    assert [sheet.title for sheet in breakdown_sheets(report)] == ["Grade by criterion"]


def test_what_is_said_of_intervals_is_so_in_this_very_report(world: World) -> None:
    signed(world, "good", 1)
    method = method_of(world.inspection)
    without = own_report(method, Definition(by=("team-type",)))
    documents = [own_document(method, replace(without, intervals=shown), builders.NOW) for shown in (False, True)]
    assert [dict(one.about)["Method"] for one in documents] == [SAMPLE_NOTES["purposive"], ASKED_FOR]
    assert [PURPOSIVE in one.notes for one in documents] == [False, True]
    assert "unless you ask" not in " ".join([*SAMPLE_NOTES.values(), *NO_INTERVALS.values(), ASKED_FOR])
    assert dict(documents[0].about)["Counted"] == "Cases, by overall grade"


def test_a_random_sample_that_is_not_finished_says_so(world: World) -> None:
    details = replace(details_of(world.inspection), sample_design="random")
    world.inspection = update_inspection(
        builders.acting(world.supervisor), world.inspection, details, world.inspection.version
    )
    signed(world, "good", 1)
    builders.add_case(world.supervisor, world.inspection, world.force)
    method = method_of(world.inspection)
    document = own_document(method, replace(own_report(method, Definition()), intervals=True), builders.NOW)
    told = "Only 1 of the 2 cases of this sample are signed off."
    assert [note.startswith(told) for note in document.notes].count(True) == 1


def test_grades_not_signed_off_say_which_reviews_are_not_among_them(world: World) -> None:
    for _ in range(3):
        subject = builders.add_case(world.supervisor, world.inspection, world.force)
        builders.submitted(world.supervisor, subject, world.inspector)
    subject.refresh_from_db()
    method = method_of(world.inspection)
    one = standard_document(method, standard_report(method, EVERY_CASE), False, builders.NOW).sheets[-1]
    moderation.return_review(builders.acting(world.supervisor), subject, "Say more.")
    other = standard_document(method, standard_report(method, EVERY_CASE), False, builders.NOW).sheets[-1]
    assert [sheet.notes[0].partition(" that nobody")[0] for sheet in (one, other)] == [
        "Overall grades of 3 submitted reviews",
        "Overall grades of 2 submitted reviews",
    ]
    told = "Of the 3 cases that are left out above as reviewed but not signed off yet, 1 is back with the reviewer"
    assert [told in sheet.notes[0] for sheet in (one, other)] == [False, True]


@pytest.mark.parametrize("marking", ["Restricted\ufffe", "Restricted\uffff", "Restricted\u200b"], ids=ascii)
def test_handling_marking_that_no_file_can_carry_is_refused(world: World, marking: str) -> None:
    details = replace(details_of(world.inspection), handling_marking=marking)
    with pytest.raises(Invalid) as refused:
        update_inspection(builders.acting(world.supervisor), world.inspection, details, world.inspection.version)
    assert refused.value.errors == {"handling_marking": [PARTLY_INVISIBLE]}


def test_each_table_of_a_file_says_which_cases_it_counts(world: World) -> None:
    signed(world, "good")
    subject = builders.add_case(world.supervisor, world.inspection, world.force)
    builders.signed_off(world.supervisor, subject, world.inspector, {**builders.ANSWERS, "group-based": "no"})
    method = method_of(world.inspection)
    made = standard_report(method, headline_of(world.inspection, method))
    document = standard_document(method, made, False, builders.NOW)
    headline = "Cases chosen: Did the investigation uncover group-based exploitation? Yes (the headline)"
    everything = "Cases chosen: All cases, not only those of the headline; n = 2"
    lines = {sheet.name: cases_line(document, sheet) for sheet in document.sheets}
    assert lines == {
        "headline": f"{headline}; n = 1",
        "whole": everything,
        "by-force": headline,
        "by-criterion": headline,
        "language": everything,
    }
    flags = "all signed-off cases: 0 in 0 cases, in 0 of 1 force."
    for name, times in (("text", 4), ("csv-shown", 3)):  # a text has the same line about the whole report
        words = " ".join(b"".join(FORMATS[name].write(document)).decode().split())
        assert (words.count(headline), words.count(everything), flags in words) == (times, 2, True)
    html = unescape(html_of(document))
    assert (html.count(f"<p>{headline}"), html.count(f"<p>{everything}</p>"), flags in html) == (3, 2, True)
