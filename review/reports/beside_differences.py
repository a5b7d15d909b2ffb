"""Differences along the lines of exercises that compare over time: by grade, and by each criterion that is the same."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from review.counting.scales import scale_of
from review.domain.differences import newcombe
from review.domain.dot_plot import DotRow, dot_plot
from review.domain.intervals import Interval, Share
from review.domain.statistics_wording import points_words
from review.domain.wording import LEAST_FOR_PERCENTAGE, shown_interval
from review.frameworks.over_versions import QuestionOverVersions
from review.reports.beside import Beside, Pair
from review.reports.document import Column, Line, Picture, Sheet, Value
from review.reports.entries import Entry
from review.reports.own_exercises import OwnExercise, mapped_criteria
from review.reports.sheets import share_value

DIFFERENT = "Differences over time"
NOT_RANDOM = "not both random samples"
SHARED = "some cases are in both"
FEW = f"fewer than {LEAST_FOR_PERCENTAGE} cases"
MANY = "{} differences stand here. Even without any real change, chance alone would make about one in 20 look like one."
DIFFERENCES = (
    Column("Earlier", "count", figure="earlier"),
    Column("Earlier, share of n", "percent"),
    Column("Later", "count", figure="later"),
    Column("Later, share of n", "percent"),
    Column("Difference in percentage points", "text", figure="difference"),
    Column("95% interval", "text", figure="interval"),
)


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
    for grade in line[0].scale.grades:
        for one in line:
            share = _share(one.found.counts.get(grade.code), one.found.n)
            if share:
                interval = shown_interval(share.count, share.n) if one.is_random else None
                label = (
                    f"{grade.label}, {one.label}, {one.when}" if several or one.own else f"{grade.label}, {one.when}"
                )
                yield DotRow(label, share, interval)


def differences_sheet(made: Beside) -> Sheet:
    """Return the differences along the lines: for each step, each grade whose counts are known on both sides."""
    lines = tuple(line for pair in made.steps for line in _steps(made, pair))
    return _differences("differences", DIFFERENT, "Grade", lines)


def _differences(name: str, title: str, heading: str, lines: tuple[Line, ...]) -> Sheet:
    shown = sum(line.values[5].words not in (NOT_RANDOM, SHARED, FEW) for line in lines)
    notes = (MANY.format(shown),) if shown > 1 else ()
    return Sheet(name, title, ("Exercises", heading), DIFFERENCES, lines, notes, ("step", "answer"))


def _steps(made: Beside, pair: Pair) -> Iterator[Line]:
    earlier, later = pair.one.found, pair.other.found
    for grade in pair.one.scale.grades:
        shares = [_share(found.counts.get(grade.code), found.n) for found in (earlier, later)]
        if shares[0] and shares[1]:
            yield _difference(made, pair, grade.label, grade.code, shares[0], shares[1])


def _share(count: int | None, n: int | None) -> Share | None:
    return Share(count, n) if count is not None and n else None


def _difference(made: Beside, pair: Pair, label: str, code: str, earlier: Share, later: Share) -> Line:
    values: list[Value] = []
    for share in (earlier, later):
        values += [Value(share.count, f"{share.count} of {share.n}"), share_value(share.count, share.n)]
    few = min(earlier.n, later.n) < LEAST_FOR_PERCENTAGE
    points = FEW if few else points_words(later.exact - earlier.exact)
    values += [Value(None, points), Value(None, FEW if few else _interval(made, pair, earlier, later))]
    headings = (f"{pair.one.title}, then {pair.other.title}", label)
    return Line(headings, tuple(values), (f"{pair.one.slug} {pair.other.slug}", code))


def _interval(made: Beside, pair: Pair, earlier: Share, later: Share) -> str:
    """Say the interval of a difference, or why there is none."""
    if not (pair.one.is_random and pair.other.is_random):
        return NOT_RANDOM
    if made.share_cases(pair):
        return SHARED
    found: Interval | None = newcombe(later, earlier)
    if found is None:
        return FEW
    return f"{points_words(Fraction(found.low))} to {points_words(Fraction(found.high))}"


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
            )


def _criterion_lines(
    made: Beside, pair: Pair, own: tuple[OwnExercise, OwnExercise], same: QuestionOverVersions
) -> Iterator[Line]:
    counts = [one.counts_of([row for row in same.criteria if row.framework_version_id in one.versions]) for one in own]
    totals = [sum(one.values()) for one in counts]
    for grade in scale_of(same.newest).grades:
        shares = [_share(one[grade.code], n) for one, n in zip(counts, totals, strict=True)]
        if shares[0] and shares[1]:
            label, code = f"{same.title} {grade.label}", f"{same.name}.{grade.code}"
            yield _difference(made, pair, label, code, shares[0], shares[1])
