"""A report's tables as the page shows them: every number with its link, its share, its interval and its chart."""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from review.domain.chart import Bar, ChartGrade, bar_chart, headline_chart
from review.domain.intervals import wilson
from review.domain.tabulation import Table, Where
from review.domain.wording import LEFT_OUT_LABELS, interval_words, percentage, share
from review.reports.asking import Asked
from review.reports.building import GroupRow, Report
from review.reports.dimensions import GradeInfo, Method, ScaleInfo


@dataclass(frozen=True)
class Figure:
    """One number of a table with its words and the address of its cases (empty: nothing to trace down to)."""

    label: str
    tone: str
    count: int | None
    url: str = ""
    share: str = ""
    percent: str = ""
    interval: str = ""


@dataclass(frozen=True)
class TablePart:
    """A table of one group of cases with its chart."""

    title: str
    n: Figure
    grades: tuple[Figure, ...]
    left_out: tuple[Figure, ...]
    selected: int
    left_out_count: int
    chart: SafeString


@dataclass(frozen=True)
class BreakdownRow:
    """One group of a breakdown as a row."""

    key: str
    label: str
    topic: str
    scale: ScaleInfo
    n: Figure
    grades: tuple[Figure, ...]
    left_out: tuple[Figure, ...]
    selected: int
    left_out_count: int


@dataclass(frozen=True)
class BreakdownPart:
    """A breakdown with its chart; `same_scale` tells whether its columns are the grades of one scale."""

    title: str
    rows: tuple[BreakdownRow, ...]
    scale: ScaleInfo
    same_scale: bool
    overlapping: bool
    chart: SafeString


def table_part(title: str, report: Report, prefix: str, cases: str, asked: Asked | None) -> TablePart:
    """Return one table of a report; `cases` is the address of its cases, `asked` what the links ask there."""
    table = report.table
    return TablePart(
        title=title,
        n=_n(table, cases, asked),
        grades=_grades(table, report.scale, cases, asked),
        left_out=_left_out(table, cases, asked),
        selected=table.selected,
        left_out_count=sum(table.left_out.values()),
        chart=_drawn(headline_chart(title, _chart_grades(report.scale), table.counts, prefix)),
    )


def breakdown_part(title: str, report: Report, prefix: str, cases: str, asked: Asked) -> BreakdownPart:
    """Return the report's breakdown with a row for each group."""
    rows = tuple(_row(group, cases, asked) for group in report.groups)
    scales = {group.scale for group in report.groups}
    bars = [Bar(group.label, group.table.counts) for group in report.groups]
    same = len(scales) <= 1
    scale = next(iter(scales)) if len(scales) == 1 else report.scale
    chart = _drawn(bar_chart(title, _chart_grades(scale), bars, prefix)) if same else mark_safe("")
    return BreakdownPart(title, rows, scale, same, report.overlapping, chart)


def _row(group: GroupRow, cases: str, asked: Asked) -> BreakdownRow:
    return BreakdownRow(
        key=group.key,
        label=group.label,
        topic=group.topic,
        scale=group.scale,
        n=_n(group.table, cases, asked, group.key),
        grades=_grades(group.table, group.scale, cases, asked, group.key),
        left_out=_left_out(group.table, cases, asked, group.key),
        selected=group.table.selected,
        left_out_count=sum(group.table.left_out.values()),
    )


def _n(table: Table, cases: str, asked: Asked | None, key: str = "") -> Figure:
    return Figure("Cases counted (n)", "", table.n, _link(cases, asked, table.n, key=key))


def _grades(table: Table, scale: ScaleInfo, cases: str, asked: Asked | None, key: str = "") -> tuple[Figure, ...]:
    return tuple(_grade(grade, table, cases, asked, key) for grade in scale.grades)


def _grade(grade: GradeInfo, table: Table, cases: str, asked: Asked | None, key: str) -> Figure:
    if grade.code not in table.counts:
        return Figure(grade.label, grade.tone, None)
    count = table.counts[grade.code]
    interval = interval_words(wilson(count, table.n)) if asked is not None and asked.intervals else ""
    url = _link(cases, asked, count, key=key, grade=grade.code)
    percent = percentage(count, table.n) or ""
    return Figure(grade.label, grade.tone, count, url, share(count, table.n), percent, interval)


def _left_out(table: Table, cases: str, asked: Asked | None, key: str = "") -> tuple[Figure, ...]:
    return tuple(
        Figure(LEFT_OUT_LABELS[reason], "", count, _link(cases, asked, count, key=key, left_out=reason))
        for reason, count in table.left_out_nonzero().items()
    )


def _link(cases: str, asked: Asked | None, count: int, **figure: object) -> str:
    """Return the address of the cases behind a figure; nothing for a zero, or where there are no cases to see."""
    if asked is None or not count:
        return ""
    by = asked.by if figure.get("key") else ""
    return f"{cases}?{asked.query(by=by, intervals=False, **figure)}"


def _chart_grades(scale: ScaleInfo) -> list[ChartGrade]:
    return [ChartGrade(grade.code, grade.label, grade.tone) for grade in scale.grades]


def _drawn(svg: str) -> SafeString:
    return mark_safe(svg)  # noqa: S308  # chart.py escapes every text it draws


def where_words(method: Method, where: Where) -> str:
    """Return the conditions in the words of the questions: "Did ...? Yes or No; Force: Force A"."""
    dimensions = method.dimensions
    parts = []
    for condition in where.conditions:
        dimension = dimensions[condition.name]
        answers = " or ".join(dimension.answers[answer] for answer in condition.answers)
        parts.append(f"{dimension.title}{'' if dimension.title.endswith('?') else ':'} {answers}")
    return "; ".join(parts)
