"""A release as a document, made of what it tells alone: no count that is kept back is known here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from review.counting.method import Method
from review.counting.scales import ScaleInfo
from review.domain.chart import bar_chart, headline_chart
from review.domain.disclosure import Published, Rule
from review.domain.exercise import listed
from review.domain.wording import NOT_THE_SAMPLE, named_words
from review.inspections.models import Inspection
from review.releases.cases import CASES, SUSPECTS
from review.releases.layout import Known, LaidOut
from review.releases.queries import is_finished
from review.releases.telling import sheet_of, whole_sheet_of
from review.releases.told import Told
from review.reports import pages
from review.reports.building import shows_intervals
from review.reports.charts import bar_of
from review.reports.document import Picture, ReportDocument, Sheet, Value
from review.reports.documents import moment_words, notes_on, sample_note, versions_words
from review.reports.suspects import suspects_told

MARKING = "Public release: small counts are kept back so that nobody can be identified."
AS_OF = "Data as of"
PLAIN_MARKING = "Public release."
SIGNED_ONLY = "Only cases that were signed off are counted."
UNFINISHED = "Not every case of this inspection is signed off yet. Those that are not are in none of these counts."
TOLD_AGAIN = "Counts that an earlier release told of the same cases are not kept back any more."
KINDS = {"overall": "the grades of all cases", "breakdown": "tables by group", "persons": "tables of suspects"}


@dataclass(frozen=True)
class Heading:
    """What a release is called, and whether intervals were asked for."""

    title: str
    intervals: bool = False


def release_document(
    method: Method,
    tables: Sequence[LaidOut],
    told: Mapping[str, Published],
    known: Mapping[str, Known],
    heading: Heading,
    number: int,
    now: datetime,
) -> ReportDocument:
    """Return a release as it is given out: its tables, and charts of those in which nothing is kept back.

    Two queries.
    """
    inspection = method.inspections[0]
    parts = {of: Told(published, known[of]) for of, published in told.items()}
    intervals = shows_intervals(inspection.sample_design, heading.intervals)
    sheets: list[Sheet] = []
    pictures: list[Picture] = []
    for name, same in as_shown(tables):
        part = parts[SUSPECTS if same[0].measure.of_suspects else CASES]
        sheets.append(_sheet(method, part, same, name, intervals))
        pictures += _pictures(part, same[0], sheets[-1])
    rule = next(iter(told.values())).rule
    return ReportDocument(
        name=f"{inspection.slug_id}-release-{number}",
        title=heading.title,
        marking=MARKING if any(rule.protects(table.kind) for one in tables for table in one.tables) else PLAIN_MARKING,
        about=tuple(_about(method, rule, intervals, number, now)),
        sheets=tuple(sheets),
        pictures=tuple(pictures),
        notes=(*_notes(inspection, intervals), *_of_suspects(tables)),
        data={
            "inspection": inspection.slug_id,
            "title": heading.title,
            "kind": "public-release",
            "release": number,
            "rule": rule_data(rule),
        },
    )


def _notes(inspection: Inspection, intervals: bool) -> Iterator[str]:
    yield from notes_on(inspection.sample_design, intervals, inspection.synthetic)
    if not is_finished(inspection):
        yield UNFINISHED
        if inspection.sample_design == Inspection.SampleDesign.RANDOM:
            yield NOT_THE_SAMPLE


def _of_suspects(tables: Sequence[LaidOut]) -> Iterator[str]:
    """Yield how ethnicity is decided where a table counts suspects."""
    names = {name for one in tables for name in (one.measure.name, *one.by)}
    yield from suspects_told("suspects" if any(one.measure.of_suspects for one in tables) else "cases", names)


def as_shown(tables: Sequence[LaidOut]) -> Iterator[tuple[str, list[LaidOut]]]:
    """Yield the tables of a release that are shown as one, with its name: those of one report and on one scale."""
    for place, own in groupby(tables, key=lambda one: one.place):
        found: dict[ScaleInfo, list[LaidOut]] = {}
        for one in own:
            found.setdefault(one.measure.scale, []).append(one)
        for number, same in enumerate(found.values(), 1):
            yield (f"table-{place}" if number == 1 else f"table-{place}-{number}"), same


def _sheet(method: Method, told: Told, tables: Sequence[LaidOut], name: str, intervals: bool) -> Sheet:
    first, title = tables[0], title_of(method, tables[0])
    if not first.definition.by:
        return whole_sheet_of(told, first, name, title, intervals)
    titles = [method.title(name) for name in first.definition.by]
    return sheet_of(told, tables, name, title, titles, intervals)


def title_of(method: Method, one: LaidOut) -> str:
    """Return the title of a table: what is counted, by what, of which cases."""
    titles = [method.title(name) for name in one.definition.by]
    counted = "Grade" if one.criterion else one.measure.title
    by = f" by {named_words(titles)}" if titles else ""
    where = pages.where_words(method, one.definition.where) or "all signed-off cases"
    return f"{counted}{by} ({where})"


def _pictures(told: Told, one: LaidOut, sheet: Sheet) -> Iterator[Picture]:
    """Yield the chart of a table, unless a count in it is kept back or rounded: a bar's length would tell it."""
    if told.rounds(one.answers) or any(value.number is None for value in _drawn(sheet)):
        return
    grades = pages.chart_grades(one.measure.scale)
    if not sheet.by:
        counts = {line.code: int(line.values[0].number or 0) for line in sheet.lines if line.figure == "grade"}
        yield Picture(sheet.name, sheet.title, headline_chart(sheet.title, grades, counts, sheet.name))
        return
    bars = [bar_of(sheet, line) for line in sheet.lines if line.keys]
    if 0 < len(bars) <= pages.MOST_BARS:
        yield Picture(sheet.name, sheet.title, bar_chart(sheet.title, grades, bars, sheet.name))


