"""An exercise as one panel among others: its counts as far as they are known, in the pieces that a bar is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from review.domain.chart_plan import ChartGrade, Segment, letters_of

NOT_PUBLISHED = "not published"
GAP_GRADE = ChartGrade("", NOT_PUBLISHED, "")


@dataclass(frozen=True)
class Exercise:
    """One exercise: whose, of what type, when, and its counts by the code of the grade.

    A count that is None or missing was not published: it is unknown, which is not zero. So is `n` where it is None.
    """

    label: str
    kind: str
    when: str
    counts: Mapping[str, int | None]
    n: int | None = None


@dataclass(frozen=True)
class Known:
    """The counts of an exercise in the order of the scale, None where unknown; and n, None where that is unknown."""

    grades: Sequence[ChartGrade]
    counts: Sequence[int | None]
    n: int | None

    @property
    def unknown(self) -> list[int]:
        """The places of the grades whose counts were not published."""
        return [place for place, count in enumerate(self.counts) if count is None]

    @property
    def left_over(self) -> int | None:
        """The cases that no published count holds, by subtraction; None where n is unknown."""
        return None if self.n is None else self.n - sum(count or 0 for count in self.counts)


def known(exercise: Exercise, grades: Sequence[ChartGrade]) -> Known:
    """Read what is known of an exercise; where every count was published, n is their sum.

    Raises ValueError where a count is negative, or the counts do not agree with n.
    """
    counts = [exercise.counts.get(grade.code) for grade in grades]
    published = [count for count in counts if count is not None]
    if min(published, default=0) < 0:
        raise ValueError(f'A count of "{exercise.label}" is negative.')
    complete = bool(grades) and len(published) == len(counts)
    n = sum(published) if complete and exercise.n is None else exercise.n
    if n is not None and (sum(published) > n or (complete and sum(published) < n)):
        raise ValueError(f'The counts of "{exercise.label}" add up to {sum(published)}, not to n = {n}.')
    return Known(grades, counts, n)


def segments(found: Known, left: float, room: float) -> list[Segment]:
    """Place the pieces of a bar over the full room: a grade each, and one gap for all unknown ones.

    The gap stands where the unknown grades stand in the scale; where known ones part them, it stands at the end.
    A gap is a segment whose grade is GAP_GRADE. No bar where n is unknown or 0: its parts would have no length.
    """
    if not found.n:
        return []
    pieces = _pieces(found)
    unit = room / found.n
    starts = accumulate((count for _, count, _ in pieces), initial=0)
    return [
        Segment(grade, count, mark, left + start * unit, count * unit)
        for (grade, count, mark), start in zip(pieces, starts, strict=False)
        if count
    ]


def _pieces(found: Known) -> list[tuple[ChartGrade, int, str]]:
    letters, unknown = letters_of(found.grades), found.unknown
    gap = (GAP_GRADE, found.left_over or 0, NOT_PUBLISHED)
    together = bool(unknown) and unknown[-1] - unknown[0] == len(unknown) - 1
    pieces = []
    for place, (grade, letter, count) in enumerate(zip(found.grades, letters, found.counts, strict=True)):
        if count is not None:
            pieces.append((grade, count, f"{letter} {count}"))
        elif together and place == unknown[0]:
            pieces.append(gap)
    return pieces if together or not unknown else [*pieces, gap]


def sentence(exercise: Exercise, grades: Sequence[ChartGrade]) -> str:
    """Say an exercise with every number: "Suffolk, PIR, 2023-07, 30 cases: Good 17, ..."; unknown ones as such."""
    found = known(exercise, grades)
    named = ", ".join(part for part in (exercise.label, exercise.kind, exercise.when) if part)
    cases = f"n {NOT_PUBLISHED}" if found.n is None else f"{found.n} {'case' if found.n == 1 else 'cases'}"
    listed = ", ".join(
        f"{grade.label} {NOT_PUBLISHED if count is None else count}"
        for grade, count in zip(grades, found.counts, strict=True)
    )
    return f"{named}, {cases}: {listed}{by_subtraction(found)}."


def by_subtraction(found: Known) -> str:
    """Say what the unknown grades come to: " (3 by subtraction)"; nothing where n or every grade is unknown."""
    if found.left_over is None or not 0 < len(found.unknown) < len(found.counts):
        return ""
    together = " together" if len(found.unknown) > 1 else ""
    return f" ({found.left_over}{together} by subtraction)"
