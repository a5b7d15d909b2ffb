"""Differences along the lines of exercises that compare over time: by grade, and by each criterion that is the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from review.counting.scales import scale_of
from review.domain.differences import newcombe
from review.domain.dot_plot import DotRow, dot_plot
from review.domain.intervals import Share
from review.domain.published_counts import DERIVED, Known
from review.domain.statistics_wording import points_words
from review.domain.wording import LEAST_FOR_PERCENTAGE, NO_CASE, shown_interval
from review.frameworks.over_versions import QuestionOverVersions
from review.inspections.models import Inspection
from review.reports.beside import Beside, Pair
from review.reports.document import COMPARED, NOT_PUBLISHED, Column, Line, Picture, Sheet, Value
from review.reports.entries import Entry
from review.reports.own_exercises import OwnExercise, mapped_criteria
from review.reports.sheets import count_value, share_value

DIFFERENT = "Differences over time"
CRITERIA_COMPARED = "Grades of cases at each criterion that is the same in both"
NOT_RANDOM = "not both random samples"
HOW_UNKNOWN = "how the cases were chosen is not known"
SHARED = "some cases are in both"
FEW = f"fewer than {LEAST_FOR_PERCENTAGE} cases"
NOT_KNOWN = "not known"
NO_DIFFERENCE = "the difference is not known"
NO_INTERVAL, NEWCOMBE = "none", "by Newcombe (1998)"
"""What stands for the limits of a difference that has no interval; how those are worked out that there are."""
MANY = "{} differences stand here. Even without any real change, chance alone would make about one in 20 look like one."
DIFFERENCES = (
    Column("Earlier, n", "count", "earlier", "n"),
    Column("Earlier", "count", "earlier", "count"),
    Column("Earlier, share of n", "percent"),
    Column("Later, n", "count", "later", "n"),
    Column("Later", "count", "later", "count"),
    Column("Later, share of n", "percent"),
    Column("Difference in percentage points", "difference", figure="difference"),
    Column("95% interval from", "difference-limit"),
    Column("95% interval to", "difference-limit"),
    Column("Interval", "text", figure="interval"),
)


@dataclass(frozen=True)
class Side:
    """One side of a difference: n and the share, or in words why it is not known, and whether its count is derived."""

    n: int | None
    share: Share | None
    instead: str = NOT_PUBLISHED
    derived: bool = False

    def values(self) -> tuple[Value, Value, Value]:
        """Return n, the count, and its share of n."""
        n = Value(None, self.instead) if self.n is None else count_value(self.n)
        if not self.share:
            return n, Value(None, self.instead), Value(None, self.instead)
        count = self.share.count
        words = f"{count} derived" if self.derived else str(count)
        return n, Value(count, words), share_value(count, self.share.n)


def line_pictures(made: Beside) -> Iterator[Picture]:
    """Yield a picture of the lines: each grade's share by exercise, in the order of time; none where there is no line.

    The shares are not joined: what lay between two exercises nobody looked at.
    """
    rows = [row for line in made.lines for row in _dots(line, several=len(made.lines) > 1)]
    if rows:
        yield Picture(
            "differences", DIFFERENT, dot_plot(DIFFERENT, "Share of the exercise's cases", rows, "differences")
        )


def _dots(line: Sequence[Entry], several: bool) -> Iterator[DotRow]:
    """Yield a row for each grade and exercise: named by its time alone, where that tells them apart."""
    named = several or len({one.when for one in line}) < len(line)
    for place, grade in enumerate(line[0].scale.grades):
        for one in line:
            side = _side(one.found.grades[place], one.found.n)
            interval = shown_interval(side.share.count, side.share.n) if side.share and one.is_random else None
            words = (grade.label, one.label if named else "", one.when, DERIVED if side.derived else "")
            yield DotRow(", ".join(filter(None, words)), side.share, interval, side.instead)


def differences_sheet(made: Beside) -> Sheet:
    """Return the differences along the lines: for each step, each grade; a count that is not known stays a gap."""
    lines = tuple(line for pair in made.steps for line in _steps(made, pair))
    return _differences("differences", DIFFERENT, "Grade", lines)


def _differences(
    name: str, title: str, heading: str, lines: tuple[Line, ...], about: tuple[tuple[str, str], ...] = ()
) -> Sheet:
    shown = sum(line.values[-1].words == NEWCOMBE for line in lines)
    notes = (MANY.format(shown),) if shown > 1 else ()
    return Sheet(name, title, ("Exercises", heading), DIFFERENCES, lines, notes, ("step", "answer"), about=about)


def _steps(made: Beside, pair: Pair) -> Iterator[Line]:
    for place, grade in enumerate(pair.one.scale.grades):
        sides = [_side(one.found.grades[place], one.found.n) for one in (pair.one, pair.other)]
        yield _difference(made, pair, grade.label, grade.code, sides)


def _side(known: Known, n: int | None) -> Side:
    return Side(n, _share(known.count, n), NO_CASE if n == 0 else NOT_PUBLISHED, known.how == DERIVED)


def _share(count: int | None, n: int | None) -> Share | None:
    return Share(count, n) if count is not None and n else None


def _difference(made: Beside, pair: Pair, label: str, code: str, sides: Sequence[Side]) -> Line:
    values = [value for side in sides for value in side.values()]
    values += _apart(made, pair, sides[0].share, sides[1].share)
    headings = (f"{pair.one.title}, then {pair.other.title}", label)
    return Line(headings, tuple(values), (f"{pair.one.slug} {pair.other.slug}", code))


def _apart(made: Beside, pair: Pair, earlier: Share | None, later: Share | None) -> Iterator[Value]:
    """Yield the difference, its two limits, and how they were worked out or why there are none."""
    if not earlier or not later:
        yield from (Value(None, NOT_KNOWN), *_no_interval(NO_DIFFERENCE))
        return
    if min(earlier.n, later.n) < LEAST_FOR_PERCENTAGE:
        yield from (Value(None, FEW), *_no_interval(FEW))
        return
    yield _points(later.exact - earlier.exact)
    found = newcombe(later, earlier)
    if (why := _why_no_interval(made, pair)) or found is None:
        yield from _no_interval(why or FEW)
        return
    yield from (_points(Fraction(found.low)), _points(Fraction(found.high)), Value(None, NEWCOMBE))


def _points(apart: Fraction) -> Value:
    return Value(apart * 100, points_words(apart))


def _no_interval(why: str) -> Iterator[Value]:
    yield from (Value(None, NO_INTERVAL), Value(None, NO_INTERVAL), Value(None, f"{NO_INTERVAL}: {why}"))


def _why_no_interval(made: Beside, pair: Pair) -> str:
    """Say why a difference that is known has no interval; nothing where it has one. Unknown is not the same as not."""
    designs = {pair.one.design, pair.other.design}
    if designs - {Inspection.SampleDesign.RANDOM, Inspection.SampleDesign.UNKNOWN}:
        return NOT_RANDOM
    if designs != {Inspection.SampleDesign.RANDOM}:
        return HOW_UNKNOWN
    return SHARED if made.share_cases(pair) else ""


def criteria_sheets(made: Beside) -> Iterator[Sheet]:
    """Yield, for each two own exercises that compare but for some criteria at most, the criteria that are the same.

    A table of each scale: the counts by criterion, the earlier exercise first; then the differences.
    """
    steps = [*made.steps, *(pair for pair in made.apart if pair.only_criteria)]
    for number, pair in enumerate((one for one in steps if one.one.own and one.other.own), 1):
        first, second = pair.one.own, pair.other.own
        if first and second and (same := mapped_criteria([first, second])):
            lines = tuple(line for each in same for line in _criterion_lines(made, pair, (first, second), each))
            yield _differences(
                f"criteria-{number}",
                f"By criterion: {pair.one.title}, {pair.other.title}",
                "Criterion and grade",
                lines,
                ((COMPARED, CRITERIA_COMPARED),),
            )


def _criterion_lines(
    made: Beside, pair: Pair, own: tuple[OwnExercise, OwnExercise], same: QuestionOverVersions
) -> Iterator[Line]:
    counts = [one.counts_of([row for row in same.criteria if row.framework_version_id in one.versions]) for one in own]
    totals = [sum(one.values()) for one in counts]
    for grade in scale_of(same.newest).grades:
        sides = [Side(n, _share(one[grade.code], n), NO_CASE) for one, n in zip(counts, totals, strict=True)]
        label, code = f"{same.title} {grade.label}", f"{same.name}.{grade.code}"
        yield _difference(made, pair, label, code, sides)
