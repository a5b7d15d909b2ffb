"""Grade counts as a horizontal bar chart: an SVG that needs no script, no style attribute and no colour.

A group is one bar whose parts are known by their initials; answers that share one have a bar and their name each.
"""

from collections.abc import Mapping, Sequence

from review.domain.chart_plan import (
    GAP,
    LABEL_SIZE,
    MARK_SIZE,
    WIDTH,
    Bar,
    ChartGrade,
    Plan,
    counts_of,
    have_initials,
    plan_bars,
)
from review.domain.grade_blocks import TONES, block, key
from review.domain.named_bars import MOST_NAMED, drawn_rows, named_bars
from review.domain.svg import EVERY_LINE, INK, SOFT, UNBROKEN, element, figure, safe, text, text_width, wrap

__all__ = ["TONES", "Bar", "ChartGrade", "bar_chart", "headline_chart"]

CASES = ("case", "cases")
LINE, PAD, LONGEST_LABEL_BESIDE = 20, 8, 96


def bar_chart(
    title: str,
    grades: Sequence[ChartGrade],
    bars: Sequence[Bar],
    prefix: str,
    share: bool = False,
    units: tuple[str, str] = CASES,
) -> str:
    """Draw one bar for each group; lengths are numbers of cases, so that a small sample looks small.

    `units` are the words for what is counted, one and several of it, where that is not cases.

    With `share` each bar has the full length and shows the parts of its group; the counts are printed all the same.
    `prefix` keeps the ids of several charts on a page apart. The title names the chart and the description holds
    every number. No bar gives a sentence instead; a bar without cases is kept, with n = 0.
    Raises ValueError where the prefix is no id, or a count is negative.
    """
    draw = named_bars if _by_name(grades, bars) else _stacked
    parts, y = draw(grades, bars, share, 1)
    note = f"share of the group's {units[1]}" if share else f"number of {units[1]}"
    parts.append(text(f"Bar length: {note}" if bars else "No groups to show.", 0, y + LINE / 2, MARK_SIZE, fill=SOFT))
    words = " ".join(_sentence(bar, grades, units) for bar in bars) or "No groups to show."
    return figure(title, f"Bar length: {note}. {words}" if bars else words, prefix, parts, y + LINE)


def _by_name(grades: Sequence[ChartGrade], bars: Sequence[Bar]) -> bool:
    """Tell whether the answers are drawn one by one: no letter would tell them apart, and they are not too many."""
    return not have_initials(grades) and drawn_rows(grades, bars) <= MOST_NAMED


def _stacked(grades: Sequence[ChartGrade], bars: Sequence[Bar], share: bool, y: float) -> tuple[list[str], float]:
    """Draw a key and one bar of several parts for each group; give them and the height of their end."""
    beside = all(text_width(bar.label, LABEL_SIZE) <= LONGEST_LABEL_BESIDE for bar in bars)
    left = max((text_width(bar.label, LABEL_SIZE) + PAD for bar in bars), default=0) if beside else 0
    plan = plan_bars(grades, bars, share, left)
    parts, y = key(grades, y)
    y += 2 * PAD
    for bar in bars:
        drawn, y = _row(bar, plan, y, beside)
        parts += drawn
    return parts, y


def headline_chart(
    title: str,
    grades: Sequence[ChartGrade],
    counts: Mapping[str, int],
    prefix: str,
    units: tuple[str, str] = CASES,
) -> str:
    """Draw one thick bar for the whole, or the answers one by one; its title holds the numbers too.

    `units` are the words for what is counted.

    No case gives an empty bar with n = 0. Raises ValueError where the prefix is no id, or a count is negative.
    """
    bar = Bar(title, counts)
    words = _sentence(bar, grades, units)
    if _by_name(grades, [bar]):
        parts, y = named_bars(grades, [bar], share=False, y=1, headed=False)
    else:
        plan = plan_bars(grades, [bar], share=False, left=0, thickness=40)
        parts, y = key(grades)
        drawn, y = _bar(bar, plan, y + 2 * PAD)
        parts += drawn
    return figure(words.removesuffix("."), words, prefix, parts, y + 1)


def _sentence(bar: Bar, grades: Sequence[ChartGrade], units: tuple[str, str] = CASES) -> str:
    counts = counts_of(bar, grades)
    n = sum(counts)
    if not n:
        return f"{bar.label}: no {units[1]} counted."
    listed = ", ".join(f"{grade.label} {count}" for grade, count in zip(grades, counts, strict=True))
    return f"{bar.label}, {n} {units[0] if n == 1 else units[1]}: {listed}."


def _row(bar: Bar, plan: Plan, y: float, beside: bool) -> tuple[list[str], float]:
    """Draw a bar with its label beside or above it; give it and the height below it."""
    if beside:
        label = text(bar.label, 0, y + plan.thickness / 2, LABEL_SIZE)
        drawn, y = _bar(bar, plan, y)
        return [label, *drawn], y + PAD
    lines = wrap(bar.label, LABEL_SIZE, WIDTH, EVERY_LINE)
    parts = [text(line, 0, y + LINE * (place + 0.5), LABEL_SIZE) for place, line in enumerate(lines)]
    tooltip = element("title", safe(bar.label))
    drawn, y = _bar(bar, plan, y + LINE * len(lines) + 2)
    return [element("g", tooltip, *parts), *drawn], y + 2 * PAD


def _bar(bar: Bar, plan: Plan, y: float) -> tuple[list[str], float]:
    """Draw a bar with its words after or below it; give it and the height of its end."""
    n = sum(counts_of(bar, plan.grades))
    parts = [element("path", d=f"M{plan.left + 0.5:.1f} {y:.1f}v{plan.thickness}", stroke=INK)]
    for segment in plan.segments(bar):
        drawn = block(segment.grade.tone, segment.start, y, segment.width, plan.thickness, segment.inside)
        tooltip = element("title", safe(f"{bar.label}: {segment.grade.label} {segment.count} of {n}"))
        parts.append(element("g", tooltip, drawn))
    if not plan.below:
        return [
            *parts,
            text(plan.remark(bar), plan.end(bar) + GAP, y + plan.thickness / 2, MARK_SIZE),
        ], y + plan.thickness
    y += plan.thickness + 2
    # Broken after commas only, so that a letter stays with its number.
    remark = plan.remark(bar).replace(" ", UNBROKEN).replace(f",{UNBROKEN}", ", ")
    lines = wrap(remark, MARK_SIZE, plan.room, EVERY_LINE)
    words = [text(line, plan.left, y + LINE * (place + 0.5), MARK_SIZE) for place, line in enumerate(lines)]
    return [*parts, *words], y + LINE * len(lines)
