"""A report as JSON: its figures by names and codes, and the whole document with the words that show them."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from review.reports.document import Line, ReportDocument, Sheet, Value


def as_json(document: ReportDocument) -> Iterator[bytes]:
    """Return the report as JSON, in parts as they are made."""
    content = {**_in_order(document.data), "document": _document(document)}
    encoder = json.JSONEncoder(indent=2, ensure_ascii=False)
    return _joined(encoder.iterencode(content))


def _in_order(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data with its keys in one order, whichever the database gives it back in: equal files are equal."""
    ordered: dict[str, Any] = json.loads(json.dumps(dict(data), sort_keys=True))
    return ordered


def _joined(parts: Iterator[str], size: int = 8192) -> Iterator[bytes]:
    """Yield the small parts that an encoder makes together, so that they are not sent one by one."""
    held: list[str] = []
    for part in parts:
        held.append(part)
        if len(held) == size:
            yield "".join(held).encode()
            held.clear()
    yield ("".join(held) + "\n").encode()


def _document(document: ReportDocument) -> dict[str, Any]:
    return {
        "title": document.title,
        "marking": document.marking,
        "about": [{"label": label, "words": words} for label, words in document.about],
        "tables": [_table(sheet) | _other_cases(sheet) for sheet in document.sheets],
        "notes": list(document.notes),
    }


def _table(sheet: Sheet) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "title": sheet.title,
        "by": list(sheet.by),
        "headings": list(sheet.headings),
        "columns": [vars(column) for column in sheet.columns],
        "rows": [_row(line) for line in sheet.lines],
        "notes": list(sheet.notes),
    }


def _other_cases(sheet: Sheet) -> dict[str, Any]:
    """Return which cases a table counts, and what else is known of it, where that is not so of its report."""
    where = {} if sheet.where is None else {"where": sheet.where}
    return where | (
        {"about": [{"label": label, "words": words} for label, words in sheet.about]} if sheet.about else {}
    )


def _row(line: Line) -> dict[str, Any]:
    codes = {"figure": line.figure, "code": line.code} if line.figure else {"keys": list(line.keys)}
    return {"headings": list(line.headings), **codes, "values": [_value(value) for value in line.values]}


def _value(value: Value) -> dict[str, Any]:
    """Return a value with its words: counts as whole numbers, shares and limits as parts of 1, null for none."""
    number = value.number
    return {"number": number if number is None or isinstance(number, int) else float(number), "words": value.words}
