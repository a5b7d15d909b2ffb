"""Every format of a report read back into its cells, and the cells that the document says it should have."""

import csv
import io
import json
import re
import tempfile
from html import unescape
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from review.reports.document import Line, ReportDocument, Sheet, shown
from review.reports.formats import FORMATS
from review.reports.outputs.cells import headings
from review.reports.outputs.text import text

VERY_WIDE = 10_000
"""Letters in a line of text, so that no cell is broken into lines."""
Rows = list[list[Any]]
"""The rows of a table, headings first."""


def written(document: ReportDocument, name: str) -> bytes:
    """Return the document in a format."""
    if name == "text":
        return b"".join(text(document, VERY_WIDE))
    return b"".join(FORMATS[name].write(document))


def numbers(document: ReportDocument) -> list[Rows]:
    """Return the tables as typed cells: numbers where there are some, else words."""
    return [[headings(sheet), *(_typed(line) for line in sheet.lines)] for sheet in document.sheets]


def _typed(line: Line) -> list[Any]:
    values = [value.words if value.number is None else round(float(value.number), 12) for value in line.values]
    return [*line.headings, *values]


def words(document: ReportDocument) -> list[Rows]:
    """Return the tables in words, a cell for each column."""
    return [[headings(s), *([*o.headings, *(v.words for v in o.values)] for o in s.lines)] for s in document.sheets]


def figures(document: ReportDocument) -> list[Rows]:
    """Return the tables in words, a cell for each figure, each count with its share and interval."""
    return [[figure_titles(s), *([*line.headings, *shown(s, line)] for line in s.lines)] for s in document.sheets]


def figure_titles(sheet: Sheet) -> list[str]:
    """Return the headings of a table that has a column for each figure."""
    return [*sheet.headings, *(sheet.columns[places[0]].title for places in sheet.figures())]


def titles(sheet: Sheet) -> list[str]:
    """Return the headings of all columns as they are, even where two are alike."""
    return [*sheet.headings, *(column.title for column in sheet.columns)]


def of_workbook(data: bytes) -> list[Rows]:
    """Return the tables of an XLSX or ODS file: every sheet but the first three, from its headings on."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "book")
        path.write_bytes(data)
        book = CalamineWorkbook.from_path(path)
        pages = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names[3:]]
    return [[[_rounded(cell) for cell in row] for row in page[3:]] for page in pages]


def fronts(data: bytes) -> dict[str, Rows]:
    """Return the cover, contents and notes of an XLSX or ODS file."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names[:3]}


def _rounded(cell: Any) -> Any:
    return round(cell, 12) if isinstance(cell, float) else cell


def of_shown_csv(data: bytes, document: ReportDocument) -> list[Rows]:
    """Return the tables of CSV as shown, each after a blank line, its title and cases, without its notes."""
    rows = [row for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) if not _is_cases_line(row)]
    blanks = [place for place, row in enumerate(rows) if not row]
    starts = zip(blanks, document.sheets, strict=False)
    return [[list(row) for row in rows[place + 2 : place + 3 + len(sheet.lines)]] for place, sheet in starts]


def _is_cases_line(row: list[str]) -> bool:
    """Return whether a line above a table says which cases it counts."""
    return len(row) == 1 and row[0].startswith("Cases chosen: ")


def of_json(data: bytes) -> list[Rows]:
    """Return the tables of JSON as typed cells."""
    tables = json.loads(data)["document"]["tables"]
    found = []
    for table in tables:
        titles = [*table["headings"], *(column["title"] for column in table["columns"])]
        found.append([titles, *([*row["headings"], *map(_json_cell, row["values"])] for row in table["rows"])])
    return found


def _json_cell(value: dict[str, Any]) -> Any:
    return value["words"] if value["number"] is None else round(value["number"], 12)


def of_text(data: bytes, document: ReportDocument) -> list[Rows]:
    """Return the tables of plain text, whose columns are two spaces apart."""
    _, *rest = data.decode().split("\n\n")
    lines = [line for line in "\n\n".join(rest).splitlines() if not _is_cases_line([line])]
    found, place = [], 0
    for sheet in document.sheets:
        place = lines.index(sheet.title, place) + 1
        found.append([re.split(r" {2,}", line.strip()) for line in lines[place : place + 1 + len(sheet.lines)]])
    return found


def tidy(document: ReportDocument) -> list[list[str]]:
    """Return what tidy CSV is to say of each figure: table, group codes, kind, code, and numbers."""
    return [
        [sheet.title, *(*line.keys, "", "")[:2], *_tidy_figure(sheet, line, places)]
        for sheet in document.sheets
        for line in sheet.lines
        for places in sheet.figures()
    ]


def _tidy_figure(sheet: Sheet, line: Line, places: tuple[int, ...]) -> list[str]:
    first = sheet.columns[places[0]]
    what = [line.figure, line.code] if line.figure else [first.figure, first.code]
    values = [line.values[place].number for place in places]
    said = ["" if number is None else str(number if isinstance(number, int) else float(number)) for number in values]
    if first.kind in ("difference", "number"):
        return [*what, "", "", *said[1:], *[""] * (3 - len(said)), said[0]]
    return [*what, *said, *[""] * (5 - len(said))]


def of_tidy(data: bytes) -> list[list[str]]:
    """Return what tidy CSV says of each figure."""
    names = (
        "table",
        "group",
        "group_second",
        "figure",
        "code",
        "count",
        "share",
        "interval_from",
        "interval_to",
        "value",
    )
    return [[row[name] for name in names] for row in csv.DictReader(io.StringIO(data.decode()))]


def of_svg(data: bytes) -> str:
    """Return the description of a picture."""
    found = re.search(r"<desc[^>]*>(.*?)</desc>", data.decode(), re.DOTALL)
    return unescape(found.group(1)) if found else ""


def of_pdf(data: bytes) -> str:
    """Return the text of a PDF without spaces, which its lines break anywhere."""
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())
