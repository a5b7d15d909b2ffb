"""Answers as bars of their own, each with its name beside it: for answers that no letter would tell apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from review.domain.chart_plan import GAP, LABEL_SIZE, MARK_SIZE, WIDTH, Bar, ChartGrade, counts_of
from review.domain.grade_blocks import block
from review.domain.svg import EVERY_LINE, INK, SOFT, element, safe, text, text_width, wrap

LINE, NAME_LINE, THICK, PAD = 20, 17, 18, 8
MOST_NAMED = 60
"""More answers than this are not drawn one by one: a picture of them would be too long to be looked at."""
LONGEST_NAME = 170
WITHOUT = "Answers that are not listed are 0."


@dataclass(frozen=True)
class _Room:
    """Where bars begin, how long the longest one can be, and the count that is so long; None: each group's own n."""

    left: float
    room: float
    longest: int | None

    def length(self, count: int, n: int) -> float:
        """Give the length of a bar for a count of n."""
        return self.room * count / max(n if self.longest is None else self.longest, 1)


def drawn_rows(grades: Sequence[ChartGrade], bars: Sequence[Bar]) -> int:
    """Return how many answers have a bar in all groups together."""
    return sum(1 for bar in bars for count in counts_of(bar, grades) if count)


def named_bars(
    grades: Sequence[ChartGrade], bars: Sequence[Bar], share: bool, y: float, headed: bool = True
) -> tuple[list[str], float]:
    """Draw for each group its answers below each other, each with its name, a bar and its count.

    Give the parts and the height of their end. All bars are of one measure, so that groups compare; with `share` each
    group is measured by its own n. An answer without a case has no bar in its group, which is said once below; a group
    without cases is kept, with n = 0. Without `headed` the group itself is not named.
    Raises ValueError where a count is negative.
    """
    plan, parts, lacking = _room(grades, bars, share), list[str](), False
    for bar in bars:
        counts = counts_of(bar, grades)
        drawn, y = _heading(bar, sum(counts), y, headed)
        parts += drawn
        lacking = lacking or 0 in counts
        for grade, count in zip(grades, counts, strict=True):
            if count:
                row, y = _row(grade, (count, sum(counts)), bar, plan, y)
                parts.append(row)
        y += PAD
    if lacking:
        parts.append(text(WITHOUT, 0, y + LINE / 2, MARK_SIZE, fill=SOFT))
        y += LINE
    return parts, y


def _room(grades: Sequence[ChartGrade], bars: Sequence[Bar], share: bool) -> _Room:
    every = [counts_of(bar, grades) for bar in bars]
    most = max((max(counts, default=0) for counts in every), default=0)
    names = max((text_width(grade.label, MARK_SIZE) for grade in grades), default=0)
    left = min(names, LONGEST_NAME) + PAD
    return _Room(left, WIDTH - left - 2 * GAP - text_width(str(most), MARK_SIZE), None if share else most)


def _heading(bar: Bar, n: int, y: float, headed: bool) -> tuple[list[str], float]:
    """Write the group, if it is named, and its n after it or below it; give them and the height of their end."""
    lines = wrap(bar.label, LABEL_SIZE, WIDTH / 1.1, EVERY_LINE) if headed else []
    parts = [
        text(line, 0, y + LINE * (place + 0.5), LABEL_SIZE, font_weight="bold") for place, line in enumerate(lines)
    ]
    said, after = f"n = {n}", text_width(lines[-1], LABEL_SIZE) * 1.1 + PAD if lines else 0
    below = len(lines) if not lines or after + text_width(said, MARK_SIZE) > WIDTH else len(lines) - 1
    parts.append(text(said, after if below < len(lines) else 0, y + LINE * (below + 0.5), MARK_SIZE))
    return parts, y + LINE * (below + 1) + GAP / 2


def _row(grade: ChartGrade, of_n: tuple[int, int], bar: Bar, plan: _Room, y: float) -> tuple[str, float]:
    """Draw an answer, with its count and the n of its group; give it and the height of its end."""
    count, n = of_n
    names = wrap(grade.label, MARK_SIZE, plan.left - PAD, EVERY_LINE)
    height = max(THICK, NAME_LINE * len(names))
    middle, width = y + height / 2, plan.length(count, n)
    parts = [element("title", safe(f"{bar.label}: {grade.label} {count} of {n}")), *_names(names, middle)]
    parts.append(element("path", d=f"M{plan.left:.1f} {middle - THICK / 2:.1f}v{THICK}", stroke=INK))
    parts.append(block(grade.tone, plan.left, middle - THICK / 2, width, THICK, ""))
    parts.append(text(str(count), plan.left + width + GAP, middle, MARK_SIZE, font_weight="bold"))
    return element("g", *parts), y + height + GAP / 2


def _names(lines: Sequence[str], middle: float) -> Iterator[str]:
    top = middle - NAME_LINE * (len(lines) - 1) / 2
    for place, line in enumerate(lines):
        yield text(line, 0, top + NAME_LINE * place, MARK_SIZE)
