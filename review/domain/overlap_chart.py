"""Counts that overlap as bars beside each other: one for each answer, each as part of the same n, none stacked."""

from collections.abc import Sequence

from review.domain.chart_plan import GAP, LABEL_SIZE, MARK_SIZE, WIDTH, Bar, ChartGrade, counts_of
from review.domain.grade_blocks import block
from review.domain.svg import EVERY_LINE, INK, SOFT, element, figure, safe, text, text_width, wrap

LINE, PAD, THICKNESS = 20, 8, 18
LONGEST_LABEL_BESIDE = 110
CASES = ("case", "cases")
TONE = "blue"
"""One for all answers: no answer is better than another, and its name stands beside its bar."""


def overlap_chart(
    title: str, answers: Sequence[ChartGrade], groups: Sequence[Bar], prefix: str, units: tuple[str, str] = CASES
) -> str:
    """Draw for each group a bar for each answer: the cases that have it, within an outline of all that are counted.

    Each group says its `n`; a group without a label is the whole. `units` are the words for what is counted, one and
    several of it. `prefix` keeps the ids of several charts on a page apart. The description holds every number. No
    group gives a sentence instead. Raises ValueError where the prefix is no id, a count is negative or more than n, or
    a group does not say its n.
    """
    counted = [(group.label, _n(group, answers), counts_of(group, answers)) for group in groups]
    plan = _Plan(answers, max((n for _, n, _ in counted), default=0))
    parts: list[str] = []
    y = 1.0
    for label, n, counts in counted:
        drawn, y = plan.group(label, n, counts, y)
        parts += drawn
    note = f"Bar: {units[1]} with the answer; outline: all {units[1]} counted" if groups else "No groups to show."
    parts.append(text(note, 0, y + LINE / 2, MARK_SIZE, fill=SOFT))
    words = " ".join(_sentence(label, n, counts, answers, units) for label, n, counts in counted)
    return figure(title, f"{note}. {words}" if groups else note, prefix, parts, y + LINE)


def _n(group: Bar, answers: Sequence[ChartGrade]) -> int:
    """Return what the counts of a group are of."""
    if group.n is None:
        raise ValueError(f'"{group.label}" does not say what its counts are of.')
    if max(counts_of(group, answers), default=0) > group.n:
        raise ValueError(f'A count of "{group.label}" is more than its {group.n}.')
    return group.n


def _sentence(label: str, n: int, counts: Sequence[int], answers: Sequence[ChartGrade], units: tuple[str, str]) -> str:
    if not n:
        return f"{label}: no {units[1]} counted." if label else f"No {units[1]} counted."
    listed = ", ".join(f"{answer.label} {count}" for answer, count in zip(answers, counts, strict=True))
    return f"{f'{label}, of' if label else 'Of'} {n} {units[0] if n == 1 else units[1]}: {listed}."


class _Plan:
    """Where the bars stand: how long a case is, and whether the answers stand beside their bars or above them."""

    def __init__(self, answers: Sequence[ChartGrade], longest: int) -> None:
        self.answers = answers
        widest = max((text_width(answer.label, LABEL_SIZE) for answer in answers), default=0)
        self.beside = widest <= LONGEST_LABEL_BESIDE
        self.left = widest + PAD if self.beside else 0
        words = text_width(f"{longest} of {longest}", MARK_SIZE)
        self.unit = (WIDTH - self.left - GAP - words - 1) / max(longest, 1)

    def group(self, label: str, n: int, counts: Sequence[int], y: float) -> tuple[list[str], float]:
        """Draw the bars of a group under its label; give them and the height below them."""
        parts: list[str] = []
        if label:
            parts, y = _lines(f"{label} (n = {n})", y, font_weight="bold")
        # A group without cases has its label alone; the whole has no label, so it keeps its bars.
        answers = list(zip(self.answers, counts, strict=True)) if n or not label else []
        for answer, count in answers:
            drawn, y = self._answer(answer.label, count, n, y)
            parts += drawn
        return parts, y + PAD

    def _answer(self, label: str, count: int, n: int, y: float) -> tuple[list[str], float]:
        parts: list[str] = []
        if not self.beside:
            parts, y = _lines(label, y)
        middle = y + THICKNESS / 2
        if self.beside:
            parts.append(text(label, 0, middle, LABEL_SIZE))
        parts += [self._bar(label, count, n, y), self._words(count, n, middle)]
        return parts, y + THICKNESS + GAP

    def _bar(self, label: str, count: int, n: int, y: float) -> str:
        width = max(n * self.unit - 1, 0.5)
        outline = element("rect", x=self.left + 0.5, y=y, width=width, height=THICKNESS, fill="none", stroke=INK)
        filled = block(TONE, self.left, y, count * self.unit, THICKNESS, "") if count else ""
        return element("g", element("title", safe(f"{label}: {count} of {n}")), outline, filled)

    def _words(self, count: int, n: int, middle: float) -> str:
        return text(f"{count} of {n}", self.left + n * self.unit + GAP, middle, MARK_SIZE)


def _lines(words: str, y: float, **attributes: str) -> tuple[list[str], float]:
    """Write words in lines of their own; give them and the height below them."""
    lines = wrap(words, LABEL_SIZE, WIDTH * 0.9, EVERY_LINE)
    drawn = [text(line, 0, y + LINE * (place + 0.5), LABEL_SIZE, **attributes) for place, line in enumerate(lines)]
    return drawn, y + LINE * len(lines) + 2
