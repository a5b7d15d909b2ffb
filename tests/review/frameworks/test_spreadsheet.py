"""A framework in a spreadsheet: out and in again it is the same, and what is wrong is told by sheet, row and column."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from python_calamine import CalamineWorkbook

from review.frameworks.file.exchange import BrokenFramework, FrameworkFile, canonical, read
from review.frameworks.spreadsheet.layout import SHEETS
from review.frameworks.spreadsheet.reading import read_spreadsheet
from review.frameworks.spreadsheet.unpacking import (
    MOST_BYTES,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    NOT_A_BOOK,
    TOO_LARGE,
)
from review.frameworks.spreadsheet.writing import rows_of, spreadsheet
from tests.review.frameworks.file_strategies import framework_files
from tests.review.frameworks.ruled import RULED
from tests.review.frameworks.wrong_files import SMALL

SHIPPED = sorted((Path(__file__).resolve().parents[3] / "fixtures" / "frameworks").glob("*.yaml"))
Cells = dict[str, list[list[Any]]]


def cells_of(text: str = RULED) -> Cells:
    """Return the cells of a framework's workbook, to be spoilt."""
    file = read(text.encode())
    found: Cells = {}
    for sheet in SHEETS:
        rows = [[row.get(column.field) for column in sheet.columns] for row in rows_of(file, sheet)]
        found[sheet.name] = [list(sheet.headings), *rows]
    return found


def book(cells: Cells) -> bytes:
    """Return a workbook with these cells, as somebody might have typed them."""
    output = BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True}) as made:
        for name, rows in cells.items():
            page = made.add_worksheet(name)
            for line, row in enumerate(rows):
                for number, value in enumerate(row):
                    page.write(line, number, ", ".join(value) if isinstance(value, tuple) else value)
    return output.getvalue()


def problems(data: bytes) -> list[str]:
    with pytest.raises(BrokenFramework) as broken:
        read_spreadsheet(data)
    return [str(problem) for problem in broken.value.problems]


def spoilt(sheet: str, row: int, column: int, value: object) -> list[str]:
    """Return what is wrong once one cell, counted from 0 with the headings, says something else."""
    cells = cells_of()
    cells[sheet][row][column] = value
    return problems(book(cells))


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(framework_files())
def test_spreadsheet_out_and_in_again_is_the_same_framework(file: FrameworkFile) -> None:
    assert canonical(read_spreadsheet(spreadsheet(file))) == canonical(file)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_framework_passes_through_a_spreadsheet(path: Path) -> None:
    file = read(path.read_bytes())
    assert canonical(read_spreadsheet(spreadsheet(file))) == canonical(file)


def test_spreadsheet_that_somebody_typed_means_the_same() -> None:
    cells = cells_of()
    cells["Topics"].insert(2, ["", "", "", ""])
    cells["Scales"][0][2] = "  ORDERED "
    assert canonical(read_spreadsheet(book(cells))) == canonical(read(RULED.encode()))


@pytest.mark.parametrize(
    "words", ["=1+1", "+44", "-5", "@home", "'quoted", "_x0041_", "1", "1.50", "yes", "https://x.y"]
)
def test_text_that_a_program_might_take_for_something_else_stays_text(words: str) -> None:
    text = SMALL.replace("headline: The first headline.", f'headline: "{words}"')
    file = read(text.encode())
    assert read_spreadsheet(spreadsheet(file)).topics[0].headline == words


def test_spreadsheet_has_one_plain_table_a_sheet_and_says_what_it_is() -> None:
    data = spreadsheet(read(SMALL.encode()))
    assert CalamineWorkbook.from_filelike(BytesIO(data)).sheet_names == ["Read me", *(sheet.name for sheet in SHEETS)]
    with zipfile.ZipFile(BytesIO(data)) as packed:
        sheets = [name for name in packed.namelist() if name.startswith("xl/worksheets/sheet")]
        assert b"mergeCell" not in b"".join(packed.read(name) for name in sheets)
        assert len([name for name in packed.namelist() if name.startswith("xl/tables/")]) == len(SHEETS)


