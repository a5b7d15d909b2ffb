"""Spreads of days by group along one axis: least to most as a line, the middle half as a box, the median across it."""

from collections.abc import Sequence
from dataclasses import dataclass

from review.domain.axis import LINE, Axis, Mark, Row, heading, nice_ticks, plan_axis, row, scale
from review.domain.chart_plan import GAP
from review.domain.spread import Spread
from review.domain.statistics_wording import spread_words, value_words
from review.domain.svg import INK, element, figure
from review.domain.wording import LEAST_FOR_PERCENTAGE

BOX = "#dee0e2"


@dataclass(frozen=True)
class SpreadRow:
    """A group: its label and its spread, None where it has no cases."""

    label: str
    spread: Spread | None


def spread_plot(
    title: str,
    measure: str,
    rows: Sequence[SpreadRow],
    prefix: str,
    unit: str = "days",
    least: int = LEAST_FOR_PERCENTAGE,
) -> str:
    """Draw a row for each group in the order given; `measure` says what is counted, such as "Days to a decision".

    The axis holds 0 and every value. A group of fewer than `least` cases has its line and median but no box, since
    its quartiles would only sound exact; one without cases says so. The description holds every number. No row gives
    a sentence. Raises ValueError where the prefix is no id.
    """
    words = [_words(one, unit, least) for one in rows]
    found = [one.spread for one in rows if one.spread]
    ticks = nice_ticks(min([0, *(s.least for s in found)]), max([0, *(s.most for s in found)]))
    axis = plan_axis(words, ticks)
    parts, y = _heading(measure, rows)
    if rows:
        parts += scale(axis, [value_words(tick) for tick in ticks], y + LINE / 2)
        y += LINE + GAP
    for one, said in zip(rows, words, strict=True):
        marks = _marks(axis, one.spread, y + axis.row / 2, least) if one.spread else []
        parts.append(row(axis, said, y, marks, "" if one.spread else "no cases"))
        y += axis.row
    description = f"{measure}. {' '.join(said.tooltip for said in words) or 'No groups to show.'}"
    return figure(title, description, prefix, parts, y + GAP)


def _words(one: SpreadRow, unit: str, least: int) -> Row:
    notes = [f"n = {one.spread.n}", f"median {value_words(one.spread.median)}"] if one.spread else ["n = 0"]
    return Row(one.label, notes, f"{one.label}: {_lower_first(spread_words(one.spread, unit, least))}")


def _heading(measure: str, rows: Sequence[SpreadRow]) -> tuple[list[str], float]:
    """Say what is measured, and what the stroke, the box and the line are; give it and the height of its end."""
    if not rows:
        return heading(measure, [], "No groups to show.")
    marks = [
        Mark("median", lambda x, y: _stroke(x + 2, y), 4),
        Mark("middle half", lambda x, y: _box(x, x + 20, y), 20),
        Mark("least to most", lambda x, y: _reach(x, x + 30, y), 30),
    ]
    return heading(measure, marks)


def _marks(axis: Axis, found: Spread, y: float, least: int) -> list[str]:
    line = _reach(axis.at(found.least), axis.at(found.most), y)
    box = _box(axis.at(float(found.lower_quartile)), axis.at(float(found.upper_quartile)), y)
    return [line, *([box] if found.n >= least else []), _stroke(axis.at(float(found.median)), y)]


def _reach(left: float, right: float, y: float) -> str:
    path = f"M{left:.1f} {y - 6:.1f}v12m0 -6H{right:.1f}m0 -6v12"
    return element("path", d=path, stroke=INK, stroke_width=1, fill="none")


def _box(left: float, right: float, y: float) -> str:
    return element("rect", x=left, y=y - 9, width=max(right - left, 1), height=18, fill=BOX, stroke=INK)


def _stroke(x: float, y: float) -> str:
    return element("path", d=f"M{x:.1f} {y - 11:.1f}v22", stroke=INK, stroke_width=4)


def _lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]
