"""Every format of a report has equal numbers: each is read back and compared with the document cell by cell."""

from dataclasses import replace
from fractions import Fraction
from itertools import cycle

import pytest
from django.core.management import call_command

from access.actor import system_actor
from review.counting.choosing import checked_names
from review.counting.measures import measure_of
from review.counting.method import method_of
from review.domain.tabulation import EVERY_CASE
from review.external.models import ExternalResult
from review.external.queries import external_results
from review.inspections.models import Inspection
from review.reports.building import Definition, own_report
from review.reports.document import ReportDocument
from review.reports.documents import own_document
from review.reports.outputs.svg import with_picture
from review.reports.published import published_document, published_report
from review.reports.standard import standard_report
from review.reports.standard_documents import standard_document
from tests import builders
from tests.review.conftest import World
from tests.review.reports.outputs import reading
from tests.review.reports.outputs.tagged import faults
from tests.review.reports.test_published_rows import OVERALL_ONLY, grades, published
from tests.ruled import ALONE, GROUP

pytestmark = pytest.mark.django_db


def made(
    inspection: Inspection, by: tuple[str, ...] = (), intervals: bool = False, measure: str = "grade"
) -> ReportDocument:
    """Return the document of a report on an inspection."""
    method = method_of(inspection)
    names = checked_names(method, by, measure_of(method, measure))
    report = replace(own_report(method, Definition(by=names, measure=measure)), intervals=intervals)
    return own_document(method, report, builders.NOW)


def check(document: ReportDocument) -> None:
    """Compare every format but PDF with the document."""
    assert reading.of_workbook(reading.written(document, "xlsx")) == reading.numbers(document)
    assert reading.of_workbook(reading.written(document, "ods")) == reading.numbers(document)
    assert reading.of_json(reading.written(document, "json")) == [
        [reading.titles(sheet), *rows[1:]]
        for sheet, rows in zip(document.sheets, reading.numbers(document), strict=True)
    ]
    assert reading.of_shown_csv(reading.written(document, "csv-shown"), document) == reading.words(document)
    assert reading.of_tidy(reading.written(document, "csv")) == reading.tidy(document)
    assert reading.of_text(reading.written(document, "text"), document) == reading.figures(document)
    for picture in document.pictures:
        check_picture(document, picture.name)


def check_picture(document: ReportDocument, name: str) -> None:
    """Compare a chart's description with its table: every count that has one, in its words."""
    told = reading.of_svg(reading.written(with_picture(document, name), "svg"))
    sheet = next(sheet for sheet in document.sheets if sheet.name == name)
    for line in sheet.lines:
        for column, value in zip(sheet.columns, line.values, strict=True):
            label = line.headings[0] if line.figure else column.title
            if "grade" in (line.figure, column.figure) and column.kind == "count" and value.number:
                assert f"{label} {value.number}" in told


def check_pdf(document: ReportDocument) -> None:
    """Compare the text of the PDF with the document, every row with all of its figures, and look at its tags."""
    data = reading.written(document, "pdf")
    assert faults(data) == []
    told = reading.of_pdf(data)
    for rows in reading.figures(document):
        assert [row for row in rows[1:] if "".join("".join(row).split()) not in told] == []


@pytest.fixture
def small(world: World) -> Inspection:
    """Return an inspection with twelve signed-off cases of two forces and one more that is not begun."""
    second = builders.make_force("synthetic-two")
    found = cycle(["good", "inadequate", "good", "requires-improvement"])
    for place, grade in zip(range(12), found, strict=False):
        facts = {"team_type": "specialist" if place % 3 else "non-specialist"}
        subject = builders.add_case(world.supervisor, world.inspection, second if place > 8 else world.force, **facts)
        builders.signed_off(world.supervisor, subject, world.inspector, {**builders.ANSWERS, "overall-grade": grade})
    builders.add_case(world.supervisor, world.inspection, world.force)
    return world.inspection


