"""A report as plain text for a terminal: what must be known of it, and its tables with each share beside its count."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap

from review.reports.document import ReportDocument, Sheet, shown

GAP = "  "
WIDTH = 100
"""How long a line is where nothing says how wide the terminal is."""
Row = Sequence[str]


def text(document: ReportDocument, width: int = WIDTH) -> Iterator[bytes]:
    """Return the report as plain text, line by line, none longer than `width` unless a single word is."""
    return (f"{line.rstrip()}\n".encode() for line in lines(document, width))


def lines(document: ReportDocument, width: int = WIDTH) -> Iterator[str]:
    """Yield the lines of the text."""
    yield from _wrapped(document.title, width)
    yield from _wrapped(document.marking, width)
    yield ""
    for label, words in document.about:
        yield from _wrapped(f"{label}: {words}", width)
    for sheet in document.sheets:
        yield ""
        yield from _wrapped(sheet.title, width)
        yield from _table(sheet, width)
        for note in sheet.notes:
            yield from _wrapped(note, width)
    if document.notes:
        yield ""
        for note in document.notes:
            yield from _wrapped(note, width)


def _wrapped(words: str, width: int, indent: str = "") -> list[str]:
    """Return a paragraph as lines; a word is never broken, and nothing is left out."""
    whole = {"break_long_words": False, "break_on_hyphens": False}
    return wrap(words, max(width, 1), initial_indent=indent, subsequent_indent=indent, **whole) or [""]  # type: ignore[arg-type]


def _table(sheet: Sheet, width: int) -> Iterator[str]:
    """Yield a table in columns, its longer cells in several lines; a row below the other where columns have no room."""
    rows = [_titles(sheet), *([*line.headings, *shown(sheet, line)] for line in sheet.lines)]
    widths = _fitting(rows, width)
    if widths is None:
        yield from _one_by_one(rows, len(sheet.headings), width)
        return
    for row in rows:
        yield from _in_columns(row, widths, len(sheet.headings))


def _titles(sheet: Sheet) -> list[str]:
    return [*sheet.headings, *(sheet.columns[places[0]].title for places in sheet.figures())]


def _fitting(rows: Sequence[Row], width: int) -> list[int] | None:
    """Return the widths of columns that fit beside each other, the widest narrowed first; None where none do."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    least = [max(len(word) for cell in column for word in cell.split() or [""]) for column in zip(*rows, strict=True)]
    room = width - len(GAP) * (len(widths) - 1)
    if sum(least) > room:
        return None
    while sum(widths) > room:
        widest = max((place for place in range(len(widths)) if widths[place] > least[place]), key=widths.__getitem__)
        widths[widest] -= 1
    return widths


def _in_columns(row: Row, widths: Sequence[int], headings: int) -> Iterator[str]:
    """Yield a row: headings begin at the left of their columns, figures end at the right."""
    cells = [_wrapped(words, width) for words, width in zip(row, widths, strict=True)]
    for parts in zip_longest(*cells, fillvalue=""):
        yield GAP.join(
            words.ljust(width) if place < headings else words.rjust(width)
            for place, (words, width) in enumerate(zip(parts, widths, strict=True))
        )


def _one_by_one(rows: Sequence[Row], headings: int, width: int) -> Iterator[str]:
    """Yield each row below the other: its headings, and under them its figures, each with the title of its column."""
    titles, *others = rows
    for row in others:
        for place, (title, words) in enumerate(zip(titles, row, strict=True)):
            yield from _wrapped(f"{title}: {words}", width, indent=GAP if place >= headings else "")
