"""The charts of a report's tables: which of them can be drawn, under which names, and the drawings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from review.domain.chart import Bar
from review.reports import pages
from review.reports.building import GroupRow, Report
from review.reports.document import Line, Picture, Sheet


@dataclass(frozen=True)
class Chart:
    """A chart that can be asked for by its name."""

    name: str
    title: str


def charts_of(sheets: Iterable[Sheet]) -> list[Chart]:
    """Return the charts of tables of counts: of the whole always, of groups where they are not too many to compare."""
    return [Chart(sheet.name, sheet.title) for sheet in sheets if _is_drawn(sheet)]


def pictures_of(report: Report, sheets: Iterable[Sheet]) -> list[Picture]:
    """Return the drawings of a report's tables of counts, for those that `charts_of` tells."""
    return [Picture(sheet.name, sheet.title, _drawn(report, sheet)) for sheet in sheets if _is_drawn(sheet)]


def _is_drawn(sheet: Sheet) -> bool:
    answers = sum(column.figure == "grade" for column in sheet.columns)
    return not sheet.by or (bool(sheet.lines) and pages.few_enough(len(sheet.lines), sheet.several, answers))


def _drawn(report: Report, sheet: Sheet) -> str:
    if sheet.by:
        return _bars(report, sheet)
    return pages.whole_chart(sheet.title, report, sheet.name)


def bar_of(sheet: Sheet, line: Line) -> Bar:
    """Return a row of groups as the bar of a chart."""
    cells = list(zip(sheet.columns, line.values, strict=True))
    counts = {column.code: int(value.number or 0) for column, value in cells if column.figure == "grade"}
    n = next(int(value.number or 0) for column, value in cells if column.figure == "n")
    return Bar(": ".join(line.headings), counts, n)


def _bars(report: Report, sheet: Sheet) -> str:
    codes = [column.code for column in sheet.columns if column.figure == "grade"]
    bars = [bar_of(sheet, line) for line in sheet.lines]
    scale = next(row.scale for row in _every_row(report) if row.scale.codes == codes)
    return pages.groups_chart(sheet.title, scale, bars, sheet.name, report.unit, sheet.several)


def _every_row(report: Report) -> Iterator[GroupRow]:
    for group in report.groups:
        yield group
        yield from group.rows
