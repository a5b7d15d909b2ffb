"""The standard report as a document: overall, by force, by criterion, and language, as its page shows them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from review.counting.dimensions import FORCE
from review.counting.method import Method
from review.counting.standard import FlagCount
from review.domain.rules.words import counted
from review.domain.tabulation import EVERY_CASE, Where
from review.reports.charts import Chart, charts_of, pictures_of
from review.reports.data import figures_data, report_data
from review.reports.document import NUMBER_COUNTED, Column, Line, ReportDocument, Sheet, Value
from review.reports.documents import own_document
from review.reports.more_sheets import unsigned_sheet
from review.reports.sheets import breakdown_sheets, whole_sheet
from review.reports.standard import StandardReport, StandardTable
from review.reports.which_cases import cases_words

Flags = Mapping[tuple[int, int], FlagCount]
"""What was flagged, by inspection and force."""
FLAGS = (
    Column("Flags", "count", figure="flags"),
    Column("Cases with a flag", "count", figure="cases-with-flag"),
    Column("Cases signed off", "count", figure="cases-signed-off"),
)
FLAGS_COUNTED = "Passages with victim-blaming language, and cases with one"
FLAG_WORDS = (
    "Passages in the case records where the victim may be blamed, confirmed by the reviewers of all signed-off cases: "
    "{passages} in {cases}, in {flagged} of {forces}. A passage that is flagged in two categories is counted once."
)


def standard_document(method: Method, made: StandardReport, intervals: bool, now: datetime) -> ReportDocument:
    """Return the standard report as a document. Three queries."""
    unsigned = unsigned_sheet(method, made.by_force.table.left_out["unsigned"])
    document = own_document(method, replace(made.by_force, intervals=intervals), now)
    parts = [(table, sheets_of(method, table, intervals)) for table in made.tables]
    drawn = [picture for table, sheets in parts for picture in pictures_of(table.report, sheets)]
    said = {"Broken down by": "Force; criterion", NUMBER_COUNTED: _numbers(made)}
    return replace(
        document,
        about=tuple((label, said.get(label, words)) for label, words in document.about),
        sheets=(
            *(sheet for _, sheets in parts for sheet in sheets),
            flag_sheet(method, made.flags),
            *([unsigned] if unsigned else []),
        ),
        pictures=tuple(drawn),
        data={**document.data, **_more_data(method, made)},
        told_apart=("standard",),
    )


def _numbers(made: StandardReport) -> str:
    """Return how many cases its tables count: those of the headline and all, where these are two numbers."""
    n, whole = made.by_force.table.n, made.everything.table.n
    return f"{n} of the headline, {whole} of all cases: each table says its own" if made.by_force.where else str(n)


def sheets_of(method: Method, table: StandardTable, intervals: bool = False) -> list[Sheet]:
    """Return one of the report's tables as tables of a document: several where its groups are on several scales."""
    report = replace(table.report, intervals=intervals)
    if table.by_groups:
        return breakdown_sheets(report, table.name)
    return [_of_its_cases(method, whole_sheet(report, table.name, table.title), report.table.n, report.where)]


def charts_in(method: Method, made: StandardReport) -> list[Chart]:
    """Return the charts that the report's files have, by the names by which they are asked for."""
    return [chart for table in made.tables for chart in charts_of(sheets_of(method, table))]


def _of_its_cases(method: Method, sheet: Sheet, n: int, where: Where = EVERY_CASE) -> Sheet:
    """Return a table that says which cases it counts, since others of its report count others."""
    about = (("Cases chosen", cases_words(method, where)), ("Number counted (n)", str(n)))
    return replace(sheet, where=str(where), about=about)


def _more_data(method: Method, made: StandardReport) -> dict[str, Any]:
    return {
        "all_cases": figures_data(made.everything.table),
        "criteria": report_data(made.by_criterion)["groups"],
        "language": _language(method, made.flags),
    }


def flag_sheet(method: Method, flags: Flags) -> Sheet:
    """Return the language flags of signed-off cases by force, every force of the inspection among them."""
    counts = flags_of(method, flags)
    lines = [_line(method.forces.answers[key], (key,), found) for key, found in counts.items()]
    lines.append(_line("All forces", (), sum(counts.values(), FlagCount())))
    sheet = Sheet(
        "language", "Language flags by force", ("Force",), FLAGS, tuple(lines), (flag_words(counts),), (FORCE,)
    )
    own = _of_its_cases(method, sheet, sum(found.signed for found in counts.values()))
    return replace(own, about=(("Counted", FLAGS_COUNTED), ("Broken down by", "Force"), *own.about))


def flag_words(counts: Mapping[str, FlagCount]) -> str:
    """Return what was flagged in a sentence: passages, their cases, and in how many of all forces."""
    total = sum(counts.values(), FlagCount())
    return FLAG_WORDS.format(
        passages=total.instances,
        cases=counted(total.cases, "case", "cases"),
        flagged=sum(1 for one in counts.values() if one.instances),
        forces=counted(len(counts), "force", "forces"),
    )


def flags_of(method: Method, flags: Flags) -> dict[str, FlagCount]:
    """Return what was flagged in each force of the inspection, by its key; nothing is a count too."""
    return {key: flags.get(place, FlagCount()) for place, key in method.force_keys.items()}


def _line(label: str, keys: tuple[str, ...], found: FlagCount) -> Line:
    counts = (found.instances, found.cases, found.signed)
    return Line((label,), tuple(Value(count, str(count)) for count in counts), keys)


def _language(method: Method, flags: Flags) -> list[dict[str, Any]]:
    return [{"key": key, **vars(found)} for key, found in flags_of(method, flags).items()]
