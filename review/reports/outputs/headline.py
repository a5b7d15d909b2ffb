"""A report's counts in a few lines, as the demonstration prints them."""

from collections.abc import Iterator

from review.domain.wording import reconciliation, share
from review.reports.building import Report
from review.reports.documents import SYNTHETIC


def headline(report: Report) -> str:
    """Return the counts of a report with its reconciliation, as lines."""
    lines = [report.title, f"Where: {report.where or 'every case'}", "", *_counts(report)]
    lines += ["", reconciliation(report.table)]
    return "\n".join([*lines, *(["", SYNTHETIC] if report.about.get("synthetic") else [])]) + "\n"


def _counts(report: Report) -> Iterator[str]:
    width = max(len(grade.label) for grade in report.scale.grades)
    yield f"{'n':<{width}}  {report.table.n}"
    for grade in report.scale.grades:
        yield f"{grade.label:<{width}}  {share(report.table.counts[grade.code], report.table.n)}"
