"""What stands before the tables of a workbook: its cover, contents and notes, each as rows of two cells."""

import re
from collections.abc import Iterator

from review.reports.document import CASES_CHOSEN, COMPARED, ReportDocument, Sheet, about_sheet

Rows = list[tuple[str, str]]
NAME_LENGTH = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
IN_BRACKETS = re.compile(r" \(.*\)$")


def cover(document: ReportDocument) -> Rows:
    """Return what must be known of the report, under its headings."""
    return [("About this report", "Words"), ("Title", document.title), ("Marking", document.marking), *document.about]


def contents(document: ReportDocument, names: list[str]) -> Rows:
    """Return every sheet with what it holds."""
    named = [(name, sheet.title) for name, sheet in zip(names, document.sheets, strict=True)]
    front = [("Cover", "What must be known of this report"), ("Notes", "Notes to the tables")]
    return [("Sheet", "What it holds"), *front, *named]


def notes(document: ReportDocument) -> Rows:
    """Return every note with what it is about."""
    return [("Of", "Note"), *_notes(document)]


def _notes(document: ReportDocument) -> Iterator[tuple[str, str]]:
    yield "Whole report", "A cell without a number says why in words; each sheet has one table."
    yield from (("Whole report", note) for note in document.notes)
    for sheet in document.sheets:
        yield from ((sheet.title, note) for note in sheet.notes)


def above(document: ReportDocument, sheet: Sheet) -> tuple[str, str, str]:
    """Return what stands in three rows above a table: its titles, the marking, and which cases or what it compares."""
    known = dict(about_sheet(document, sheet))
    return f"{document.title}: {sheet.title}", document.marking, known.get(CASES_CHOSEN, known.get(COMPARED, ""))


def sheet_names(document: ReportDocument) -> list[str]:
    """Return a name for each table's sheet that workbooks take, none of them twice: its number and its title.

    What stands in brackets at the end of a title says of which cases it is, and stands in the contents; a title that
    is longer than a name can be ends in an ellipsis after a whole word.
    """
    return [_sheet_name(number, sheet.title) for number, sheet in enumerate(document.sheets, 1)]


def _sheet_name(number: int, title: str) -> str:
    plain = " ".join(FORBIDDEN.sub(" ", title.replace(": ", ", ")).split())
    name = f"{number} {IN_BRACKETS.sub('', plain) or plain}".strip()
    if len(name) <= NAME_LENGTH:
        return name
    words, _, rest = name[:NAME_LENGTH].rpartition(" ")
    start = words if words != str(number) else f"{number} {rest[: NAME_LENGTH - len(words) - 2]}"
    return f"{start.rstrip(' ,.;–')}…"
