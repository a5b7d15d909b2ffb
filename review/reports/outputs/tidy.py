"""A report as tidy CSV for programs: one row for each figure, and on each row what must be known of it."""

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from review.reports.document import LIMITS, NUMBER_COUNTED, Column, Line, ReportDocument, Sheet, Value, about_sheet
from review.reports.outputs.cells import safe_row

HEAD = (
    *("inspection", "where", "measure", "by", "group", "group_label"),
    *("by_second", "group_second", "group_second_label"),
    *("scale", "figure", "code", "label", "count", "share", "interval_from", "interval_to", "value", "words"),
    *("table", "title", "marking"),
)
"""The columns; those of what must be known of the report, and of its notes, follow."""
ROWS_TOGETHER = 500


def tidy_csv(document: ReportDocument) -> Iterator[bytes]:
    """Return the report as tidy CSV. It has no byte order mark, which programs would take for a part of a name."""
    return written(_rows(document))


def written(rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Yield rows as the lines of a CSV file, some hundred at a time."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for number, row in enumerate(rows, 1):
        writer.writerow(safe_row(row))
        if number % ROWS_TOGETHER == 0:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()


def _rows(document: ReportDocument) -> Iterator[Sequence[object]]:
    yield [*HEAD, *(_column_name(label) for label, _ in document.about), "notes"]
    for sheet in document.sheets:
        known, notes = about_sheet(document, sheet), " ".join([*sheet.notes, *document.notes])
        where = document.where if sheet.where is None else sheet.where
        for line in sheet.lines:
            start = [document.name, where, document.measure, *_groups(sheet, line), sheet.scale]
            end = [sheet.title, document.title, document.marking, *_of_row(sheet, line, known), notes]
            for places in sheet.figures():
                columns = [sheet.columns[place] for place in places]
                values = [line.values[place] for place in places]
                yield [*start, *_figure(line, columns, values), *end]


def _of_row(sheet: Sheet, line: Line, known: Iterable[tuple[str, str]]) -> list[str]:
    """Return what must be known of one row's figures: a row of a group has an n of its own."""
    own = next(
        (value.words for column, value in zip(sheet.columns, line.values, strict=True) if column.figure == "n"), ""
    )
    return [own if own and label == NUMBER_COUNTED else words for label, words in known]


def _column_name(label: str) -> str:
    """Return a label as the name of a column: number_counted_n."""
    return re.sub(r"\W+", "_", label.lower()).strip("_")


def _groups(sheet: Sheet, line: Line) -> list[str]:
    """Return the first and the second group of a row, each with its name, code and label."""
    found: list[str] = []
    for place in range(2):
        inside = place < min(len(line.keys), len(sheet.by)) and line.keys[place]
        found += [sheet.by[place], line.keys[place], line.headings[place]] if inside else ["", "", ""]
    return found


def _figure(line: Line, columns: Sequence[Column], values: Sequence[Value]) -> list[object]:
    """Return what is counted, its count with share and interval, any other number, and the words of what has none.

    The other numbers are differences of shares, in percentage points as their interval is, p values, and days.
    """
    first = columns[0]
    what = [line.figure, line.code, line.headings[0]] if line.figure else [first.figure, first.code, first.title]
    numbers: dict[str, list[object]] = {"count": [], "percent": [], "limit": [], "value": []}
    for column, value in zip(columns, values, strict=True):
        if column.kind != "text":
            numbers[_sort(column, numbers)].append(_number(value))
    counts, shares, limits = numbers["count"] or [""], numbers["percent"] or [""], numbers["limit"] or ["", ""]
    others = numbers["value"] or [""]
    lacking = next((value.words for value in values if value.number is None), "")
    return [*what, counts[0], shares[0], *limits[:2], others[0], lacking]


def _sort(column: Column, sorts: Collection[str]) -> str:
    """Return in which column of the file a number stands."""
    if column.kind in LIMITS:
        return "limit"
    return column.kind if column.kind in sorts else "value"


def _number(value: Value) -> object:
    """Return a value for a program to read: shares and limits as parts of 1, nothing where there is no value."""
    number = value.number
    return "" if number is None else number if isinstance(number, int) else float(number)
