"""A report as an OpenDocument spreadsheet: the sheets of the workbook, with typed values, written row by row."""

import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from itertools import chain

from access.refusals import Invalid
from review.domain.svg import safe
from review.reports.document import Kind, Line, ReportDocument, Sheet, Value
from review.reports.outputs import ods_parts
from review.reports.outputs.cells import headings, in_words, rows
from review.reports.outputs.files import sent
from review.reports.outputs.front import Rows, above, contents, cover, notes, sheet_names

CELLS_AT_MOST = 200_000
TOP = 4
"""The number of the row of headings: the title, the marking and what was chosen stand above."""
STYLES = {
    "count": ("float", "count"),
    "number": ("float", "number"),
    "difference": ("float", "number"),
    "difference-limit": ("float", "number"),
}
"""The sort and the style of numbers that are no percentages."""


def ods(document: ReportDocument) -> Iterator[bytes]:
    """Return the report as a spreadsheet. Raises Invalid where it has more cells than programs open quickly."""
    cells = sum(sheet.cells for sheet in document.sheets)
    if cells > CELLS_AT_MOST:
        raise Invalid(
            f"This report has {cells:,} cells, and an ODS file takes {CELLS_AT_MOST:,} at most. Choose XLSX or CSV."
        )
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed once it was sent
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", ods_parts.TYPE, zipfile.ZIP_STORED)  # the first, as it is: so the type is told
        package.writestr("META-INF/manifest.xml", ods_parts.MANIFEST)
        package.writestr("meta.xml", ods_parts.meta(document))
        package.writestr("styles.xml", ods_parts.styles(document))
        with package.open("content.xml", "w") as content:
            for part in _content(document):
                content.write(part.encode())
    return sent(file)


def _content(document: ReportDocument) -> Iterator[str]:
    names = sheet_names(document)
    yield f"{ods_parts.START}<office:document-content {ods_parts.NAMES}>{ods_parts.AUTOMATIC}"
    yield "<office:body><office:spreadsheet>"
    yield from _front("Cover", cover(document))
    yield from _front("Contents", contents(document, names))
    yield from _front("Notes", notes(document))
    for name, sheet in zip(names, document.sheets, strict=True):
        yield from _table(name, sheet, document)
    yield "<table:database-ranges>"
    for place, (name, sheet) in enumerate(zip(names, document.sheets, strict=True), 1):
        yield _range(place, name, sheet)
    yield "</table:database-ranges></office:spreadsheet></office:body></office:document-content>"


def _front(name: str, lines: Rows) -> Iterator[str]:
    """Yield a sheet of two columns, whose first row has the headings."""
    yield _start(name, [8, 16])
    yield _headed([_row(_text(words, "heading") for words in lines[0])])
    for first, second in lines[1:]:
        yield _row([_text(first, "heading"), _text(second)])
    yield "</table:table>"


def _table(name: str, sheet: Sheet, document: ReportDocument) -> Iterator[str]:
    yield _start(name, [8 if in_words(sheet, place) else 4 for place in range(len(headings(sheet)))])
    words_above = zip(above(document, sheet), ("title", "line", "line"), strict=True)
    titles = _row(
        _text(title, "heading" if in_words(sheet, place) else "over") for place, title in enumerate(headings(sheet))
    )
    yield _headed([*(_row([_text(words, style)]) for words, style in words_above), titles])
    kinds = [column.kind for column in sheet.columns]
    yield from (_line(line, kinds) for line in rows(sheet))
    yield "</table:table>"


def _start(name: str, widths: Iterable[int]) -> str:
    columns = "".join(f'<table:table-column table:style-name="wide{width}"/>' for width in widths)
    return f'<table:table table:name="{safe(name)}" table:style-name="sheet">{columns}'


def _headed(lines: Iterable[str]) -> str:
    return f"<table:table-header-rows>{''.join(lines)}</table:table-header-rows>"


def _line(line: Line, kinds: Iterable[Kind]) -> str:
    values = (_value(kind, value) for kind, value in zip(kinds, line.values, strict=True))
    return _row(chain((_text(words) for words in line.headings), values))


def _row(cells: Iterable[str]) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>\n"


def _text(words: str, style: str = "text") -> str:
    paragraph = f"<text:p>{safe(words)}</text:p>"
    return f'<table:table-cell office:value-type="string" table:style-name="{style}">{paragraph}</table:table-cell>'


def _value(kind: Kind, value: Value) -> str:
    if value.number is None:
        return _text(value.words, "text" if kind == "text" else "lacking")
    sort, style = STYLES.get(kind, ("percentage", "percent"))
    number = str(value.number) if kind == "count" else repr(float(value.number))
    return (
        f'<table:table-cell office:value-type="{sort}" office:value="{number}" '
        f'table:style-name="{style}"><text:p>{safe(value.words)}</text:p></table:table-cell>'
    )


def _range(place: int, name: str, sheet: Sheet) -> str:
    """Mark a sheet's rows and headings as a table that can be filtered."""
    last = _letters(len(sheet.headings) + len(sheet.columns))
    address = safe(f"'{name}'.A{TOP}:'{name}'.{last}{TOP + len(rows(sheet))}")
    return (
        f'<table:database-range table:name="table{place}" table:target-range-address="{address}" '
        'table:contains-header="true" table:display-filter-buttons="true"/>'
    )


def _letters(number: int) -> str:
    """Return the letters of a column, the first being 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