@pytest.mark.parametrize(
    ("sheet", "row", "column", "value", "sentence"),
    [
        (
            "Questions",
            1,
            0,
            "respons",
            "Questions, row 2, Part: There is no topic “respons”. Did you mean “response”? "
            "Write the code of one, or classification, or overall.",
        ),
        (
            "Questions",
            1,
            5,
            "meet",
            "Questions, row 2, Scale: There is no scale “meet”. Did you mean “met”? "
            "The scales of this file are: case-grade, met and conformity.",
        ),
        ("Questions", 2, 6, "often", "Questions, row 3, Required: “often” cannot stand here. Write true or false."),
        (
            "Questions",
            2,
            2,
            None,
            "Questions, row 3, Question: A criterion needs the field “question”. Add it: what the reviewer answers.",
        ),
        ("Scales", 1, 0, None, "Scales, row 2, Scale: This cell is empty. Fill it in, or delete the row."),
        (
            "Scales",
            2,
            1,
            "Other",
            "Scales, row 3, Scale title: The scale “case-grade” has another title above. Write the same one.",
        ),
        (
            "Framework",
            0,
            0,
            "Fct",
            "Framework, row 1: There is no column “Fct” here. Did you mean “Fact”? The columns are: Fact and Value.",
        ),
        ("Framework", 0, 1, "Fact", "Framework, row 1: The column “Fact” stands here twice. Keep one."),
        (
            "Topics",
            2,
            1,
            "nowhere",
            "Topics, row 3, Inside topic: No topic “nowhere” stands above on its own. Put it there first.",
        ),
        (
            "Choices",
            1,
            0,
            "kinds",
            "Choices, row 2, Question: There is no question “kinds”. Did you mean “kind”?",
        ),
        ("Steps", 1, 0, "rule", "Steps, row 2, Rule: There is no rule “rule”."),
        ("Steps", 1, 3, "measure: [", "Steps, row 2, What it does, line 1 of the cell: This is not valid YAML: {}"),
        (
            "Steps",
            1,
            3,
            "words",
            "Steps, row 2, What it does: Fields with values belong here, as in the framework file.",
        ),
        (
            "Steps",
            1,
            3,
            "measure: {how: often, not-applicable: left-out}",
            "Steps, row 2, measure.how: “often” cannot stand here. {}",
        ),
    ],
)
def test_what_is_wrong_is_told_by_sheet_row_and_column(
    sheet: str, row: int, column: int, value: object, sentence: str
) -> None:
    first, *_ = spoilt(sheet, row, column, value)
    start, _, end = sentence.partition("{}")
    assert (first[: len(start)], first[len(first) - len(end) :]) == (start, end)


def test_sheet_of_another_name_is_refused() -> None:
    cells = cells_of()
    cells["Question"] = cells.pop("Questions")
    assert problems(book(cells))[0].startswith(
        "Question: There is no sheet “Question” in a framework. Did you mean “Questions”? Rename or delete it."
    )


def test_workbook_of_another_sort_is_refused() -> None:
    (sentence,) = problems(book({"Sheet1": [["a"]]}))
    assert sentence.startswith("This is another sort of workbook. A framework has the sheets Framework, Scales,")


def test_date_in_a_cell_is_refused() -> None:
    output = BytesIO()
    with xlsxwriter.Workbook(output) as made:
        page = made.add_worksheet("Framework")
        page.write_row(0, 0, ["Fact", "Value"])
        page.write_string(1, 0, "owner")
        page.write_number(1, 1, 45000, made.add_format({"num_format": "yyyy-mm-dd"}))
    assert problems(output.getvalue())[0] == (
        "Framework, row 2, Value: A date or time stands here. Write it as text, with ' before it."
    )


def packed(change: Callable[[str, bytes], bytes]) -> bytes:
    """Return a workbook whose packed parts were changed."""
    output = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(spreadsheet(read(SMALL.encode())))) as old,
        zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return output.getvalue()


