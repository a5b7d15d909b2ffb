"""A report as JSON, CSV and text: three writings of one table, so that their numbers cannot differ."""

import csv
import io
import json
from typing import Any

from review.counting.method import ScaleInfo
from review.domain.intervals import wilson
from review.domain.tabulation import Table
from review.domain.wording import LEFT_OUT_LABELS, interval_words, reconciliation, share
from review.reports.building import GroupRow, Report

FORMATS = ("text", "json", "csv")
PURPOSIVE = (
    "The sample was chosen on purpose, so the intervals show only how little so few cases can bear: "
    "they say nothing about cases outside the sample."
)
OVERLAP = "The groups overlap: a case can be in several of them, so they do not add up to the whole."


def as_json(report: Report) -> str:
    """Return the report as JSON; `left_out` holds the reasons that left at least one case out."""
    content: dict[str, Any] = {
        "inspection": report.slug,
        "title": report.title,
        "kind": report.kind,
        "where": report.where.texts(),
        "measure": report.measure,
        "counted": report.units,
        "scale": report.scale.code,
        "grades": [{"code": grade.code, "label": grade.label} for grade in report.scale.grades],
        **_figures(report.table),
        **({"intervals": _intervals(report.table)} if report.intervals else {}),
        "about": dict(report.about),
    }
    if report.by:
        content["by"] = list(report.by)
        content["overlapping"] = report.overlapping
        content["groups"] = [_group(row) for row in report.groups]
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _group(row: GroupRow) -> dict[str, Any]:
    found = {"key": row.key, "label": row.label, "scale": row.scale.code, **_figures(row.table)}
    return found | ({"groups": [_group(one) for one in row.rows]} if row.rows else {})


def _figures(table: Table) -> dict[str, Any]:
    return {
        "selected": table.selected,
        "n": table.n,
        "counts": dict(table.counts),
        "left_out": table.left_out_nonzero(),
    }


def _intervals(table: Table) -> dict[str, list[float] | None]:
    """Return the 95% Wilson interval of each grade's share, as limits within 0 to 1; null where n is 0."""
    found = {code: wilson(count, table.n) for code, count in table.counts.items()}
    return {code: [interval.low, interval.high] if interval else None for code, interval in found.items()}


HEAD = (
    *(
        "inspection",
        "where",
        "measure",
        "by",
        "group",
        "group_label",
        "by_second",
        "group_second",
        "group_second_label",
    ),
    *("scale", "figure", "code", "label", "count"),
)
"""The columns of the tidy CSV."""


def as_csv(report: Report) -> str:
    """Return the report as tidy CSV: one row for each figure, with its group or groups, kind and code."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    start = [report.slug, str(report.where), report.measure]
    _write(writer, [*start, "", "", f"All selected {report.units}", "", "", ""], report.scale, report.table)
    first, second = (*report.by, "", "")[:2]
    for row in report.groups:
        outer = [*start, first, row.key, row.label]
        _write(writer, [*outer, "", "", ""], row.scale, row.table)
        for one in row.rows:
            _write(writer, [*outer, second, one.key, one.label], one.scale, one.table)
    return out.getvalue()


def _write(writer: Any, start: list[str], scale: ScaleInfo, table: Table) -> None:
    labels = {grade.code: grade.label for grade in scale.grades}
    rows: list[tuple[str, str, str, int]] = [
        ("selected", "", "Selected", table.selected),
        ("n", "", "Counted", table.n),
    ]
    rows += [("grade", code, labels[code], count) for code, count in table.counts.items()]
    rows += [("left-out", code, LEFT_OUT_LABELS[code], count) for code, count in table.left_out_nonzero().items()]
    for row in rows:
        writer.writerow([safe_cell(value) for value in [*start, scale.code, *row]])


def safe_cell(value: object) -> object:
    """Return a value that no spreadsheet takes for a formula: text that begins like one gets an apostrophe."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return value


def as_text(report: Report) -> str:
    """Return the report as a plain table for a terminal, with the reconciliation under it."""
    lines = [report.title, f"Where: {report.where or 'every case'}"]
    lines += [*([f"Counted: {report.measure_title}, of {report.units}"] if report.measure != "grade" else []), ""]
    lines += _grade_lines(report)
    lines += ["", reconciliation(report.table)]
    if report.by:
        lines += ["", f"By {' and '.join(report.by)}:", *_group_lines(report.groups)]
        if report.overlapping:
            lines += ["", OVERLAP]
    if report.intervals and report.about.get("sample_design") == "purposive":
        lines += ["", PURPOSIVE]
    notes = [str(report.about[name]) for name in ("source", "note") if report.about.get(name)]
    if report.about.get("synthetic"):
        notes.append("Synthetic data: no real case is counted here.")
    return "\n".join([*lines, *(["", *notes] if notes else [])]) + "\n"


def _grade_lines(report: Report) -> list[str]:
    width = max(len(grade.label) for grade in report.scale.grades)
    rows = [f"{'n':<{width}}  {report.table.n}"]
    for grade in report.scale.grades:
        if grade.code not in report.table.counts:
            rows.append(f"{grade.label:<{width}}  not published")
            continue
        count = report.table.counts[grade.code]
        line = f"{grade.label:<{width}}  {share(count, report.table.n)}"
        if report.intervals and report.table.n:
            line += f"  95% interval {interval_words(wilson(count, report.table.n))}"
        rows.append(line)
    return rows


def _group_lines(groups: tuple[GroupRow, ...], indent: str = "  ") -> list[str]:
    lines: list[str] = []
    for row in groups:
        labels = {grade.code: grade.label for grade in row.scale.grades}
        counts = ", ".join(f"{labels[code].lower()} {count}" for code, count in row.table.counts.items())
        lines.append(f"{indent}{row.label}: n {row.table.n}: {counts}. {reconciliation(row.table)}")
        lines += _group_lines(row.rows, f"{indent}  ")
    return lines


WRITERS = {"text": as_text, "json": as_json, "csv": as_csv}