@pytest.fixture
def with_roles(world: World) -> Inspection:
    """Return an inspection with twelve signed-off cases of two forces and one to three roles each, and others."""
    first = builders.ruled_subject(world.supervisor, [world.inspector], world.force)
    builders.signed_off(world.supervisor, first, world.inspector, ALONE)
    second = builders.make_force("synthetic-two")
    found = cycle([("leader",), ("leader", "other"), ("leader", "other", "recruiter"), ("recruiter",)])
    for place, roles in zip(range(12), found, strict=False):
        force = second if place > 9 else world.force
        subject = builders.add_case(world.supervisor, first.inspection, force)
        builders.signed_off(world.supervisor, subject, world.inspector, {**GROUP, "roles": roles})
    subject = builders.add_case(world.supervisor, first.inspection, world.force)
    builders.signed_off(world.supervisor, subject, world.inspector, {**GROUP, "roles": "not-applicable"})
    builders.add_case(world.supervisor, first.inspection, second)
    return first.inspection


def test_all_choices_are_one_table_with_shares_and_intervals_of_the_same_n(with_roles: Inspection) -> None:
    document = made(with_roles, intervals=True, measure="roles")
    (sheet,) = document.sheets
    assert [(line.headings[0], *(value.words for value in line.values)) for line in sheet.lines] == [
        ("Leader", "9", "75.0%", "46.8%", "91.1%"),
        ("Recruiter", "6", "50.0%", "25.4%", "74.6%"),
        ("Other", "6", "50.0%", "25.4%", "74.6%"),
        ("Cases counted (n)", "12", *["not a share"] * 3),
        ("Left out: review not submitted yet", "1", *["not a share"] * 3),
        ("Left out: question not asked", "1", *["not a share"] * 3),
        ("Left out: not applicable", "1", *["not a share"] * 3),
        ("Selected", "15", *["not a share"] * 3),
    ]
    assert sheet.notes[0].startswith("A case may have several of these answers, so the rows add up to more than")
    assert sheet.notes[1] == (
        "15 selected = 12 counted + 3 left out (review not submitted yet 1, question not asked 1, not applicable 1)."
    )


@pytest.mark.parametrize(
    ("by", "pictures"),
    [
        ((), ["whole"]),
        (("force",), ["whole", "by"]),
        (("roles",), ["whole", "by"]),
        (("force", "roles"), ["whole", "by"]),
        (("criterion",), ["whole", "by"]),
    ],
    ids=str,
)
@pytest.mark.parametrize("intervals", [False, True])
def test_every_format_has_the_numbers_of_choices_that_overlap(
    with_roles: Inspection, by: tuple[str, ...], pictures: list[str], intervals: bool, pdf_libraries: None
) -> None:
    document = made(with_roles, by, intervals, measure="roles")
    assert [picture.name for picture in document.pictures] == pictures
    check(document)
    check_pdf(document)


@pytest.mark.parametrize("by", [(), ("force",), ("team-type", "force"), ("criterion",)], ids=str)
@pytest.mark.parametrize("intervals", [False, True])
def test_every_format_has_the_numbers_of_the_document(
    small: Inspection, by: tuple[str, ...], intervals: bool, pdf_libraries: None
) -> None:
    document = made(small, by, intervals)
    check(document)
    check_pdf(document)


def test_every_format_has_the_numbers_of_the_standard_report(small: Inspection, pdf_libraries: None) -> None:
    method = method_of(small)
    document = standard_document(method, standard_report(method, EVERY_CASE), True, builders.NOW)
    assert [sheet.name for sheet in document.sheets] == ["whole", "by-force", "by-criterion", "language"]
    check(document)
    check_pdf(document)


def test_every_format_has_what_is_not_signed_off_in_a_table_of_its_own(
    small: Inspection, world: World, pdf_libraries: None
) -> None:
    builders.submitted(world.supervisor, builders.add_case(world.supervisor, small, world.force), world.inspector)
    method = method_of(small)
    document = standard_document(method, standard_report(method, EVERY_CASE), False, builders.NOW)
    unsigned = document.sheets[-1]
    assert (unsigned.name, unsigned.title) == ("unsigned", "Not signed off: not part of any figure above")
    assert [(line.headings[0], line.values[0].number) for line in unsigned.lines] == [
        ("Good", 0),
        ("Requires improvement", 1),
        ("Inadequate", 0),
    ]
    assert "must not be published" in unsigned.notes[0]
    check(document)
    check_pdf(document)


@pytest.mark.parametrize(
    ("measure", "by", "names"),
    [
        ("grade", ("team-type",), ["whole", "by"]),
        ("days.reported.signed-off", ("force",), ["whole", "by", "durations"]),
        ("language", ("force", "team-type"), ["whole", "by", "passages"]),
    ],
)
def test_every_format_has_the_tables_that_the_page_has_beside_its_counts(
    small: Inspection, measure: str, by: tuple[str, ...], names: list[str], pdf_libraries: None
) -> None:
    document = made(small, by, measure=measure)
    assert [sheet.name for sheet in document.sheets] == names
    check(document)
    check_pdf(document)


