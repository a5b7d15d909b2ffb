"""The tables of a report's page read as a browser shows them, and what its document says that they hold."""

import re
from html.parser import HTMLParser

from review.reports.document import Line, ReportDocument, Sheet

NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
Table = list[tuple[str, list[str]]]
"""The rows of a table, each with its heading and its numbers."""
HIDDEN = "govuk-visually-hidden"


class _Page(HTMLParser):
    """Collects the cells of every table, without the words that only screen readers say."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.inside, self.hidden = False, 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell."""
        if self.hidden and tag == "span":
            self.hidden += 1
        elif tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.inside = True
            self.tables[-1][-1].append("")
        elif tag == "span" and HIDDEN in (dict(attrs).get("class") or ""):
            self.hidden = 1

    def handle_endtag(self, tag: str) -> None:
        """End a cell, or words that are hidden."""
        if tag in ("td", "th"):
            self.inside = False
        elif tag == "span" and self.hidden:
            self.hidden -= 1

    def handle_data(self, data: str) -> None:
        """Add the words of a cell."""
        if self.inside and not self.hidden:
            self.tables[-1][-1][-1] += data


def of_page(html: str) -> list[Table]:
    """Return the tables of a page: the numbers of every row under the headings."""
    page = _Page()
    page.feed(html)
    return [[_row(cells) for cells in table[1:] if len(cells) > 1] for table in page.tables]


def _row(cells: list[str]) -> tuple[str, list[str]]:
    shown = (re.sub(r" of \d+", "", cell) for cell in cells[1:])
    return cells[0].strip(), [number for cell in shown for number in NUMBER.findall(cell)]


def of_document(document: ReportDocument) -> list[Table]:
    """Return the tables of a document as its page has them."""
    return [_table(sheet) for sheet in document.sheets]


def _table(sheet: Sheet) -> Table:
    if any(column.figure == "selected" for column in sheet.columns):
        return [(_group(line), _of_group(sheet, line)) for line in sheet.lines]
    shown = [line for line in sheet.lines if line.figure not in ("selected", "left-out")]
    return [(line.headings[0], _numbers(line)) for line in shown]


def _numbers(line: Line) -> list[str]:
    return [value.words for value in line.values if value.number is not None]


def _group(line: Line) -> str:
    return f"All of {line.headings[0]}" if line.headings[1:] == ("All",) else line.headings[-1]


def _of_group(sheet: Sheet, line: Line) -> list[str]:
    """Return the numbers of a row of groups: n, the answers, then selected = counted + left out with the reasons."""
    cells = list(zip(sheet.columns, line.values, strict=True))
    around = ("selected", "left-out")
    found = [value.words for column, value in cells if column.figure not in around and value.number is not None]
    selected = next(value.words for column, value in cells if column.figure == "selected")
    left_out = [int(value.number or 0) for column, value in cells if column.figure == "left-out"]
    return [*found, selected, found[0], str(sum(left_out)), *(str(number) for number in left_out if number)]
