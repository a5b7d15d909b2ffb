"""The cells of a workbook as rows by field: limits first, then plain values, each with its place in words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from review.frameworks.problems.problem import BrokenFramework, Problem, did_you_mean, listed, shown
from review.frameworks.spreadsheet.layout import Column, Sheet
from review.frameworks.spreadsheet.unpacking import NOT_A_BOOK, repacked

WHITE = " \t\r\n"
Rows = list["Row"]


@dataclass(frozen=True)
class Row:
    """One row: its place in words and its values by field; empty cells are left out."""

    sheet: Sheet
    number: int
    values: dict[str, Any]

    @property
    def place(self) -> str:
        """Where the row stands, in words."""
        return f"{self.sheet.name}, row {self.number}"

    def at(self, field: str) -> str:
        """Return where a field of the row stands, in words."""
        heading = next((column.heading for column in self.sheet.columns if column.field == field), "")
        return f"{self.place}, {heading}" if heading else self.place

    def text(self, field: str) -> str:
        """Return a field as text, empty where it is left out."""
        return str(self.values.get(field, ""))


def is_workbook(data: bytes) -> bool:
    """Return whether a file begins as zipped ones do, of which workbooks are some."""
    return data.startswith(b"PK\x03\x04")


def read_sheets(data: bytes, sheets: Sequence[Sheet]) -> dict[str, Rows]:
    """Return the rows of each sheet, by its name. Raises BrokenFramework."""
    whole = repacked(data)
    found: dict[str, Rows] = {}
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(whole))
        problems = [*_strange(book.sheet_names, sheets)]
        for sheet in sheets:
            cells = _cells(book, sheet) if sheet.name in book.sheet_names else []
            found[sheet.name] = list(_rows(sheet, cells, problems))
    except (CalamineError, ValueError, OSError) as error:
        raise BrokenFramework([Problem(0, "", NOT_A_BOOK)]) from error
    if problems:
        raise BrokenFramework(problems)
    return found


def _cells(book: CalamineWorkbook, sheet: Sheet) -> list[list[Any]]:
    return book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)


def _strange(given: Sequence[str], sheets: Sequence[Sheet]) -> Iterator[Problem]:
    """Yield each sheet that has a name of none of the layout's; a workbook of another sort has nothing but those."""
    names = [sheet.name for sheet in sheets]
    if not set(names) & set(given):
        yield Problem(0, "", f"This is another sort of workbook. A framework has the sheets {listed(names)}.")
        return
    for name in given:
        if name not in names and name != "Read me":
            sentence = (
                f"There is no sheet “{shown(name)}” in a framework.{did_you_mean(name, names)} Rename or delete it."
            )
            yield Problem(0, shown(name), sentence)


def _rows(sheet: Sheet, cells: list[list[Any]], problems: list[Problem]) -> Iterator[Row]:
    if not cells:
        return
    columns = list(_columns(sheet, cells[0], problems))
    if lacking := [column.heading for column in sheet.columns[: sheet.needed] if column not in columns]:
        problems.append(Problem(0, f"{sheet.name}, row 1", f"The column {listed(lacking)} is missing. Add it."))
        return
    for number, line in enumerate(cells[1:], 2):
        row = Row(sheet, number, {})
        for column, cell in zip(columns, line, strict=False):
            if column and (value := _value(cell, column, row, problems)) is not None:
                row.values[column.field] = value
        if row.values:
            _refuse_gaps(row, problems)
            yield row


def _columns(sheet: Sheet, headings: list[Any], problems: list[Problem]) -> Iterator[Column | None]:
    """Yield the column that each heading names, None for an empty heading."""
    by_heading = {column.heading.casefold(): column for column in sheet.columns}
    seen: set[str] = set()
    place = f"{sheet.name}, row 1"
    for heading in headings:
        words = " ".join(str(heading).split())
        column = by_heading.get(words.casefold())
        if words and column is None:
            hint = did_you_mean(words, sheet.headings)
            sentence = f"There is no column “{shown(words)}” here.{hint} The columns are: {listed(sheet.headings)}."
            problems.append(Problem(0, place, sentence))
        elif column and column.heading in seen:
            problems.append(Problem(0, place, f"The column “{column.heading}” stands here twice. Keep one."))
        if column:
            seen.add(column.heading)
        yield column


def _refuse_gaps(row: Row, problems: list[Problem]) -> None:
    for column in row.sheet.columns[: row.sheet.needed]:
        if column.field not in row.values:
            problems.append(Problem(0, row.at(column.field), "This cell is empty. Fill it in, or delete the row."))


def _value(cell: Any, column: Column, row: Row, problems: list[Problem]) -> Any:
    """Return what a cell says, as the framework file would have it; None for an empty one."""
    if isinstance(cell, str):
        cell = cell.strip(WHITE)
        return _text_value(cell, column) if cell else None
    if cell is None:
        return None
    if isinstance(cell, bool):
        return cell if column.kind == "flag" else "yes" if cell else "no"
    if isinstance(cell, int | float):
        number = Decimal(repr(cell))
        if column.kind in ("number", "bound", "whole"):
            return int(number) if number == number.to_integral_value() else number
        text = f"{number.normalize():f}"
        return (text,) if column.kind == "codes" else text
    problems.append(Problem(0, row.at(column.field), "A date or time stands here. Write it as text, with ' before it."))
    return None


def _text_value(text: str, column: Column) -> Any:
    if column.kind == "codes":
        return tuple(code for part in text.split(",") if (code := part.strip(WHITE)))
    if column.kind == "flag":
        return {"yes": True, "no": False}.get(text.casefold(), text)
    return number_in(text) if column.kind in ("number", "whole") else text


def number_in(text: str) -> Any:
    """Return the number that a text is, or else the text."""
    if not re.fullmatch(r"-?\d{1,15}(\.\d{1,15})?", text, re.ASCII):
        return text
    return Decimal(text) if "." in text else int(text)
