"""The tables of a report, typed: each value with what it is and how it is said."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from review.counting.dimensions import CRITERION
from review.counting.scales import GradeInfo, ScaleInfo
from review.domain.tabulation import Table
from review.domain.wording import (
    LEFT_OUT_LABELS,
    NO_CASE,
    left_out_words,
    lower_first,
    percent_words,
    percentage,
    reconciliation,
    several_words,
    shown_interval,
)
from review.reports.building import GroupRow, Report
from review.reports.document import NO_SHARE, NOT_SHOWN, Column, Line, Sheet, Value

Placed = tuple[tuple[str, ...], tuple[str, ...], GroupRow]
"""A row of groups with its headings and its codes."""
UNANSWERED_REASON = "question-not-answered"
OVERLAP = "The groups overlap: a {} can be in several of them, so they do not add up to the whole."
WITHIN = "Within each group the rows overlap: a {} can be in several of them, so they do not add up to the group."
ANSWERS = "A {} may have several of the answers, so the answers of a row can add up to more than its n."
EVERY_GROUP = (
    "Every row is of the same cases, each counted where it has a grade at that criterion and left out where not: the "
    "rows do not add up to the whole."
)


def whole_sheet(report: Report, name: str = "whole", title: str = "") -> Sheet:
    """Return the table of all cases that a report counts, a row for each answer; `title` says which cases they are."""
    columns = (
        Column(report.units.capitalize(), "count"),
        Column("Share of n", "percent"),
        *interval_columns(report.intervals, ""),
    )
    lines = [
        Line((grade.label,), tuple(_of_whole(report, grade)), code=grade.code, figure="grade")
        for grade in report.scale.grades
    ]
    blank = (Value(None, NO_SHARE),) * (len(columns) - 1)
    lines += [
        Line((title,), (count_value(count), *blank), code=code, figure=figure)
        for title, figure, code, count in _around(report)
    ]
    measured = report.measure_title
    notes = tuple(
        filter(None, [several_words(report.table, report.unit), reconciliation(report.table, report.unanswered)])
    )
    said = f"{measured}: {lower_first(title)}" if title else measured
    return Sheet(name, said, (measured,), columns, tuple(lines), notes, scale=report.scale.code, several=report.several)


def _around(report: Report) -> Iterator[tuple[str, str, str, int]]:
    """Yield the counts around the answers: how many were counted, left out for each reason, and selected."""
    yield f"{report.units.capitalize()} counted (n)", "n", "", report.table.n
    for reason, count in report.table.left_out_nonzero().items():
        yield _left_out_title(report, reason), "left-out", reason, count
    yield "Selected", "selected", "", report.table.selected


def _left_out_title(report: Report, reason: str) -> str:
    return f"Left out: {lower_first(left_out_words(reason, report.unanswered))}"


def _of_whole(report: Report, grade: GradeInfo) -> Iterator[Value]:
    count, n = report.table.counts[grade.code], report.table.n
    yield count_value(count)
    yield share_value(count, n)
    if report.intervals:
        yield from limit_values(count, n)


def breakdown_sheets(report: Report, name: str = "by") -> list[Sheet]:
    """Return the breakdown as tables with a row for each group: one for each scale that its groups are counted on.

    The first table has the `name`, others have it with their number.
    """
    lines = list(_placed(report))
    scales = list(dict.fromkeys(row.scale for *_, row in lines))
    reasons = list(dict.fromkeys(reason for *_, row in lines for reason in row.table.left_out_nonzero()))
    reasons.sort(key=list(LEFT_OUT_LABELS).index)
    names = [name if place == 1 else f"{name}-{place}" for place in range(1, len(scales) + 1)]
    return [_sheet(report, scale, own, lines, reasons) for own, scale in zip(names, scales, strict=True)]


def _placed(report: Report) -> Iterator[Placed]:
    """Yield each row with its headings and codes; the whole of an outer group stands before its inner groups.

    Last come the groups by the second name alone.
    """
    for group in report.groups:
        if not group.rows:
            yield (group.label,), (group.key,), group
            continue
        if not report.inner_repeats:
            yield (group.label, "All"), (group.key,), group
        for one in group.rows:
            yield (group.label, one.label), (group.key, one.key), one
    for one in report.margins:
        yield ("All", one.label), ("", one.key), one


def _sheet(
    report: Report,
    scale: ScaleInfo,
    name: str,
    lines: Sequence[Placed],
    reasons: Sequence[str],
) -> Sheet:
    columns = [Column("n", "count", figure="n")]
    for grade in scale.grades:
        columns += [
            Column(grade.label, "count", grade.code, "grade"),
            Column(f"{grade.label}, share of n", "percent", grade.code),
        ]
        columns += interval_columns(report.intervals, f"{grade.label}, ")
    columns += [Column("Selected", "count", figure="selected")]
    own = [one for one in lines if one[-1].scale == scale]
    columns += [Column(_left_out_of_rows(own, reason), "count", reason, "left-out") for reason in reasons]
    rows = tuple(
        Line(headings, tuple(_values(row.table, scale, reasons, report.intervals)), keys) for headings, keys, row in own
    )
    several = any(row.table.several for *_, row in own)
    notes = (
        "Selected = n + left out, in every row.",
        *filter(None, [overlap_words(report, several), _which_it_is(own)]),
    )
    title = report.breakdown_title
    return Sheet(name, title, report.titles, tuple(columns), rows, notes, report.by, scale.code, several=several)


def _left_out_of_rows(lines: Sequence[Placed], reason: str) -> str:
    """Return the title of a reason's column: rows of several questions can differ in what their cases lack."""
    found = dict.fromkeys(left_out_words(reason, row.unanswered) for *_, row in _with(lines, reason) or lines)
    return f"Left out: {' or '.join(map(lower_first, found))}"


