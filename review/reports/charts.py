"""The charts of a report's tables: which of them can be drawn, under which names, and the drawings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from review.domain.chart import Bar, bar_chart, headline_chart
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
    return not sheet.by or 0 < len(sheet.lines) <= pages.MOST_BARS


def _drawn(report: Report, sheet: Sheet) -> str:
    if sheet.by:
        return _bars(report, sheet)
    grades = pages.chart_grades(report.scale)
    return headline_chart(sheet.title, grades, report.table.counts, sheet.name, report.unit)


def bar_of(sheet: Sheet, line: Line) -> Bar:
    """Return a row of groups as the bar of a chart."""
    cells = zip(sheet.columns, line.values, strict=True)
    counts = {column.code: int(value.number or 0) for column, value in cells if column.figure == "grade"}
    return Bar(": ".join(line.headings), counts)


def _bars(report: Report, sheet: Sheet) -> str:
    codes = [column.code for column in sheet.columns if column.figure == "grade"]
    bars = [bar_of(sheet, line) for line in sheet.lines]
    scale = next(row.scale for row in _every_row(report) if row.scale.codes == codes)
    return bar_chart(sheet.title, pages.chart_grades(scale), bars, sheet.name, units=report.unit)


def _every_row(report: Report) -> Iterator[GroupRow]:
    for group in report.groups:
        yield group
        yield from group.rows
