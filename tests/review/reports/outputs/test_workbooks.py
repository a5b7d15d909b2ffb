"""Workbooks read with and without a screen reader: what stands where, typed, marked as tables, and no formula."""

import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from python_calamine import CalamineWorkbook

from access.refusals import Invalid
from review.reports.document import Column, Line, ReportDocument, Value
from review.reports.outputs import ods as ods_file
from review.reports.outputs import xlsx as xlsx_file
from review.reports.outputs.cells import distinct
from tests.review.reports.outputs import reading
from tests.review.reports.outputs.samples import Many, document, line

STRANGE = ("=1+1", "+44 20", "-5", "@here", "\ttab", "https://example.org", "<b>&amp;</b>", "Größe – “so”")


def parts(data: bytes, name: str) -> str:
    """Return a file of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


def sheet_xml(data: bytes, number: int) -> str:
    """Return a sheet of a workbook."""
    return parts(data, f"xl/worksheets/sheet{number}.xml")


@pytest.fixture(params=[3, 20_000], ids=["small", "written row by row"])
def report(request: Any) -> ReportDocument:
    """Return a report that is held in memory and one that is not."""
    return document(Many(request.param))


def test_workbook_has_cover_contents_notes_and_one_table_a_sheet(report: ReportDocument) -> None:
    data = reading.written(report, "xlsx")
    assert reading.fronts(data) == {
        "Cover": [
            ["About this report", "Words"],
            ["Title", "A report"],
            ["Marking", "Not for publication."],
            ["Cases chosen", "All cases"],
            ["Number counted (n)", "10"],
        ],
        "Contents": [
            ["Sheet", "What it holds"],
            ["Cover", "What must be known of this report"],
            ["Notes", "Notes to the tables"],
            ["1 Grades by group", "Grades by group"],
        ],
        "Notes": [
            ["Of", "Note"],
            ["Whole report", "A cell without a number says why in words; each sheet has one table."],
            ["Whole report", "Synthetic."],
            ["Grades by group", "A note."],
        ],
    }
    page = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("1 Grades by group").to_python()
    assert [row[0] for row in page[:3]] == ["A report: Grades by group", "Not for publication.", "All cases"]
    assert reading.of_workbook(data) == reading.numbers(report)


def test_workbook_marks_its_table_and_keeps_its_headings_in_sight(report: ReportDocument) -> None:
    data = reading.written(report, "xlsx")
    table, page = parts(data, "xl/tables/table4.xml"), sheet_xml(data, 4)
    last = 4 + len(report.sheets[0].lines)
    assert re.findall(r' ref="(.*?)"', table) == [f"A4:D{last}"]
    assert re.findall(r'<tableColumn id="\d+" name="(.*?)"', table) == ["Group", "n", "Good", "Share"]
    assert '<pane xSplit="1" ySplit="4" topLeftCell="B5"' in page
    assert ("mergeCell" in page, page.count("<tablePart ")) == (False, 1)


def test_workbook_types_counts_and_shares(report: ReportDocument) -> None:
    data = reading.written(report, "xlsx")
    row = re.search(r'<row r="6".*?</row>', sheet_xml(data, 4))
    styles = re.findall(r'<c r="([BCD]6)" s="(\d+)"><v>', row.group() if row else "")
    formats = re.search(r"<cellXfs.*?</cellXfs>", parts(data, "xl/styles.xml"))
    of_style = re.findall(r'<xf numFmtId="(\d+)"', formats.group() if formats else "")
    tenths = re.search(r'<numFmt numFmtId="(\d+)" formatCode="0.0%"', parts(data, "xl/styles.xml"))
    assert [of_style[int(style)] for _, style in styles] == ["1", "1", tenths.group(1) if tenths else ""]


@pytest.mark.parametrize("name", ["xlsx", "ods"])
def test_no_text_of_a_workbook_is_a_formula_or_a_link(name: str) -> None:
    sample = document([line(words) for words in STRANGE], "=2+2", "@Group")
    data = reading.written(sample, name)
    assert [row[0].strip() for row in reading.of_workbook(data)[0]] == ["@Group", *(words.strip() for words in STRANGE)]
    written = sheet_xml(data, 4) if name == "xlsx" else parts(data, "content.xml")
    assert [word for word in ("<f>", "hyperlink", "table:formula", "text:a ") if word in written] == []


def test_workbook_says_what_has_no_value_in_words_and_leaves_no_cell_of_a_table_blank() -> None:
    for sample in (document([line("One")]), document([])):
        for name in ("xlsx", "ods"):
            (rows,) = reading.of_workbook(reading.written(sample, name))
            assert [cell for row in rows for cell in row if cell in ("", None)] == []
    assert rows == [["Group", "n", "Good", "Share"], ["no rows"] * 4]


def test_headings_that_are_alike_are_told_apart() -> None:
    assert distinct(["Good", "good", "Good", ""]) == ["Good", "good (2)", "Good (3)", "Column"]


def test_ods_is_a_package_that_tells_its_type_first_and_marks_its_tables() -> None:
    data = reading.written(document(Many(3)), "ods")
    assert data[38 : 38 + len(ods_file.ods_parts.TYPE)].decode() == ods_file.ods_parts.TYPE
    content = parts(data, "content.xml")
    assert 'table:target-range-address="&#x27;1 Grades by group&#x27;.A4:&#x27;1 Grades by group&#x27;.D7"' in content
    assert content.count('office:value-type="percentage"') == 3
    assert "Not for publication." in parts(data, "styles.xml")


def test_formats_stop_at_a_stated_size_with_a_sentence() -> None:
    with pytest.raises(Invalid) as of_ods:
        ods_file.ods(document(Many(50_001)))
    assert str(of_ods.value) == (
        "This report has 200,004 cells, and an ODS file takes 200,000 at most. Choose XLSX or CSV."
    )
    with pytest.raises(Invalid) as of_xlsx:
        xlsx_file.xlsx(document(Many(1_048_001)))
    assert str(of_xlsx.value).endswith("and a sheet of a workbook takes 1,048,000 at most. Choose CSV.")


ON_A_FULL_DISK = """
import resource
from review.reports.formats import FORMATS
from tests.review.reports.outputs.samples import Many, document
resource.setrlimit(resource.RLIMIT_FSIZE, (3000, resource.RLIM_INFINITY))
for name in ("xlsx", "ods"):
    try:
        FORMATS[name].write(document(Many(20_000)))
    except OSError as error:
        print(name, error.strerror)
"""


def test_disk_that_takes_no_more_is_told_as_the_machines_fault_and_no_file_is_left(tmp_path: Path) -> None:
    command = [sys.executable, "-c", ON_A_FULL_DISK]
    surroundings = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run(command, env=surroundings, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)
    assert done.stdout == "xlsx File too large\nods File too large\n"
    assert list(tmp_path.iterdir()) == []


def test_columns_of_words_have_room_for_them_and_those_of_figures_stay_narrow() -> None:
    columns = (Column("n", "count", figure="n"), Column("Why", "text", figure="why"))
    why = "Different forces: a difference between them is no change over time."
    lines = (Line(("One",), (Value(3, "3"), Value(None, why))),)
    made = document([line("One")])
    made = replace(made, sheets=(replace(made.sheets[0], columns=columns, lines=lines),))
    page = sheet_xml(reading.written(made, "xlsx"), 4)
    assert re.findall(r'<col min="(\d)" max="\d" width="(\d+)', page) == [("1", "12"), ("2", "13"), ("3", "60")]
    content = parts(reading.written(made, "ods"), "content.xml")
    table = content.partition('table:name="1 Grades by group"')[2]
    assert re.findall(r'column table:style-name="(\w+)"', table) == ["wide8", "wide4", "wide8"]