def test_every_format_has_the_differences_between_groups(small: Inspection, world: World, pdf_libraries: None) -> None:
    for place in range(11):
        subject = builders.add_case(world.supervisor, small, world.force, team_type="specialist")
        grade = "good" if place else "inadequate"
        builders.signed_off(world.supervisor, subject, world.inspector, {**builders.ANSWERS, "overall-grade": grade})
        other = builders.add_case(world.supervisor, small, world.force, team_type="non-specialist")
        builders.signed_off(world.supervisor, other, world.inspector)
    document = made(small, ("team-type",), intervals=True)
    sheet = document.sheets[-1]
    assert (sheet.name, len(sheet.lines)) == ("comparison", 1)
    numbers = [value.number for value in sheet.lines[0].values]
    assert numbers[:7] == [19, 14, Fraction(14, 19), 15, 2, Fraction(2, 15), 100 * (Fraction(14, 19) - Fraction(2, 15))]
    assert [round(float(number or 0), 2) for number in numbers[7:9]] == [27.07, 77.75]
    assert [round(float(number or 0), 4) for number in numbers[9:11]] == [0.0006, 0.0006]
    assert [value.words for value in sheet.lines[0].values[6:]] == [
        *["60.4", "27.1", "77.7", "< 0.001", "< 0.001", "Fisher's exact test", "yes"]
    ]
    assert [picture.name for picture in document.pictures] == ["whole", "by", "comparison"]
    check(document)
    check_pdf(document)
    untold = made(small, ("team-type",))
    assert any("Differences" in note or "differences" in note for note in untold.notes)


def test_every_format_has_the_twelve_published_rows(pdf_libraries: None) -> None:
    call_command("load_reference")
    documents = {one.name: one for one in map(document_of, external_results(system_actor("tests")))}
    rows = {row["exercise_id"]: row for row in published() if row["exercise_id"] in documents}
    assert len(rows) == 12
    for name, row in rows.items():
        document = documents[name]
        counts = [line.values[0].number for line in document.sheets[0].lines]
        expected = [int(row[name]) for name in ("good", "requires_improvement", "inadequate", "n")]
        assert counts == expected
        check(document)
        check_pdf(document)


def document_of(result: ExternalResult) -> ReportDocument:
    """Return the document of a published result."""
    return published_document(published_report(result))


def test_every_format_has_the_rows_of_which_only_some_counts_were_published(pdf_libraries: None) -> None:
    call_command("load_reference")
    rows = [row["exercise_id"] for row in published("published_outcomes_partial.csv")]
    documents = [document_of(one) for one in external_results(system_actor("tests")).filter(slug__in=rows)]
    assert len(documents) == 12
    for document in documents:
        check(document)
        check_pdf(document)


def test_every_format_has_the_row_of_the_model_inspection(pdf_libraries: None) -> None:
    row = published()[-1]
    version = builders.published_framework(
        OVERALL_ONLY.format(framework="overall-only", scale="case-grade", middle="requires-improvement")
    )
    supervisor, inspector, force = builders.make_supervisor(), builders.make_inspector(), builders.make_force()
    inspection = builders.make_inspection(supervisor, version, inspectors=[inspector])
    for grade in grades(row, "requires-improvement"):
        subject = builders.add_case(supervisor, inspection, force)
        builders.signed_off(supervisor, subject, inspector, {"overall-grade": grade})
    document = made(inspection, ("force",))
    shown = reading.figures(document)[0]
    assert [line[1] for line in shown[1:]] == ["9 (33.3%)", "14 (51.9%)", "4 (14.8%)", "27", "27"]
    check(document)
    check_pdf(document)


@pytest.mark.parametrize(("measure", "by"), [("grade", ("force", "criterion")), ("ethnicity", ("ethnicity-stage",))])
def test_every_format_of_a_report_of_nothing_divides_by_nothing(
    world: World, measure: str, by: tuple[str, ...], pdf_libraries: None
) -> None:
    document = made(world.inspection, by, intervals=True, measure=measure)
    assert document.sheets[0].lines[0].values[0].number == 0
    check(document)
    check_pdf(document)
