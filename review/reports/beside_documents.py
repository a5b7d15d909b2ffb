"""Exercises beside each other as a document: pictures and tables by scale, differences, and why there are none."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.utils import timezone

from review.counting.scales import ScaleInfo
from review.domain.chart import ChartGrade
from review.domain.differences import newcombe
from review.domain.intervals import Interval, Share
from review.domain.multiples import NOT_A_TREND, multiples
from review.domain.over_time import TYPES
from review.domain.published_counts import DERIVED, sum_words
from review.domain.statistics_wording import signed_points
from review.domain.wording import LEAST_FOR_PERCENTAGE, percentage
from review.frameworks.over_versions import QuestionOverVersions
from review.reports.beside import Beside, Entry, Pair
from review.reports.document import NOT_PUBLISHED, NOT_SHOWN, Column, Line, Picture, ReportDocument, Sheet, Value
from review.reports.documents import INTERNAL, SYNTHETIC
from review.reports.own_exercises import OwnExercise, mapped_criteria, scale_of
from review.reports.published import MARKING

TITLE = "Exercises side by side"
NOT_RANDOM = "not both random samples"
SHARED = "some cases are in both"
FEW = f"fewer than {LEAST_FOR_PERCENTAGE} cases"
METHOD = (
    "Exercises are compared over time only within the same type, scale, forces and cases, and own ones only where the "
    "criteria are the same. Differences are in percentage points, the later less the earlier, with a 95% interval by "
    "Newcombe (1998) where both samples are random and no case is in both."
)
MANY = "{} differences stand here. Even without any real change, chance alone would make about one in 20 look like one."
MIXED = "Own figures and published ones stand beside each other and are never added together."
EXERCISE, KIND, WHEN, CASES, ORIGIN = "Exercise", "Kind", "When", "Cases counted", "Where from"


def beside_document(made: Beside, now: datetime) -> ReportDocument:
    """Return the document of exercises beside each other as they stand at `now`."""
    own = [one.own for one in made.entries if one.own]
    sides = list(_sides(made))
    sheets = [sheet for sheet, _ in sides]
    sheets += [sheet for sheet in (differences_sheet(made), apart_sheet(made), *criteria_sheets(made)) if sheet.lines]
    return ReportDocument(
        name="beside-" + "-".join(one.slug for one in made.entries),
        title="Comparison over time",
        marking=INTERNAL if own else MARKING,
        about=tuple(_about(made, now)),
        sheets=tuple(sheets),
        pictures=tuple(picture for _, picture in sides),
        notes=tuple(_notes(made, own)),
        measure="grade",
        data=_data(made),
    )


def tells_no_trend(made: Beside) -> bool:
    """Whether exercises of different types are among them."""
    return any(reason.code == TYPES for pair in made.apart for reason in pair.reasons)


def _about(made: Beside, now: datetime) -> Iterator[tuple[str, str]]:
    local = timezone.localtime(now)
    yield "Compared", "; ".join(one.title for one in made.entries)
    yield "Counted", "Overall grade of cases"
    yield "Method", METHOD
    yield "Data as of", f"{local.day} {local:%B %Y, %H:%M}"


def _notes(made: Beside, own: Sequence[OwnExercise]) -> Iterator[str]:
    if tells_no_trend(made):
        yield f"{NOT_A_TREND}."
    if own and len(own) < len(made.entries):
        yield MIXED
    if any(one.inspection.synthetic for one in own):
        yield SYNTHETIC
    if own:
        yield "Of own inspections only signed-off cases are counted; their own reports account for all others."


def _sides(made: Beside) -> Iterator[tuple[Sheet, Picture]]:
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
    headings = (EXERCISE, KIND, WHEN, CASES, ORIGIN)
    notes = tuple(_known_notes(entries))
    return Sheet(name, title, headings, tuple(_grade_columns(scale)), lines, notes, ("exercise",), scale.code)


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
        for one in entry.found.grades:
            if one.how == DERIVED:
                yield f"{entry.title}: {labels[one.code]} {one.count} is derived: {sum_words(one.terms)}."
        for joint in entry.joints:
            words = " and ".join(labels[code] for code in joint.grades)
            yield f"{entry.title}: {words} together {joint.count}, published as one count."


def apart_sheet(made: Beside) -> Sheet:
    """Return the table of those that are not compared, with every reason."""
    lines = tuple(
        Line(
            (pair.one.title, pair.other.title),
            (Value(None, " ".join(reason.words for reason in pair.reasons)),),
            (pair.one.slug, pair.other.slug),
        )
        for pair in made.apart
    )
    columns = (Column("Why they are not compared", "text", figure="why-not"),)
    title = "Side by side only"
    return Sheet("not-compared", title, ("Exercise", "And"), columns, lines, (), ("exercise", "with"))


DIFFERENCES = (
    Column("Earlier", "count", figure="earlier"),
    Column("Earlier, share of n", "percent"),
    Column("Later", "count", figure="later"),
    Column("Later, share of n", "percent"),
    Column("Difference in percentage points", "text", figure="difference"),
    Column("95% interval", "text", figure="interval"),
)


def differences_sheet(made: Beside) -> Sheet:
    """Return the differences along the lines: for each step, each grade whose counts are known on both sides."""
    lines = tuple(line for pair in made.steps for line in _steps(made, pair))
    return _differences("differences", "Differences over time", "Grade", lines)


def _differences(name: str, title: str, heading: str, lines: tuple[Line, ...]) -> Sheet:
    shown = sum(line.values[5].words not in (NOT_RANDOM, SHARED, FEW) for line in lines)
    notes = (MANY.format(shown),) if shown > 1 else ()
    return Sheet(name, title, ("Earlier exercise", "Later exercise", heading), DIFFERENCES, lines, notes)


def _steps(made: Beside, pair: Pair) -> Iterator[Line]:
    earlier, later = pair.one.found, pair.other.found
    for grade in pair.one.scale.grades:
        shares = [_share(found.counts.get(grade.code), found.n) for found in (earlier, later)]
        if shares[0] and shares[1]:
            headings = (pair.one.title, pair.other.title, grade.label)
            yield _difference(made, pair, headings, grade.code, shares[0], shares[1])


def _share(count: int | None, n: int | None) -> Share | None:
    return Share(count, n) if count is not None and n else None


def _difference(made: Beside, pair: Pair, headings: tuple[str, ...], code: str, earlier: Share, later: Share) -> Line:
    values: list[Value] = []
    for share in (earlier, later):
        percent = percentage(share.count, share.n)
        values.append(Value(share.count, f"{share.count} of {share.n}"))
        values.append(Value(Fraction(share.count, share.n), percent) if percent else Value(None, NOT_SHOWN))
    few = min(earlier.n, later.n) < LEAST_FOR_PERCENTAGE
    points = FEW if few else signed_points(later.exact - earlier.exact)
    values += [Value(None, points), Value(None, FEW if few else _interval(made, pair, earlier, later))]
    return Line(headings, tuple(values), (pair.one.slug, pair.other.slug, code))


def _interval(made: Beside, pair: Pair, earlier: Share, later: Share) -> str:
    """Say the interval of a difference, or why there is none."""
    if not (pair.one.is_random and pair.other.is_random):
        return NOT_RANDOM
    if made.share_cases(pair):
        return SHARED
    found: Interval | None = newcombe(later, earlier)
    if found is None:
        return FEW
    return f"{signed_points(Fraction(found.low))} to {signed_points(Fraction(found.high))}"


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
            headings = (pair.one.title, pair.other.title, f"{same.title} {grade.label}")
            yield _difference(made, pair, headings, f"{same.name}.{grade.code}", shares[0], shares[1])


def _data(made: Beside) -> dict[str, Any]:
    """Return exercises, lines and reasons as plain data."""
    return {
        "kind": "beside",
        "exercises": [_entry_data(one) for one in made.entries],
        "lines": [[one.slug for one in line] for line in made.lines],
        "apart": [
            {"one": pair.one.slug, "other": pair.other.slug, "reasons": [reason.code for reason in pair.reasons]}
            for pair in made.apart
        ],
    }


def _entry_data(one: Entry) -> dict[str, Any]:
    return {
        "exercise": one.slug,
        "title": one.title,
        "kind": one.kind,
        "when": one.when,
        "cases": one.cases,
        "own": one.own is not None,
        "scale": one.scale.code,
        "n": one.found.n,
        "counts": {known.code: known.least for known in one.found.grades if known.how == "published"},
        "derived": {known.code: known.least for known in one.found.grades if known.how == DERIVED},
        "together": [{"grades": list(joint.grades), "count": joint.count} for joint in one.joints],
    }
