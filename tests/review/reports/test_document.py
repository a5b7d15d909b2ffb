"""A report as a document: typed tables with the words that show them, and all that must be known of them."""

from dataclasses import replace
from fractions import Fraction

from review.counting.method import method_of
from review.inspections.actions import update_inspection
from review.inspections.details import details_of
from review.reports.building import Definition, chosen, own_report
from review.reports.documents import own_document
from review.reports.sheets import breakdown_sheets, whole_sheet
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
