"""A report as an XLSX workbook: a cover, contents and notes, then one table a sheet with typed numbers."""

import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from textwrap import wrap
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.utility import xl_range

from access.refusals import Invalid
from review.reports.document import Line, ReportDocument, Sheet, Value
from review.reports.outputs.cells import headings, in_words, rows, starts_formula
from review.reports.outputs.files import sent
from review.reports.outputs.front import above, contents, cover, notes, sheet_names

ROWS_AT_MOST = 1_048_000
LARGE = 50_000
"""A report with more cells is written row by row to the disk and not held in memory."""
TOP = 3
"""The row of the headings: the title, the marking and what was chosen stand above."""
LINE_HEIGHT = 15
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def xlsx(document: ReportDocument) -> Iterator[bytes]:
    """Return the report as a workbook.

    Raises Invalid where a table is longer than a sheet of a workbook, OSError where the disk does not take it.
    """
    for sheet in document.sheets:
        if len(sheet.lines) > ROWS_AT_MOST:
            raise Invalid(
                f"“{sheet.title}” has {len(sheet.lines):,} rows, and a sheet of a workbook takes {ROWS_AT_MOST:,} at "
                "most. Choose CSV."
            )
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed once it was sent
    large = sum(sheet.cells for sheet in document.sheets) > LARGE
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            xlsxwriter.Workbook(file, {**OPTIONS, "constant_memory": large, "tmpdir": folder}) as book,
        ):
            _Book(book, document).write()
    except FileCreateError as error:
        raise error.args[0] from None  # the machine's own error, which the pages and commands know how to tell
    return sent(file)


class _Book:
    """A workbook being written, with its formats."""

    def __init__(self, book: Any, document: ReportDocument) -> None:
        self.book, self.document = book, document
        wrapped = {"text_wrap": True, "valign": "top"}
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.bold = book.add_format({"bold": True, **wrapped})
        self.text = book.add_format(wrapped)
        self.quoted = book.add_format({"quote_prefix": True, **wrapped})
        self.right = book.add_format({"align": "right", "valign": "top"})
        self.bold_right = book.add_format({"bold": True, "align": "right", **wrapped})
        self.numbers = {
            "count": book.add_format({"num_format": "0", "valign": "top"}),
            "percent": book.add_format({"num_format": "0.0%", "valign": "top"}),
            "number": book.add_format({"num_format": "0.0##", "valign": "top"}),
            "difference": book.add_format({"num_format": "0.0", "valign": "top"}),
            "difference-limit": book.add_format({"num_format": "0.0", "valign": "top"}),
        }

    def write(self) -> None:
        """Write every sheet of the workbook."""
        document = self.document
        self.book.set_properties({"title": document.title, "subject": document.marking, "company": "", "author": ""})
        names = sheet_names(document)
        self._front("Cover", cover(document), 30, 90)
        self._front("Contents", contents(document, names), 30, 90)
        self._front("Notes", notes(document), 30, 90)
        for name, sheet in zip(names, document.sheets, strict=True):
            self._table(name, sheet)

    def _front(self, name: str, lines: list[tuple[str, str]], *widths: int) -> None:
        """Write a sheet of two columns, marked as a table with its headings."""
        page = self._page(name)
        for place, width in enumerate(widths):
            page.set_column(place, place, width, self.text)
        self._mark(page, 0, len(lines) - 1, list(lines[0]), name)
        for row, line in enumerate(lines):
            _make_high(page, row, line, widths)
            for place, words in enumerate(line):
                self._words(page, row, place, words, self.bold if row == 0 or place == 0 else self.text)

    def _page(self, name: str) -> Any:
        page = self.book.add_worksheet(name)
        page.set_paper(9)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.set_header(f"&L{_plain(self.document.marking)}")
        page.set_footer("&L&A&RPage &P of &N")
        return page

    def _table(self, name: str, sheet: Sheet) -> None:
        page, titles, lines = self._page(name), headings(sheet), rows(sheet)
        widths = _widths(sheet, titles)
        for place, width in enumerate(widths):
            page.set_column(place, place, width)
        page.freeze_panes(TOP + 1, len(sheet.headings))
        page.repeat_rows(TOP)
        for row, words in enumerate(above(self.document, sheet)):
            page.write_string(row, 0, words, self.title if row == 0 else None)
        self._mark(page, TOP, len(lines), titles, sheet.title)
        _make_high(page, TOP, titles, widths)
        for place, title in enumerate(titles):
            self._words(page, TOP, place, title, self.bold if in_words(sheet, place) else self.bold_right)
        for row, line in enumerate(lines, TOP + 1):
            _make_high(page, row, _long_words(sheet, line), widths)
            self._line(page, row, line, sheet)

    def _mark(self, page: Any, top: int, count: int, titles: list[str], words: str) -> None:
        """Mark `count` rows under the headings as a table.

        The library neither marks tables in a workbook that it writes row by row, nor does without a note of each cell
        of a table; so a table of one row is marked first and made longer then. The headings are written after it.
        """
        kept, page.constant_memory = page.constant_memory, 0
        columns = [{"header": title, "header_format": self.bold} for title in titles]
        last = len(titles) - 1
        options = {"columns": columns, "style": "Table Style Light 1", "title": words, "autofilter": False}
        page.add_table(top, 0, top + 1, last, options)
        page.constant_memory = kept
        page.tables[-1]["range"] = page.tables[-1]["a_range"] = xl_range(top, 0, top + count, last)

    def _line(self, page: Any, row: int, line: Line, sheet: Sheet) -> None:
        for place, words in enumerate(line.headings):
            self._words(page, row, place, words, self.text)
        for place, (column, value) in enumerate(zip(sheet.columns, line.values, strict=True), len(line.headings)):
            self._value(page, row, place, column.kind, value)

    def _value(self, page: Any, row: int, place: int, kind: str, value: Value) -> None:
        if value.number is None:
            self._words(page, row, place, value.words, self.text if kind == "text" else self.right)
        else:
            page.write_number(row, place, float(value.number), self.numbers.get(kind, self.numbers["percent"]))

    def _words(self, page: Any, row: int, place: int, words: str, form: Any) -> None:
        """Write a text; one that begins like a formula stays a text when somebody edits its cell."""
        page.write_string(row, place, words, self.quoted if starts_formula(words) else form)


def _widths(sheet: Sheet, titles: Sequence[str]) -> list[int]:
    """Return widths that hold the words of the columns; a long heading is broken into lines."""
    first = list(islice(rows(sheet), 200))
    found = []
    for place, title in enumerate(titles):
        inside = in_words(sheet, place)
        longest = max((len(_long_words(sheet, line)[place]) for line in first), default=0) if inside else 11
        longest = max(longest, *(len(word) + 1 for word in title.split()))
        found.append(min(max(longest + 2, 12), 60))
    return found


def _long_words(sheet: Sheet, line: Line) -> list[str]:
    """Return the words of a row's cells that are broken into lines; those of figures are short."""
    figures = zip(sheet.columns, line.values, strict=True)
    return [*line.headings, *(value.words if column.kind == "text" else "" for column, value in figures)]


def _make_high(page: Any, row: int, words: Sequence[str], widths: Sequence[int]) -> None:
    """Make a row as high as its words need, which not every program does by itself."""
    lines = max(len(wrap(text, width - 1)) for text, width in zip(words, widths, strict=False))
    if lines > 1:
        page.set_row(row, lines * LINE_HEIGHT)


def _plain(words: str) -> str:
    """Return words for a page's header, where an ampersand begins a code."""
    return words.replace("&", "&&")[:200]
