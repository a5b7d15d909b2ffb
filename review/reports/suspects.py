"""Suspects in a report: how their ethnicity is decided from several records, and how those of each stage stand."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from casefiles.domain.codes import ETHNICITY_STAGES as STAGES
from casefiles.domain.ethnicity import NO_RECORD
from review.counting.cells import signed_cells
from review.counting.choosing import needed, spelled
from review.counting.dimensions import ETHNICITY, ETHNICITY_AT, ETHNICITY_STAGE, ETHNICITY_STAGES
from review.counting.measures import measure_of
from review.counting.method import Method
from review.counting.scales import ScaleInfo
from review.domain.chart import Bar, bar_chart
from review.domain.tabulation import Cell, Table, Where, tabulate
from review.reports import pages
from review.reports.building import GroupRow, Report
from review.reports.document import Picture, Sheet
from review.reports.sheets import breakdown_sheets

NAME = "ethnicity-records"
DECIDED = (
    "Of several records of a suspect’s ethnicity one counts: one that names a group before one that does not; what the "
    "suspect said of themselves before what an officer took them for; of those the latest. So “not stated” and "
    "“unknown” count only where no record names a group. “Not recorded” are suspects without any record, and those of "
    "whom the records only say that nothing was recorded."
)
STAGE = (
    "The stage is that of the record that counts: the same suspect may have records of other stages too, which agree "
    "or do not."
)
RECORDS = (
    "Each suspect with a record at a stage, signed-off cases only; a suspect with records of several stages is in "
    "several rows. A record is contradicted where a later one names another group, by the dates of the records."
)


def suspects_told(units: str, names: Iterable[str]) -> Iterator[str]:
    """Yield how ethnicity is decided where suspects are counted; `names` are those counted and broken down by."""
    if units != "suspects":
        return
    yield DECIDED
    if ETHNICITY_STAGE in names:
        yield STAGE


def records_by_stage(method: Method, report: Report) -> Report | None:
    """Return how the records of each stage stand, of the suspects that a report counts; None where it counts cases.

    One query.
    """
    if report.units != "suspects":
        return None
    where = spelled(method, report.where)
    names = [f"{ETHNICITY_AT}.{stage}" for stage, _ in STAGES]
    found = signed_cells(method, needed(method, where, names), measure_of(method, ETHNICITY))
    scale = measure_of(method, names[0]).scale
    scale = ScaleInfo(
        "ethnicity-record", "How the record stands", tuple(g for g in scale.grades if g.code != NO_RECORD)
    )
    rows = (
        GroupRow(stage, label, scale, _table(found, name, scale, where), measure=name, unanswered=report.unanswered)
        for (stage, label), name in zip(STAGES, names, strict=True)
    )
    return replace(
        report,
        scale=scale,
        by=(ETHNICITY_STAGES,),
        titles=("Stage at which it was made",),
        groups=tuple(rows),
        overlapping=True,
        measure_title="Agreement of each ethnicity record with the suspect’s others",
    )


def _table(found: Iterable[Cell], name: str, scale: ScaleInfo, where: Where) -> Table:
    """Return the suspects with a record of one stage by how it stands."""
    placed = ((cell, dict(cell.answers)[name][0]) for cell in found)
    cells = [replace(cell, outcome=("value", standing)) for cell, standing in placed if standing != NO_RECORD]
    return tabulate(cells, scale.codes, where)


def records_sheet(records: Report) -> tuple[Sheet, Picture]:
    """Return the records of each stage as a table of a file with its picture."""
    (sheet,) = breakdown_sheets(records, NAME)
    bars = [Bar(row.label, row.table.counts) for row in records.groups]
    drawn = bar_chart(sheet.title, pages.chart_grades(records.scale), bars, NAME, units=records.unit)
    return replace(sheet, notes=(*sheet.notes, RECORDS)), Picture(NAME, sheet.title, drawn)
