"""Exercises side by side: for each scale a picture and a table, in which what is not known stays a gap."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from review.counting.scales import ScaleInfo
from review.domain.chart import ChartGrade
from review.domain.multiples import multiples
from review.domain.published_counts import DERIVED, sum_words
from review.domain.wording import percentage
from review.reports.beside import Beside
from review.reports.document import NOT_PUBLISHED, NOT_SHOWN, Column, Line, Picture, Sheet, Value
from review.reports.entries import Entry

TITLE = "Exercises side by side"
HEADINGS = ("Exercise", "Kind", "When", "Cases counted", "Where from")


def sides_of(made: Beside) -> Iterator[tuple[Sheet, Picture]]:
    """Yield for each scale the table and the picture of its exercises."""
    scales = made.by_scale()
    mixed = len({one.origin for one in made.entries}) > 1
    for number, entries in enumerate(scales, 1):
        name = "side-by-side" if number == 1 else f"side-by-side-{number}"
        scale = entries[0].scale
        title = TITLE if len(scales) == 1 else f"{TITLE}: {scale.title}"
        drawn = multiples(title, _chart_grades(scale), [one.exercise(mixed) for one in entries], name)
        yield _side_sheet(name, title, scale, entries), Picture(name, title, drawn)


def _chart_grades(scale: ScaleInfo) -> list[ChartGrade]:
    return [ChartGrade(grade.code, grade.label, grade.tone) for grade in scale.grades]


def _grade_columns(scale: ScaleInfo) -> Iterator[Column]:
    yield Column("n", "count", figure="n")
    for grade in scale.grades:
        yield Column(grade.label, "count", grade.code, "grade")
        yield Column(f"{grade.label}, share of n", "percent", grade.code)


def _side_sheet(name: str, title: str, scale: ScaleInfo, entries: Sequence[Entry]) -> Sheet:
    lines = tuple(_side_line(one) for one in entries)
    notes = tuple(_known_notes(entries))
    return Sheet(name, title, HEADINGS, tuple(_grade_columns(scale)), lines, notes, ("exercise",), scale.code)


def _side_line(one: Entry) -> Line:
    headings = (one.title, one.kind, one.when, one.cases, one.origin)
    counts = [(known.count, known.how == DERIVED) for known in one.found.grades]
    return Line(headings, tuple(_values(one.found.n or 0, counts)), (one.slug,))


def _values(n: int, counts: Sequence[tuple[int | None, bool]]) -> Iterator[Value]:
    """Yield n, and each count with its share; a derived one says so, and nothing stands for one that is not known."""
    yield Value(n, str(n))
    for count, derived in counts:
        if count is None:
            yield from (Value(None, NOT_PUBLISHED), Value(None, NOT_PUBLISHED))
            continue
        percent = percentage(count, n)
        yield Value(count, f"{count} derived" if derived else str(count))
        yield Value(Fraction(count, n), percent) if percent else Value(None, NOT_SHOWN)


def _known_notes(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        labels = {grade.code: grade.label for grade in entry.scale.grades}
        if entry.note:
            yield f"{entry.title}: {entry.note}"
        for one in entry.found.grades:
            if one.how == DERIVED:
                yield f"{entry.title}: {labels[one.code]} {one.count} is derived: {sum_words(one.terms)}."
        for joint in entry.joints:
            words = " and ".join(labels[code] for code in joint.grades)
            yield f"{entry.title}: {words} together {joint.count}, published as one count."
