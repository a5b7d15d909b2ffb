"""Putting a report together: the tables that were asked for, from the counted cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from access.refusals import Invalid
from review.domain.tabulation import (
    EVERY_CASE,
    Cell,
    Group,
    Table,
    Where,
    WhereError,
    breakdown,
    check_where,
    parse_where,
    tabulate,
)
from review.inspections.models import ExternalResult, Inspection
from review.reports import queries
from review.reports.criterion_cells import criterion_cells
from review.reports.dimensions import CRITERION, Method, ScaleInfo, method_of, scale_info

NO_CHOOSING = "Only totals were published for this exercise, so it cannot be broken down or narrowed."


@dataclass(frozen=True)
class GroupRow:
    """One group of a breakdown, with the scale that its counts are on."""

    key: str
    label: str
    scale: ScaleInfo
    table: Table
    topic: str = ""


@dataclass(frozen=True)
class Report:
    """One table with its breakdown, ready to be shown, printed or written.

    `whole` is the same table over every case, whatever was chosen.
    """

    slug: str
    title: str
    kind: str
    where: Where
    scale: ScaleInfo
    table: Table
    by: str = ""
    groups: tuple[GroupRow, ...] = ()
    overlapping: bool = False
    about: Mapping[str, Any] = field(default_factory=dict)
    intervals: bool = False
    whole: Table | None = None


def shows_intervals(sample_design: str, asked_for: bool) -> bool:
    """Return whether intervals are shown: always for a random sample, for a purposive one only when asked for.

    Never for a census, which has no sampling error, nor where it is not known how the sample was drawn.
    """
    return sample_design == "random" or (asked_for and sample_design == "purposive")


def own_report(inspection: Inspection, method: Method, where: Where = EVERY_CASE, by: str = "") -> Report:
    """Return the report of an own inspection, chosen by `where` and broken down `by` a name (or not at all).

    `where` and `by` are checked names of the inspection (see `chosen` and `checked_by`). At most three queries.
    """
    names = {condition.name for condition in where.conditions}
    cells = queries.cells(inspection, method, names | {by})
    base = Report(
        slug=inspection.slug_id,
        title=inspection.title,
        kind="own",
        where=where,
        scale=method.scale,
        table=tabulate(cells, method.scale.codes, where),
        whole=tabulate(cells, method.scale.codes),
        by=by,
        about={"sample_design": inspection.sample_design, "synthetic": inspection.synthetic},
    )
    if not by:
        return base
    if by == CRITERION:
        rows = _by_criterion(inspection, method, where)
        return Report(**{**vars(base), "groups": rows, "overlapping": len(rows) > 1})
    order = list(method.dimensions[by].answers.items())
    broken = breakdown(cells, method.scale.codes, where, by, order)
    return Report(**{**vars(base), "groups": _rows(broken.groups, method.scale), "overlapping": broken.overlapping})


def _by_criterion(inspection: Inspection, method: Method, where: Where) -> tuple[GroupRow, ...]:
    found = criterion_cells(inspection, method, where)
    return tuple(
        GroupRow(code, criterion.question, criterion.scale, _tabulated(cells, criterion.scale, where), criterion.topic)
        for code, (criterion, cells) in found.items()
    )


def _tabulated(cells: Sequence[Cell], scale: ScaleInfo, where: Where) -> Table:
    return tabulate(cells, scale.codes, where)


def _rows(groups: Sequence[Group], scale: ScaleInfo) -> tuple[GroupRow, ...]:
    return tuple(GroupRow(group.key, group.label, scale, group.table) for group in groups)


def external_report(result: ExternalResult) -> Report:
    """Return the report of published totals: nothing left out, nothing to break down."""
    scale = scale_info(result.scale)
    counts = {row.grade.code: row.count for row in result.counts.select_related("grade")}
    table = Table.of_totals({code: counts[code] for code in scale.codes if code in counts})
    about = {"source": result.source, "note": result.note, "scope": result.scope}
    return Report(result.slug_id, result.title, "external", EVERY_CASE, scale, table, about=about)


def chosen(method: Method, texts: Sequence[str]) -> Where:
    """Return the conditions typed as NAME=ANSWER[,ANSWER]; raise Invalid with a sentence where they do not fit."""
    try:
        where = parse_where(texts)
        check_where(where, {name: dimension.answers for name, dimension in method.dimensions.items()})
    except WhereError as error:
        raise Invalid(str(error)) from error
    return where


def checked_by(method: Method, by: str) -> str:
    """Return the name to break down by; raise Invalid with the known names where it is unknown."""
    if by and by not in method.breakdowns:
        raise Invalid(f"“{by}” is not a name to break down by. The names are: {', '.join(method.breakdowns)}.")
    return by


def headline_of(inspection: Inspection, method: Method) -> Where:
    """Return the inspection's headline subset; every case where it has none."""
    return chosen(method, [inspection.headline_subset] if inspection.headline_subset else [])


__all__ = [
    "GroupRow",
    "Report",
    "checked_by",
    "chosen",
    "external_report",
    "headline_of",
    "method_of",
    "own_report",
    "shows_intervals",
]
