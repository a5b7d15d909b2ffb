"""Shares of groups as dots with their intervals along one axis from 0 to 100%, n beside each."""

from collections.abc import Sequence
from dataclasses import dataclass

from review.domain.axis import LINE, ROW, Axis, Mark, Row, heading, plan_axis, row, scale
from review.domain.chart_plan import GAP
from review.domain.intervals import Interval, Share
from review.domain.reading_order import in_reading_order
from review.domain.svg import INK, element, figure
from review.domain.wording import LEAST_FOR_PERCENTAGE, interval_words, percentage

TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
PERCENT = ("0%", "25%", "50%", "75%", "100%")
NOT_SHOWN, NO_CASES = "not shown", "no cases"
# A row holds its dashes a whole number of times, so the line goes on evenly from row to row.
DASHES = 8


@dataclass(frozen=True)
class DotRow:
    """A group: its label, its share (None: `instead` says why), and the interval of the share where one is wanted."""

    label: str
    share: Share | None
    interval: Interval | None = None
    instead: str = NOT_SHOWN


def dot_plot(
    title: str,
    measure: str,
    rows: Sequence[DotRow],
    prefix: str,
    whole: DotRow | None = None,
    least: int = LEAST_FOR_PERCENTAGE,
) -> str:
    """Draw a row for each group in the order given; `measure` says what the share is of, such as "Graded good".

    A group of fewer than `least` cases has its counts in words but no dot, percentage or interval; one without cases
    or whose share is not shown says so. The share of `whole` is a broken line down all rows, where it has enough
    cases. The description holds every number. No row gives a sentence. Raises ValueError where the prefix is no id.
    """
    words = [_words(one, least) for one in rows]
    axis = plan_axis(words, TICKS)
    parts, y = _heading(measure, rows, whole, least)
    if rows:
        parts += scale(axis, PERCENT, y + LINE / 2)
        y += LINE + GAP
    line = whole.share if whole and _has_dot(whole, least) else None
    for one, said in zip(rows, words, strict=True):
        parts.append(_row(axis, one, said, y, line, least))
        y += axis.row
    every = [*words, _words(whole, least)] if whole else words
    description = f"{measure}. {'. '.join(one.tooltip for one in every) or 'No groups to show'}."
    return figure(title, description, prefix, parts, y + GAP)


def sorted_rows(rows: Sequence[DotRow], ordered: bool = False, least: int = LEAST_FOR_PERCENTAGE) -> list[DotRow]:
    """Sort rows by share and n, as in_reading_order does."""
    return in_reading_order(rows, lambda one: one.share, lambda one: one.label, ordered, least)


def _words(one: DotRow, least: int) -> Row:
    if one.share is None:
        return Row(one.label, [], f"{one.label}: {one.instead}")
    if not one.share.n:
        return Row(one.label, ["n = 0"], f"{one.label}: {NO_CASES}")
    counts = f"{one.share.count} of {one.share.n}"
    percent = percentage(one.share.count, one.share.n, least)
    if percent is None:
        return Row(one.label, [counts], f"{one.label}: {counts}, fewer than {least} cases")
    interval = f", {_level(one.interval)} interval {interval_words(one.interval)}" if one.interval else ""
    return Row(one.label, [counts, percent], f"{one.label}: {counts} ({percent}{interval})")


def _heading(measure: str, rows: Sequence[DotRow], whole: DotRow | None, least: int) -> tuple[list[str], float]:
    """Say what is measured, and what a dot, a line and the broken line are; give it and the height of its end."""
    if not rows:
        return heading(measure, [], "No groups to show.")
    marks = [Mark("share", lambda x, y: _dot(x + 6, y), 12)]
    level = next((_level(one.interval) for one in rows if one.interval and _has_dot(one, least)), "")
    if level:
        marks.append(Mark(f"{level} interval", lambda x, y: _reach(x, x + 30, y), 30))
    if whole and _has_dot(whole, least):
        counts, percent = _words(whole, least).notes
        marks.append(Mark(f"{whole.label}: {counts} ({percent})", lambda x, y: _broken(x + 6, y - 10, y + 10), 12))
    return heading(measure, marks)


def _row(axis: Axis, one: DotRow, words: Row, y: float, whole: Share | None, least: int) -> str:
    if one.share is None or not _has_dot(one, least):
        return row(axis, words, y, [], _lack(one, least))
    marks, middle = [], y + axis.row / 2
    # The broken line is drawn row by row, so that it does not run through the words of a row without a dot.
    if whole:
        marks.append(_broken(axis.at(whole.count / whole.n), y, y + axis.row, axis.row))
    if one.interval:
        marks.append(_reach(axis.at(one.interval.low), axis.at(one.interval.high), middle))
    return row(axis, words, y, [*marks, _dot(axis.at(one.share.count / one.share.n), middle)])


def _lack(one: DotRow, least: int) -> str:
    if one.share is None:
        return one.instead
    return f"fewer than {least} cases" if one.share.n else NO_CASES


def _has_dot(one: DotRow, least: int) -> bool:
    return one.share is not None and one.share.n >= max(least, 1)


def _level(interval: Interval | None) -> str:
    return f"{interval.confidence * 100:g}%" if interval else ""


def _dot(x: float, y: float) -> str:
    return element("circle", cx=x, cy=y, r=6, fill=INK)


def _reach(left: float, right: float, y: float) -> str:
    path = f"M{left:.1f} {y - 6:.1f}v12m0 -6H{right:.1f}m0 -6v12"
    return element("path", d=path, stroke=INK, stroke_width=2, fill="none")


def _broken(x: float, top: float, bottom: float, row: float = ROW) -> str:
    dashes = f"{row / DASHES} {row / DASHES}"
    return element("path", d=f"M{x:.1f} {top:.1f}V{bottom:.1f}", stroke=INK, stroke_width=2, stroke_dasharray=dashes)