def _which_it_is(lines: Sequence[Placed]) -> str:
    """Return which rows lack what, where a column's title tells of several things that cases can lack."""
    found = {": ".join(headings): row.unanswered for headings, _, row in _with(lines, UNANSWERED_REASON)}
    if len(set(found.values())) < 2:
        return ""
    told = "; ".join(f"{heading}: {lower_first(words)}" for heading, words in found.items())
    return f"What the cases without an answer lack: {told}."


def _with(lines: Sequence[Placed], reason: str) -> list[Placed]:
    return [line for line in lines if line[2].table.left_out.get(reason)]


def overlap_words(report: Report, several: bool) -> str:
    """Return what of a breakdown does not add up, groups or answers; nothing where all does.

    `several`: one can have several of the answers of its rows.
    """
    unit = report.unit[0]
    found = [ANSWERS.format(unit)] if several else []
    if report.overlapping:
        found.append(EVERY_GROUP if report.by[:1] == (CRITERION,) else OVERLAP.format(unit))
    if report.inner_overlapping:
        found.append(WITHIN.format(unit))
    return " ".join(found)


def _values(table: Table, scale: ScaleInfo, reasons: Sequence[str], intervals: bool) -> Iterator[Value]:
    yield count_value(table.n)
    for code in scale.codes:
        count = table.counts[code]
        yield count_value(count)
        yield share_value(count, table.n)
        if intervals:
            yield from limit_values(count, table.n)
    yield count_value(table.selected)
    yield from (count_value(table.left_out.get(reason, 0)) for reason in reasons)


def interval_columns(intervals: bool, start: str) -> list[Column]:
    """Return the two columns of an interval, if there are intervals; `start` says of what."""
    if not intervals:
        return []
    return [Column(f"{start}95% interval from", "limit"), Column(f"{start}95% interval to", "limit")]


def count_value(count: int) -> Value:
    """Return a count with its words."""
    return Value(count, str(count))


def share_value(count: int, n: int) -> Value:
    """Return a share of n; none under LEAST_FOR_PERCENTAGE cases, where it would only sound exact."""
    words = percentage(count, n)
    if words is None:
        return Value(None, NOT_SHOWN if n else NO_CASE)
    return Value(Fraction(count, n), words)


def limit_values(count: int, n: int) -> Iterator[Value]:
    """Yield the two limits of the interval of a share; why there is none, as `share_value` says it."""
    interval = shown_interval(count, n)
    if interval is None:
        yield from [Value(None, NOT_SHOWN if n else NO_CASE)] * 2
        return
    yield from (Value(limit, percent_words(Fraction(limit))) for limit in (interval.low, interval.high))
