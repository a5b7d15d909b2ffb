"""Where the parts of a bar chart stand: how long a case is, and which segments have room for their own words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from review.domain.svg import text_width

# In units of the view box. At 320 pixels a unit is about 0.7 pixels, so the smallest text stays near 10.
WIDTH, LABEL_SIZE, MARK_SIZE, GAP = 400, 16, 14, 6

# A bar shorter than this shows nothing that its words do not.
LEAST_ROOM = 80


@dataclass(frozen=True)
class ChartGrade:
    """A grade of the scale: its code in the counts, its words, and a tone of TONES (another is drawn grey)."""

    code: str
    label: str
    tone: str


@dataclass(frozen=True)
class Bar:
    """One group: its label, and its counts by the code of the grade (a missing one is 0).

    `n` is how many they are counts of where they overlap, and so do not add up to it.
    """

    label: str
    counts: Mapping[str, int]
    n: int | None = None


@dataclass(frozen=True)
class Segment:
    """The part of a bar for one grade, with its words: the letter and the count."""

    grade: ChartGrade
    count: int
    mark: str
    start: float
    width: float

    @property
    def fits(self) -> bool:
        """Tell whether the words have room inside."""
        return self._holds(self.mark)

    @property
    def inside(self) -> str:
        """The words inside: all of them, or the letter alone so that the tone need not say the grade, or none."""
        letter = self.mark.partition(" ")[0]
        return next((words for words in (self.mark, letter) if self._holds(words)), "")

    def _holds(self, words: str) -> bool:
        return text_width(words, MARK_SIZE) * 1.1 + 4 <= self.width  # bold is a tenth wider


@dataclass(frozen=True)
class Plan:
    """Where the bars stand: their left end, and how long the longest one (or each, with `share`) is.

    The words of a bar stand after it, or below it where they leave too little room for any bar.
    """

    grades: Sequence[ChartGrade]
    longest: int
    share: bool
    left: float
    room: float
    thickness: int = 24
    below: bool = False

    def segments(self, bar: Bar) -> list[Segment]:
        """Place the grades that have cases, in the order of the scale."""
        counts = counts_of(bar, self.grades)
        unit = self.room / (max(sum(counts), 1) if self.share else max(self.longest, 1))
        starts = accumulate(counts, initial=0)
        return [
            Segment(grade, count, f"{letter} {count}", self.left + start * unit, count * unit)
            for grade, letter, count, start in zip(self.grades, letters_of(self.grades), counts, starts, strict=False)
            if count
        ]

    def remark(self, bar: Bar) -> str:
        """The words after the bar: n, and the segments too narrow for their own words."""
        narrow = ", ".join(segment.mark for segment in self.segments(bar) if not segment.fits)
        n = sum(counts_of(bar, self.grades))
        return f"n = {n} ({narrow})" if narrow else f"n = {n}"

    def end(self, bar: Bar) -> float:
        """Give the right end of the bar, which is the left end where it has no cases."""
        segments = self.segments(bar)
        return segments[-1].start + segments[-1].width if segments else self.left

    def fits(self, bar: Bar) -> bool:
        """Tell whether the words after the bar still have room."""
        return self.end(bar) + GAP + text_width(self.remark(bar), MARK_SIZE) <= WIDTH


def plan_bars(grades: Sequence[ChartGrade], bars: Sequence[Bar], share: bool, left: float, thickness: int = 24) -> Plan:
    """Find the greatest length at which every bar leaves room for the words after it, or put all words below."""
    longest = max((sum(counts_of(bar, grades)) for bar in bars), default=0)
    rooms = range(int(WIDTH - left), LEAST_ROOM, -4)
    plans = (Plan(grades, longest, share, left, room, thickness) for room in rooms)
    # A last part of next to no cases is still drawn, a little longer than it is.
    fallback = Plan(grades, longest, share, left, WIDTH - left - 2, thickness, below=True)
    return next((plan for plan in plans if all(map(plan.fits, bars))), fallback)


def counts_of(bar: Bar, grades: Sequence[ChartGrade]) -> list[int]:
    """Give the counts in the order of the scale. Raises ValueError where one is negative."""
    counts = [bar.counts.get(grade.code, 0) for grade in grades]
    if min(counts, default=0) < 0:
        raise ValueError(f'A count of "{bar.label}" is negative.')
    return counts


def letters_of(grades: Sequence[ChartGrade]) -> list[str]:
    """Give each grade its initial; where two share one, or one is no letter, the grades are lettered from A on."""
    if have_initials(grades):
        return _initials(grades)
    return [chr(ord("A") + place) for place in range(len(grades))]


def have_initials(grades: Sequence[ChartGrade]) -> bool:
    """Tell whether every grade is known by its initial, which is a letter and no other grade's."""
    initials = _initials(grades)
    return len(set(initials)) == len(initials) and all(initial.isalpha() for initial in initials)


def _initials(grades: Sequence[ChartGrade]) -> list[str]:
    return [grade.label.strip()[:1].upper() for grade in grades]
