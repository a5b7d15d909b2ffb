"""A document as plain data, to be kept as it was given out, and read back equal to what it was."""

from collections.abc import Mapping
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from review.reports.document import Column, Line, Picture, ReportDocument, Sheet, Value

Number = int | float | Fraction | None


def document_data(document: ReportDocument) -> dict[str, Any]:
    """Return a document as lists, texts and numbers, ready for JSON."""
    return {
        **{name: getattr(document, name) for name in ("name", "title", "marking", "where", "measure")},
        "about": [list(pair) for pair in document.about],
        "notes": list(document.notes),
        "data": dict(document.data),
        "pictures": [asdict(picture) for picture in document.pictures],
        "sheets": [_sheet_data(sheet) for sheet in document.sheets],
    }


def document_of(data: Mapping[str, Any]) -> ReportDocument:
    """Return the document that `document_data` was given. Raises KeyError or TypeError where it is no such data."""
    return ReportDocument(
        **{name: data[name] for name in ("name", "title", "marking", "where", "measure", "data")},
        about=tuple((label, words) for label, words in data["about"]),
        notes=tuple(data["notes"]),
        pictures=tuple(Picture(**picture) for picture in data["pictures"]),
        sheets=tuple(_sheet(sheet) for sheet in data["sheets"]),
    )


def _sheet_data(sheet: Sheet) -> dict[str, Any]:
    return {
        **{name: getattr(sheet, name) for name in ("name", "title", "scale")},
        **{name: list(getattr(sheet, name)) for name in ("headings", "notes", "by")},
        "columns": [asdict(column) for column in sheet.columns],
        "lines": [_line_data(line) for line in sheet.lines],
    }


def _sheet(data: Mapping[str, Any]) -> Sheet:
    return Sheet(
        **{name: data[name] for name in ("name", "title", "scale")},
        headings=tuple(data["headings"]),
        notes=tuple(data["notes"]),
        by=tuple(data["by"]),
        columns=tuple(Column(**column) for column in data["columns"]),
        lines=tuple(_line(line) for line in data["lines"]),
    )


def _line_data(line: Line) -> dict[str, Any]:
    values = [[_number_data(value.number), value.words] for value in line.values]
    return {**asdict(line), "headings": list(line.headings), "keys": list(line.keys), "values": values}


def _line(data: Mapping[str, Any]) -> Line:
    values = tuple(Value(_number(number), words) for number, words in data["values"])
    return Line(tuple(data["headings"]), values, tuple(data["keys"]), data["code"], data["figure"])


def _number_data(number: Number) -> int | float | list[int] | None:
    """Return a share as its count and its n, so that it stays exact."""
    return [number.numerator, number.denominator] if isinstance(number, Fraction) else number


def _number(data: int | float | list[int] | None) -> Number:
    return Fraction(*data) if isinstance(data, list) else data
