"""Rows of a picture along one axis: where labels, axis and notes stand, the lines behind, and the words of a row."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from review.domain.chart_plan import GAP, LABEL_SIZE, MARK_SIZE, WIDTH
from review.domain.svg import EVERY_LINE, FAINT, SOFT, cut, element, safe, text, text_width, wrap

ROW, LINE, SMALL_LINE, LONGEST_LABEL = 52, 18, 15, 140
MOST_STEPS = 4
# Half of the widest word of a tick, which is written around it.
EDGE = 30


@dataclass(frozen=True)
class Axis:
    """An axis from `low` to `high`, drawn between `left` and `right`, with a line at each of `ticks`.

    `row` is the height of a row beside it, in which the longest label has room.
    """

    left: float
    right: float
    ticks: Sequence[float]
    row: float = ROW

    def at(self, value: float) -> float:
        """Give the place of a value."""
        low, high = self.ticks[0], self.ticks[-1]
        return self.left + (value - low) / (high - low) * (self.right - self.left)


@dataclass(frozen=True)
class Row:
    """The words of a row: its label, one or two lines of notes after the axis, and all of it as its tooltip."""

    label: str
    notes: Sequence[str]
    tooltip: str


@dataclass(frozen=True)
class Mark:
    """A mark of the picture for its key: its words, how it is drawn from a place on, and how wide it is."""

    words: str
    draw: Callable[[float, float], str]
    width: float


def plan_axis(rows: Sequence[Row], ticks: Sequence[float]) -> Axis:
    """Leave room for labels before the axis, which are wrapped, and for notes after it, which are short."""
    label = max((text_width(row.label, LABEL_SIZE) for row in rows), default=0)
    note = max((text_width(words, MARK_SIZE) for row in rows for words in row.notes), default=0)
    # Whole numbers, so that what has just room enough has it in whatever way it is worked out.
    left, right = ceil(min(label, LONGEST_LABEL)) + 2 * GAP, note + 2 * GAP
    left = max(left, EDGE)
    lines = max((len(_label_lines(row.label, left - 2 * GAP)[0]) for row in rows), default=0)
    return Axis(left, WIDTH - max(right, EDGE), ticks, max(ROW, SMALL_LINE * lines + GAP))


def nice_ticks(low: int, high: int) -> list[int]:
    """Give round whole numbers, at most MOST_STEPS steps of 1, 2 or 5 times a power of ten, around low to high."""
    size = 10 ** max(floor(log10(max(high - low, 1) / MOST_STEPS)), 0)
    # Ten sizes are more than a step, but rounding outwards can take two steps more: twenty are always enough.
    for step in (size, 2 * size, 5 * size, 10 * size, 20 * size):
        first, last = low // step, max(-(-high // step), low // step + 1)
        if last - first <= MOST_STEPS:
            break
    return [step * number for number in range(first, last + 1)]


def heading(measure: str, marks: Sequence[Mark], instead: str = "") -> tuple[list[str], float]:
    """Write what is measured and the key of marks below, or a sentence instead; give it and the height of its end."""
    lines = wrap(measure, LABEL_SIZE, WIDTH / 1.1, EVERY_LINE) or [""]
    parts = [
        text(line, 0, LINE * (place + 0.5) + 1, LABEL_SIZE, font_weight="bold") for place, line in enumerate(lines)
    ]
    x, y = 0.0, LINE * (len(lines) + 0.5) + GAP
    if instead:
        parts.append(text(instead, 0, y, MARK_SIZE, fill=SOFT))
    for mark in marks:
        words = cut(mark.words, MARK_SIZE, WIDTH - mark.width - GAP)
        width = mark.width + GAP + text_width(words, MARK_SIZE)
        if x and x + width > WIDTH:
            x, y = 0.0, y + LINE + GAP
        parts += [mark.draw(x, y), text(words, x + mark.width + GAP, y, MARK_SIZE)]
        x += width + 2 * GAP
    return parts, y + LINE / 2 + GAP


def scale(axis: Axis, words: Sequence[str], y: float) -> list[str]:
    """Write the value of each tick, with the middle of the line at `y`; a word that would touch another is left out."""
    parts, end = [], float("-inf")
    for tick, word in zip(axis.ticks, words, strict=True):
        half = text_width(word, MARK_SIZE) / 2
        if axis.at(tick) - half > end:
            parts.append(text(word, axis.at(tick), y, MARK_SIZE, fill=SOFT, text_anchor="middle"))
            end = axis.at(tick) + half + GAP
    return parts


def row(axis: Axis, words: Row, y: float, marks: Sequence[str], remark: str = "") -> str:
    """Draw a row from the height `y` on: its words, the lines behind and its marks; or a remark in their place."""
    middle = y + axis.row / 2
    parts = [element("title", safe(words.tooltip)), _ground(axis, y), *_label(words.label, axis.left - 2 * GAP, middle)]
    parts += [] if remark else _behind(axis, y)
    parts += [text(remark, axis.left, middle, MARK_SIZE, fill=SOFT)] if remark else marks
    return element("g", *parts, *_lines(words.notes, WIDTH, middle, MARK_SIZE, text_anchor="end"))


def _ground(axis: Axis, y: float) -> str:
    """Let the tooltip show wherever the row is pointed at."""
    return element("rect", x=0, y=y, width=WIDTH, height=axis.row, fill="none", pointer_events="all")


def _behind(axis: Axis, y: float) -> Iterator[str]:
    yield element("path", d=f"M{axis.left:.1f} {y + axis.row / 2:.1f}H{axis.right:.1f}", stroke=FAINT)
    for tick in axis.ticks:
        yield element("path", d=f"M{axis.at(tick):.1f} {y:.1f}v{axis.row:.1f}", stroke=FAINT)


def _label(label: str, room: float, middle: float) -> list[str]:
    lines, size = _label_lines(label, room)
    return _lines(lines, 0, middle, size, line=LINE if size == LABEL_SIZE else SMALL_LINE)


def _label_lines(label: str, room: float) -> tuple[list[str], float]:
    """Break a label into two lines, or into as many smaller ones as it takes; give them and their size."""
    lines = wrap(label, LABEL_SIZE, room, EVERY_LINE)
    if len(lines) <= 2:
        return lines, LABEL_SIZE
    return wrap(label, MARK_SIZE, room, EVERY_LINE), MARK_SIZE


def _lines(
    lines: Sequence[str], x: float, middle: float, size: float, line: float = LINE, **attributes: str
) -> list[str]:
    top = middle - line * (len(lines) - 1) / 2
    return [text(words, x, top + line * place, size, **attributes) for place, words in enumerate(lines)]
