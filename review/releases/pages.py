"""Where the pages of releases stand."""

from django.urls import reverse

from review.inspections.models import Inspection


def trail(inspection: Inspection) -> list[tuple[str, str]]:
    """Return the breadcrumbs down to an inspection's report."""
    return [
        (inspection.title, reverse("inspection", args=[inspection.slug_id])),
        ("Report", reverse("report", args=[inspection.slug_id])),
    ]
