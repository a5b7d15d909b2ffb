"""Exercises beside each other as a document: side by side, the differences there are, and why there are no others."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from review.domain.multiples import NOT_A_TREND
from review.domain.over_time import TYPES
from review.domain.published_counts import DERIVED
from review.reports.beside import Beside
from review.reports.beside_differences import criteria_sheets, differences_sheet, line_pictures
from review.reports.beside_sides import sides_of
from review.reports.document import COMPARED, Column, Line, ReportDocument, Sheet, Value
from review.reports.documents import SYNTHETIC, marking_of, unfinished_in
from review.reports.entries import Entry
from review.reports.own_exercises import OwnExercise
from review.reports.published import MARKING
from review.reports.queries import signed_off_of

METHOD = (
    "Exercises are compared over time only within the same type, scale, forces and cases, and own ones only where the "
    "criteria are the same. Differences are in percentage points, the later less the earlier, with a 95% interval by "
    "Newcombe (1998) where both samples are known to be random and no case is in both."
)
OVERALL = "Grades of cases: overall"
NONE_COMPARED = "Nothing: why these exercises are not compared"
MIXED = "Own figures and published ones stand beside each other and are never added together."


def beside_document(made: Beside, now: datetime) -> ReportDocument:
    """Return the document of exercises beside each other as they stand at `now`."""
    own = [one.own for one in made.entries if one.own]
    sides, criteria = list(sides_of(made)), list(criteria_sheets(made))
    sheets = [sheet for sheet, _ in sides]
    sheets += [sheet for sheet in (differences_sheet(made), apart_sheet(made), *criteria) if sheet.lines]
    return ReportDocument(
        name="beside-" + "-".join(one.slug for one in made.entries),
        title="Comparison over time",
        marking=marking_of(one.inspection for one in own) if own else MARKING,
        about=tuple(_about(made, bool(criteria), now)),
        sheets=tuple(sheets),
        pictures=(*(picture for _, picture in sides), *line_pictures(made)),
        notes=tuple(_notes(made, own)),
        measure="grade",
        data=_data(made),
    )


def tells_no_trend(made: Beside) -> bool:
    """Whether exercises of different types are among them."""
    return any(reason.code == TYPES for pair in made.apart for reason in pair.reasons)


def _about(made: Beside, by_criterion: bool, now: datetime) -> Iterator[tuple[str, str]]:
    local = timezone.localtime(now)
    yield "Exercises", "; ".join(one.title for one in made.entries)
    yield COMPARED, f"{OVERALL}, and at the criteria that are the same" if by_criterion else OVERALL
    yield "Method", METHOD
    yield "Data as of", f"{local.day} {local:%B %Y, %H:%M}"


def _notes(made: Beside, own: Sequence[OwnExercise]) -> Iterator[str]:
    if tells_no_trend(made):
        yield _no_trend(made)
    yield from unfinished_among(own)
    if own and len(own) < len(made.entries):
        yield MIXED
    if any(one.inspection.synthetic for one in own):
        yield SYNTHETIC
    if own:
        yield "Of own inspections only signed-off cases are counted; their own reports account for all others."


def _no_trend(made: Beside) -> str:
    """Return that exercises of different types are no trend, and which of them that is not said of."""
    words = f"{NOT_A_TREND}."
    if not made.lines:
        return words
    told = "; ".join(", then ".join(one.title for one in line) for line in made.lines)
    return f"{words} That is said of exercises of different types. These are of one type and are compared: {told}."


def unfinished_among(own: Sequence[OwnExercise]) -> list[str]:
    """Return of each own inspection that some of its cases are not signed off. One query, where there are any."""
    inspections = [one.inspection for one in own]
    found = signed_off_of(inspections) if own else {}
    return [words for one in inspections if (words := unfinished_in(one, *found[one.pk]))]


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
    about = ((COMPARED, NONE_COMPARED),)
    return Sheet("not-compared", title, ("Exercise", "And"), columns, lines, (), ("exercise", "with"), about=about)


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
        "counts": one.found.published,
        "derived": {known.code: known.least for known in one.found.grades if known.how == DERIVED},
        "together": [{"grades": list(joint.grades), "count": joint.count} for joint in one.joints],
    }
