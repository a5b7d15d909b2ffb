"""Cells and headings that no spreadsheet program misreads."""

from collections.abc import Iterable, Sequence

from review.reports.document import Line, Sheet, Value

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
NO_ROWS = "no rows"


def starts_formula(words: str) -> bool:
    """Return whether a spreadsheet program could take a text for a formula."""
    return words.startswith(FORMULA_STARTS)


def safe_cell(value: object) -> object:
    """Return a value that no spreadsheet takes for a formula: text that begins like one gets an apostrophe."""
    return f"'{value}" if isinstance(value, str) and starts_formula(value) else value


def safe_row(values: Iterable[object]) -> list[object]:
    """Return a row of a CSV file in which no text is taken for a formula."""
    return [safe_cell(value) for value in values]


def distinct(titles: Sequence[str]) -> list[str]:
    """Return headings of which no two are alike, whatever their case, as a table of a workbook needs them."""
    found: dict[str, str] = {}
    for title in titles:
        name, number = title or "Column", 2
        while name.casefold() in found:
            name, number = f"{title or 'Column'} ({number})", number + 1
        found[name.casefold()] = name
    return list(found.values())


def headings(sheet: Sheet) -> list[str]:
    """Return the headings of all columns of a table."""
    return distinct([*sheet.headings, *(column.title for column in sheet.columns)])


def in_words(sheet: Sheet, place: int) -> bool:
    """Return whether a column holds words: one of headings, or one whose values are no figures."""
    first = len(sheet.headings)
    return place < first or sheet.columns[place - first].kind == "text"


def rows(sheet: Sheet) -> Sequence[Line]:
    """Return the rows of a table; one that says so where there are none."""
    empty = Line((NO_ROWS,) * len(sheet.headings), (Value(None, NO_ROWS),) * len(sheet.columns))
    return sheet.lines or (empty,)
