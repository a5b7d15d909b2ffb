"""A report's tables as the page shows them: every number with its link, its share, its interval and its chart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString, mark_safe

from review.counting.method import Method
from review.counting.scales import GradeInfo, ScaleInfo
from review.domain.chart import Bar, ChartGrade, bar_chart, headline_chart
from review.domain.overlap_chart import overlap_chart
from review.domain.tabulation import Table, Where
from review.domain.wording import (
    UNANSWERED,
    interval_words,
    left_out_words,
    percentage,
    several_words,
    share,
    shown_interval,
)
from review.reports.asking import Asked
from review.reports.building import GroupRow, Report, shows_intervals
from review.reports.sheets import overlap_words


@dataclass(frozen=True)
class Figure:
    """One number of a table with its words and the address of its cases (empty: nothing to trace down to)."""

    label: str
    tone: str
    count: int | None
    code: str = ""
    url: str = ""
    share: str = ""
    percent: str = ""
    interval: str = ""


@dataclass(frozen=True)
class TablePart:
    """A table of one group of cases with its chart; `measure` is what it counts, of which `units`.

    `overlap` says that its rows do not add up, where one can have several of the answers.
    """

    title: str
    measure: str
    units: str
    n: Figure
    grades: tuple[Figure, ...]
    left_out: tuple[Figure, ...]
    selected: int
    left_out_count: int
    overlap: str
    chart: SafeString


@dataclass(frozen=True)
class BreakdownRow:
    """One group of a breakdown as a row; rows with the same `heading` stand together under it.

    `several`: one can have several of its answers.
    """

    label: str
    heading: str
    within: bool
    scale: ScaleInfo
    n: Figure
    grades: tuple[Figure, ...]
    left_out: tuple[Figure, ...]
    selected: int
    left_out_count: int
    several: bool = False


@dataclass(frozen=True)
class BreakdownPart:
    """A breakdown with its chart; `same_scale` tells whether its columns are the grades of one scale.

    `overlap` says why its rows do not add up to the whole, where they do not.
    """

    title: str
    rows: tuple[BreakdownRow, ...]
    scale: ScaleInfo
    same_scale: bool
    overlap: str
    chart: SafeString
    titles: tuple[str, ...]


MOST_BARS = 60
"""More bars than this are not drawn: nobody could compare them."""


def table_part(title: str, report: Report, prefix: str, cases: str, asked: Asked | None) -> TablePart:
    """Return one table of a report; `cases` is the address of its cases, `asked` what the links ask there."""
    table = report.table
    return TablePart(
        title=title,
        measure=report.measure_title,
        units=report.units,
        n=_n(table, cases, asked, units=report.units),
        grades=_grades(table, report.scale, cases, asked),
        left_out=_left_out(table, cases, asked, unanswered=report.unanswered),
        selected=table.selected,
        left_out_count=sum(table.left_out.values()),
        overlap=several_words(table, report.unit),
        chart=_drawn(whole_chart(title, report, prefix)),
    )


def breakdown_part(title: str, report: Report, prefix: str, cases: str, asked: Asked) -> BreakdownPart:
    """Return the report's breakdown with a row for each group."""
    rows = tuple(_rows(report, cases, asked))
    scales = {row.scale for row in rows}
    same = len(scales) <= 1
    scale = next(iter(scales)) if len(scales) == 1 else report.scale
    bars = [_bar(row) for row in rows]
    several = any(row.several for row in rows)
    drawn = same and few_enough(len(bars), several, len(scale.grades))
    chart = _drawn(groups_chart(title, scale, bars, prefix, report.unit, several)) if drawn else mark_safe("")
    return BreakdownPart(title, rows, scale, same, overlap_words(report, several), chart, report.titles)


def few_enough(groups: int, several: bool, answers: int) -> bool:
    """Return whether the bars of groups are few enough to compare; where answers overlap each has one of its own."""
    return groups * (answers if several else 1) <= MOST_BARS


def whole_chart(title: str, report: Report, prefix: str) -> str:
    """Draw the answers of all that a report counts: as one bar, or side by side where they overlap."""
    table, grades = report.table, chart_grades(report.scale)
    if report.several:
        return overlap_chart(title, grades, [Bar("", table.counts, table.n)], prefix, report.unit)
    return headline_chart(title, grades, table.counts, prefix, report.unit)


def groups_chart(
    title: str, scale: ScaleInfo, bars: Sequence[Bar], prefix: str, unit: tuple[str, str], several: bool
) -> str:
    """Draw the answers of each group: as one bar each, or side by side where they overlap."""
    if several:
        return overlap_chart(title, chart_grades(scale), bars, prefix, unit)
    return bar_chart(title, chart_grades(scale), bars, prefix, units=unit)


def _bar(row: BreakdownRow) -> Bar:
    return Bar(_bar_label(row), {figure.code: figure.count or 0 for figure in row.grades}, row.n.count)


