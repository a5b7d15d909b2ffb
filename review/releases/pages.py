"""What the pages of releases show alike: where they stand, and a document's tables in words."""

from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from review.inspections.models import Inspection
from review.reports.document import ReportDocument, shown


def trail(inspection: Inspection) -> list[tuple[str, str]]:
    """Return the breadcrumbs down to an inspection's report."""
    return [
        (inspection.title, reverse("inspection", args=[inspection.slug_id])),
        ("Report", reverse("report", args=[inspection.slug_id])),
    ]


def parts_of(document: ReportDocument) -> list[dict[str, Any]]:
    """Return the tables of a document as pages show them: rows in words, each with its chart where it has one."""
    drawn = {picture.name: picture.svg for picture in document.pictures}
    return [
        {
            "sheet": sheet,
            "titles": [sheet.columns[places[0]].title for places in sheet.figures()],
            "rows": [(line.headings, list(shown(sheet, line))) for line in sheet.lines],
            "chart": _safe(drawn.get(sheet.name, "")),
        }
        for sheet in document.sheets
    ]


def about_rows(document: ReportDocument) -> list[dict[str, str]]:
    """Return what must be known of a document as a summary list shows it."""
    return [{"label": label, "value": words} for label, words in document.about]


def _safe(svg: str) -> SafeString:
    return mark_safe(svg)  # noqa: S308  # chart.py escapes every text it draws
