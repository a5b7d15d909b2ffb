"""A report as plain data, by names and codes: what its JSON holds for programs to read."""

from typing import Any

from review.domain.tabulation import Table
from review.domain.wording import shown_interval
from review.reports.building import GroupRow, Report


def report_data(report: Report) -> dict[str, Any]:
    """Return the report as plain data; `left_out` holds the reasons that left at least one case out."""
    content: dict[str, Any] = {
        "inspection": report.slug,
        "title": report.title,
        "kind": report.kind,
        "where": report.where.texts(),
        "measure": report.measure,
        "counted": report.units,
        "scale": report.scale.code,
        "answers_overlap": report.several,
        "grades": [{"code": grade.code, "label": grade.label} for grade in report.scale.grades],
        **figures_data(report.table),
        **({"intervals": _intervals(report.table)} if report.intervals else {}),
        "about": dict(report.about),
    }
    if report.by:
        content["by"] = list(report.by)
        content["overlapping"] = report.overlapping
        content["overlapping_within"] = report.inner_overlapping
        content["groups"] = [_group(row) for row in report.groups]
    if report.margins:
        content["margins"] = [_group(row) for row in report.margins]
    return content


def _group(row: GroupRow) -> dict[str, Any]:
    found = {"key": row.key, "label": row.label, "scale": row.scale.code, **figures_data(row.table)}
    return found | ({"groups": [_group(one) for one in row.rows]} if row.rows else {})


def figures_data(table: Table) -> dict[str, Any]:
    """Return the figures of one table; `left_out` holds the reasons that left at least one case out."""
    return {
        "selected": table.selected,
        "n": table.n,
        "counts": dict(table.counts),
        "left_out": table.left_out_nonzero(),
    }


def _intervals(table: Table) -> dict[str, list[float] | None]:
    """Return the 95% Wilson interval of each grade's share, as limits within 0 to 1; null for too few cases."""
    found = {code: shown_interval(count, table.n) for code, count in table.counts.items()}
    return {code: [interval.low, interval.high] if interval else None for code, interval in found.items()}
