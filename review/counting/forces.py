"""The forces of inspections as reports name them: by their label where an inspection shows only labels."""

from collections.abc import Iterable, Sequence

from django.utils.text import slugify

from review.counting.dimensions import FORCE, Dimension
from review.counting.fact_sources import ForceOf
from review.inspections.models import Inspection, InspectionForce


def forces_of(
    inspections: Sequence[Inspection], rows: Iterable[InspectionForce]
) -> tuple[Dimension, dict[tuple[int, int], str]]:
    """Return the forces to choose and break down by, and the key of each by its inspection and force.

    `rows` are the forces of these inspections, and of others, which are passed over. The same label in several of
    them stands in the order of the inspections.
    """
    labels: dict[str, str] = {}
    keys: dict[tuple[int, int], str] = {}
    by_key = {one.pk: one for one in inspections}
    several, titles = len(inspections) > 1, titles_of(inspections)
    for row in _in_order([row for row in rows if row.inspection_id in by_key], list(by_key)):
        inspection = by_key[row.inspection_id]
        key, label = force_key(inspection, row), row.label if inspection.show_labels else row.force.name
        if several and inspection.show_labels:
            key, label = f"{inspection.slug_id}.{key}", f"{label} ({titles[row.inspection_id]})"
        keys[row.inspection_id, row.force_id], labels[key] = key, label
    return Dimension(FORCE, "Force", labels, ForceOf(keys)), keys


def _in_order(rows: Sequence[InspectionForce], inspections: Sequence[int]) -> list[InspectionForce]:
    """Return forces in their order, those with the same label in that of their inspections: the database has none."""
    labels = list(dict.fromkeys(row.label for row in rows))
    return sorted(rows, key=lambda row: (labels.index(row.label), inspections.index(row.inspection_id)))


def titles_of(inspections: Sequence[Inspection]) -> dict[int, str]:
    """Return the title of each inspection by its key; those that share one have their short name with it."""
    titles = [one.title for one in inspections]
    return {one.pk: one.title if titles.count(one.title) == 1 else f"{one.title}, {one.slug_id}" for one in inspections}


def force_key(inspection: Inspection, row: InspectionForce) -> str:
    """Return the name by which reports address a force: of its label where the inspection shows only labels."""
    return slugify(row.label) or row.force.code if inspection.show_labels else row.force.code
