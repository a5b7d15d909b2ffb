"""A report as plain text for a terminal: what must be known of it, and its tables with each share beside its count."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from operator import gt
from textwrap import wrap

from review.reports.document import ReportDocument, Sheet, cases_line, shown

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
        if words := cases_line(document, sheet):
            yield from _wrapped(words, width)
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
    in_words = [True] * len(sheet.headings) + [sheet.columns[places[0]].kind == "text" for places in sheet.figures()]
    widths = _fitting(rows, len(sheet.headings), width)
    if widths is None:
        yield from _one_by_one(rows, len(sheet.headings), width)
        return
    for row in rows:
        yield from _in_columns(row, widths, in_words)


def _titles(sheet: Sheet) -> list[str]:
    return [*sheet.headings, *(sheet.columns[places[0]].title for places in sheet.figures())]


def _fitting(rows: Sequence[Row], headings: int, width: int) -> list[int] | None:
    """Return the widths of columns that fit beside each other; None where there is no room for their longest words.

    Titles of figures are broken first, then headings, and only then the figures themselves.
    """
    columns = list(zip(*rows, strict=True))
    widths = [max(map(len, column)) for column in columns]
    least = [max(map(_longest_word, column)) for column in columns]
    room = width - len(GAP) * (len(widths) - 1)
    if sum(least) > room:
        return None
    figures = [max(_longest_word(column[0]), *map(len, column[1:])) for column in columns[headings:]]
    _narrow(widths, [*widths[:headings], *figures], room)
    _narrow(widths, [*least[:headings], *figures], room)
    _narrow(widths, least, room)
    return widths


def _longest_word(words: str) -> int:
    return max(map(len, words.split()), default=0)


def _narrow(widths: list[int], least: Sequence[int], room: int) -> None:
    """Make the widest columns narrower, none narrower than its least, until all have room or none can be."""
    while sum(widths) > room and any(map(gt, widths, least)):
        widest = max((place for place in range(len(widths)) if widths[place] > least[place]), key=widths.__getitem__)
        widths[widest] -= 1


def _in_columns(row: Row, widths: Sequence[int], in_words: Sequence[bool]) -> Iterator[str]:
    """Yield a row: headings and other words begin at the left of their columns, figures end at the right."""
    cells = [_wrapped(words, width) for words, width in zip(row, widths, strict=True)]
    for parts in zip_longest(*cells, fillvalue=""):
        yield GAP.join(
            words.ljust(width) if at_left else words.rjust(width)
            for words, width, at_left in zip(parts, widths, in_words, strict=True)
        )


def _one_by_one(rows: Sequence[Row], headings: int, width: int) -> Iterator[str]:
    """Yield each row below the other: its headings, and under them its figures, each with the title of its column."""
    titles, *others = rows
    for row in others:
        for place, (title, words) in enumerate(zip(titles, row, strict=True)):
            yield from _wrapped(f"{title}: {words}", width, indent=GAP if place >= headings else "")