def _drawn(sheet: Sheet) -> Iterator[Value]:
    """Yield every figure that a chart of a table would tell: its answers, and what they add up to."""
    for line in sheet.lines:
        for column, value in zip(sheet.columns, line.values, strict=True):
            if column.kind == "count" and "left-out" not in (line.figure, column.figure):
                yield value


def _about(method: Method, rule: Rule, intervals: bool, number: int, now: datetime) -> Iterator[tuple[str, str]]:
    inspection = method.inspections[0]
    yield "Inspection", inspection.title
    yield "Release", str(number)
    yield "Counted", SIGNED_ONLY
    yield "Method", sample_note(inspection.sample_design, intervals)
    again = number > 1 and any(rule.protects(kind) for kind in KINDS)
    yield "Disclosure control", f"{rule_words(rule)} {TOLD_AGAIN}" if again else rule_words(rule)
    yield AS_OF, moment_words(now)
    yield "Framework", versions_words(method)


def rule_words(rule: Rule) -> str:
    """Return the rule by which small counts are kept back, as a release states it."""
    kept = [words for kind, words in KINDS.items() if rule.protects(kind)]
    told = [words for kind, words in KINDS.items() if not rule.protects(kind)]
    if not kept:
        return "None: every count is shown as it is."
    parts = [f"In {listed(kept)}"]
    if rule.rounds:
        parts.append(f"counts are rounded to the nearest {rule.base}")
    else:
        zeros = "" if rule.zeros_shown else "zeros and "
        parts.append(f"{zeros}counts from 1 to {rule.threshold - 1} are kept back")
        parts.append("and so are other counts that would give one of them away")
    sentences = [f"{parts[0]} {', '.join(parts[1:])}."]
    sentences += ["Zeros are shown."] if rule.zeros_shown and not rule.rounds else []
    sentences += [f"Shown as they are: {listed(told)}."] if told else []
    return " ".join(sentences)


def rule_data(rule: Rule) -> dict[str, Any]:
    """Return the rule as plain data."""
    protected = [kind for kind in KINDS if rule.protects(kind)]
    return {"threshold": rule.threshold, "zeros_shown": rule.zeros_shown, "base": rule.base, "protected": protected}
