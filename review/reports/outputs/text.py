"""A report as plain text for a terminal: what must be known of it, and its tables with each share beside its count."""

from collections.abc import Iterator

from review.reports.document import ReportDocument, Sheet, shown

GAP = "  "


def text(document: ReportDocument) -> Iterator[bytes]:
    """Return the report as plain text, line by line."""
    return (f"{line.rstrip()}\n".encode() for line in lines(document))


def lines(document: ReportDocument) -> Iterator[str]:
    """Yield the lines of the text."""
    yield document.title
    yield document.marking
    yield ""
    yield from (f"{label}: {words}" for label, words in document.about)
    for sheet in document.sheets:
        yield ""
        yield sheet.title
        yield from _table(sheet)
        yield from sheet.notes
    if document.notes:
        yield ""
        yield from document.notes


def _table(sheet: Sheet) -> Iterator[str]:
    rows = [_titles(sheet), *([*line.headings, *shown(sheet, line)] for line in sheet.lines)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield GAP.join(_padded(row, widths, len(sheet.headings)))


def _titles(sheet: Sheet) -> list[str]:
    return [*sheet.headings, *(sheet.columns[places[0]].title for places in sheet.figures())]


def _padded(row: list[str], widths: list[int], headings: int) -> Iterator[str]:
    for place, (words, width) in enumerate(zip(row, widths, strict=True)):
        yield words.ljust(width) if place < headings else words.rjust(width)