def _bar_label(row: BreakdownRow) -> str:
    return f"{row.heading}: {row.label}" if row.heading and row.within else row.label


def _rows(report: Report, cases: str, asked: Asked) -> Iterator[BreakdownRow]:
    """Yield a row for each group or, where there are two names, for each group within a group, the whole one first.

    Last come the groups by the second name alone.
    """
    for group in report.groups:
        if not group.rows:
            yield _row(report, group, cases, asked, (group.key,), group.topic)
            continue
        if not report.inner_repeats:
            everyone = replace(group, label=f"All of {group.label}")
            yield _row(report, everyone, cases, asked, (group.key,), group.label)
        for one in group.rows:
            yield _row(report, one, cases, asked, (group.key, one.key), group.label)
    for one in report.margins:
        row = _row(report, one, cases, replace(asked, by=asked.by[1:]), (one.key,), "All")
        yield replace(row, within=True)


def _row(report: Report, group: GroupRow, cases: str, asked: Asked, key: tuple[str, ...], heading: str) -> BreakdownRow:
    asked = replace(asked, measure=group.measure or asked.measure)
    return BreakdownRow(
        label=group.label,
        heading=heading,
        within=len(key) > 1,
        scale=group.scale,
        n=_n(group.table, cases, asked, key),
        grades=_grades(group.table, group.scale, cases, asked, key),
        left_out=_left_out(group.table, cases, asked, key, group.unanswered),
        selected=group.table.selected,
        left_out_count=sum(group.table.left_out.values()),
        several=group.table.several,
    )


def _n(table: Table, cases: str, asked: Asked | None, key: tuple[str, ...] = (), units: str = "cases") -> Figure:
    return Figure(f"{units.capitalize()} counted (n)", "", table.n, "", _link(cases, asked, table.n, key=key))


def _grades(
    table: Table, scale: ScaleInfo, cases: str, asked: Asked | None, key: tuple[str, ...] = ()
) -> tuple[Figure, ...]:
    return tuple(_grade(grade, table, cases, asked, key) for grade in scale.grades)


def _grade(grade: GradeInfo, table: Table, cases: str, asked: Asked | None, key: tuple[str, ...]) -> Figure:
    if grade.code not in table.counts:
        return Figure(grade.label, grade.tone, None, grade.code)
    count = table.counts[grade.code]
    found = shown_interval(count, table.n) if asked is not None and asked.intervals else None
    interval = interval_words(found) if found else ""
    url = _link(cases, asked, count, key=key, answer=grade.code)
    percent = percentage(count, table.n) or ""
    return Figure(grade.label, grade.tone, count, grade.code, url, share(count, table.n), percent, interval)


def _left_out(
    table: Table, cases: str, asked: Asked | None, key: tuple[str, ...] = (), unanswered: str = UNANSWERED
) -> tuple[Figure, ...]:
    found = table.left_out_nonzero().items()
    links = {reason: _link(cases, asked, count, key=key, left_out=reason) for reason, count in found}
    return tuple(
        Figure(left_out_words(reason, unanswered), "", count, reason, links[reason]) for reason, count in found
    )


def _link(cases: str, asked: Asked | None, count: int, **figure: object) -> str:
    """Return the address of the cases behind a figure; nothing for a zero, or where there are no cases to see."""
    if asked is None or not count:
        return ""
    key = figure.get("key", ())
    by = asked.by[: len(key)] if isinstance(key, tuple) else ()
    return f"{cases}?{asked.query(by=by, intervals=False, **figure)}"


def traced_counts(counts: Sequence[int], cases: str, asked: Asked, **figure: object) -> list[tuple[int, str]]:
    """Return numbers of one figure, each with the address of the cases behind it; none behind a zero."""
    return [(count, _link(cases, asked, count, **figure)) for count in counts]


def chart_grades(scale: ScaleInfo) -> list[ChartGrade]:
    """Return a scale as charts take it."""
    return [ChartGrade(grade.code, grade.label, grade.tone) for grade in scale.grades]


def _drawn(svg: str) -> SafeString:
    return mark_safe(svg)  # noqa: S308  # chart.py escapes every text it draws


def with_intervals(asked: Asked, method: Method) -> Asked:
    """Return `asked` with the intervals that the inspection shows: of a random sample always, of a census never."""
    return replace(asked, intervals=shows_intervals(method.sample_design, asked.intervals))


def where_words(method: Method, where: Where) -> str:
    """Return the conditions in the words of the questions: "Did ...? Yes or No; Force: Force A"."""
    dimensions = method.dimensions
    parts = []
    for condition in where.conditions:
        dimension = dimensions[condition.name]
        answers = " or ".join(dimension.label(answer) for answer in condition.answers)
        parts.append(f"{dimension.title}{'' if dimension.title.endswith('?') else ':'} {answers}")
    return "; ".join(parts)