def far(cell: bytes) -> bytes:
    """Return a workbook in which a row more holds this cell."""
    row = b"<row>" + cell + b"</row></sheetData>"
    return packed(lambda _, content: content.replace(b"</sheetData>", row))


def elsewhere() -> bytes:
    """Return a workbook whose sheets are in a folder of another name, one of them with a cell far away."""
    output = BytesIO()
    with zipfile.ZipFile(BytesIO(far(b'<c r="XFD1048576"/>'))) as old, zipfile.ZipFile(output, "w") as new:
        for name in old.namelist():
            new.writestr(name.replace("worksheets", "pages"), old.read(name).replace(b"worksheets/", b"pages/"))
    return output.getvalue()


def lying() -> bytes:
    """Return a workbook with a part that says that it is small, and is not."""
    whole = bytearray(packed(bomb))
    for number, mark in enumerate((b"PK\x03\x04", b"PK\x01\x02")):
        at = whole.index(b"xl/sharedStrings.xml", whole.index(mark)) - (30, 46)[number]
        size = at + (22, 24)[number]
        whole[size : size + 4] = (1000).to_bytes(4, "little")
    return bytes(whole)


def damaged() -> bytes:
    """Return a workbook in which some bytes of a packed part are others."""
    whole = bytearray(spreadsheet(read(SMALL.encode())))
    at = whole.index(b"xl/worksheets/sheet1.xml") + 60
    whole[at : at + 40] = b"\xff" * 40
    return bytes(whole)


def document_type(name: str, content: bytes) -> bytes:
    return content.replace(b"<worksheet", b'<!DOCTYPE worksheet [<!ENTITY x "y">]><worksheet')


def other_program() -> bytes:
    """Return a table of another program, two cells of which are repeated over a whole sheet."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        new.writestr("content.xml", "<office:document-content/>")
    return output.getvalue()


def bomb(name: str, content: bytes) -> bytes:
    return content + b" " * 60_000_000 if name == "xl/sharedStrings.xml" else content


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04 and nothing", NOT_A_BOOK),
        (packed(lambda name, content: content[: len(content) // 2]), NOT_A_BOOK),
        (far(b'<c r="XFD1048576"/>'), TOO_LARGE),
        (far(b"<c\tr='XFD1048576'/>"), TOO_LARGE),
        (far(b'<c r="xfd1048576"/>'), TOO_LARGE),
        (far(b'<c s="' + b"0" * 300 + b'" r="&#88;FD1048576"/>'), TOO_LARGE),
        (far(b'</row><row r="1048576"><c><v>1</v></c>'), TOO_LARGE),
        (far(b"<c><v>1</v></c>" * (MOST_COLUMNS + 1)), TOO_LARGE),
        (far(b'<c r="A2"/>' * MOST_CELLS), TOO_LARGE),
        (far(b'<c r="2A"/>'), NOT_A_BOOK),
        (far(b'</row><row r="-1">'), NOT_A_BOOK),
        (elsewhere(), TOO_LARGE),
        (lying(), NOT_A_BOOK),
        (damaged(), NOT_A_BOOK),
        (packed(document_type), NOT_A_BOOK),
        (other_program(), NOT_A_BOOK),
        (packed(bomb), TOO_LARGE),
        (b"PK\x03\x04" + b"x" * MOST_BYTES, TOO_LARGE),
        (book({"Framework": [["Fact", "Value"]] + [["owner", "x"]] * MOST_ROWS}), TOO_LARGE),
    ],
    ids=[
        *("no zip", "cut", "a cell far away", "another way to write it", "small letters", "long", "a row far away"),
        *("many columns", "many cells", "no place", "no row", "sheets elsewhere", "a part that lies", "damaged"),
        *("a document type", "another program", "a bomb", "large", "many rows"),
    ],
)
def test_file_that_cannot_be_a_framework_is_refused_before_it_is_unpacked(data: bytes, sentence: str) -> None:
    assert problems(data) == [sentence]
