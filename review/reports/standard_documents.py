"""The standard report as a document: overall, by force, by criterion, and language, as its page shows them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from review.counting.dimensions import FORCE
from review.counting.method import Method
from review.counting.standard import FlagCount
from review.reports.data import report_data
from review.reports.document import Column, Line, ReportDocument, Sheet, Value
from review.reports.documents import own_document, pictures_of
from review.reports.more_sheets import unsigned_sheet
from review.reports.sheets import breakdown_sheets, whole_sheet
from review.reports.standard import StandardReport

Flags = Mapping[tuple[int, int], FlagCount]
"""What was flagged, by inspection and force."""
FLAGS = (
    Column("Flags", "count", figure="flags"),
    Column("Cases with a flag", "count", figure="cases-with-flag"),
    Column("Cases signed off", "count", figure="cases-signed-off"),
)
FLAG_NOTE = (
    "Passages in the case records where the victim may be blamed, confirmed by the reviewers of all signed-off cases. "
    "A passage that is flagged in two categories is counted once."
)


def standard_document(method: Method, made: StandardReport, intervals: bool, now: datetime) -> ReportDocument:
    """Return the standard report as a document. Three queries."""
    unsigned = unsigned_sheet(method)
    by_force, by_criterion = (replace(one, intervals=intervals) for one in (made.by_force, made.by_criterion))
    whole = whole_sheet(by_force)
    forces, criteria = breakdown_sheets(by_force, "by-force"), breakdown_sheets(by_criterion, "by-criterion")
    document = own_document(method, by_force, now)
    said = {"Broken down by": "Force; criterion"}
    more = {"criteria": report_data(by_criterion)["groups"], "language": _language(method, made.flags)}
    return replace(
        document,
        about=tuple((label, said.get(label, words)) for label, words in document.about),
        sheets=(whole, *forces, *criteria, flag_sheet(method, made.flags), *([unsigned] if unsigned else [])),
        pictures=(*pictures_of(by_force, (whole, *forces)), *pictures_of(by_criterion, (whole, *criteria))[1:]),
        data={**document.data, **more},
    )


def flag_sheet(method: Method, flags: Flags) -> Sheet:
    """Return the language flags of signed-off cases by force, every force of the inspection among them."""
    counts = flags_of(method, flags)
    lines = [_line(method.forces.answers[key], (key,), found) for key, found in counts.items()]
    lines.append(_line("All forces", (), sum(counts.values(), FlagCount())))
    return Sheet("language", "Language flags by force", ("Force",), FLAGS, tuple(lines), (FLAG_NOTE,), (FORCE,))


def flags_of(method: Method, flags: Flags) -> dict[str, FlagCount]:
    """Return what was flagged in each force of the inspection, by its key; nothing is a count too."""
    return {key: flags.get(place, FlagCount()) for place, key in method.force_keys.items()}


def _line(label: str, keys: tuple[str, ...], found: FlagCount) -> Line:
    counts = (found.instances, found.cases, found.signed)
    return Line((label,), tuple(Value(count, str(count)) for count in counts), keys)


def _language(method: Method, flags: Flags) -> list[dict[str, Any]]:
    return [{"key": key, **vars(found)} for key, found in flags_of(method, flags).items()]
