"""Rows and sentences of the pages on newer versions, made ready for their templates."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from review.casework.versions import Fate, MappedQuestion, VersionMap
from review.casework.versions_queries import MovePlan, Written
from review.frameworks.models import FrameworkVersion
from review.inspections.models import Inspection, InspectionFramework
from review.workflow import SUBJECT

SAID_IN_SHORT = (
    (Fate.CARRIED, "Asked and answered in the same way"),
    (Fate.WORDS, "The same question, answered otherwise"),
    (Fate.ANEW, "Reworded, split or changed"),
    (Fate.NEW, "New"),
    (Fate.LEFT, "No longer asked"),
)
"""How two versions differ, in the words of somebody who has no case before them."""


def version_rows(
    inspection: Inspection, used: Sequence[InspectionFramework], counts: Mapping[int, Mapping[str, int]]
) -> list[dict[str, Any]]:
    """Return the versions with the numbers of their cases: by state, in words, and with the way to their list."""
    cases = reverse("case-list", args=[inspection.slug_id])
    rows = []
    for row in used:
        found = counts.get(row.framework_version_id, {})
        rows.append(
            {
                "version": row.framework_version,
                "current": row.current,
                "total": sum(found.values()),
                "states": [f"{found[code]} {label.lower()}" for code, label in SUBJECT.states if code in found],
                "url": f"{cases}?version={row.framework_version.number}",
            }
        )
    return rows


def diff_url(old: FrameworkVersion, new: FrameworkVersion) -> str:
    """Return the address of the page that compares two versions of a framework word by word."""
    return f"{reverse('framework-list')}{new.framework.code}/diff/{old.number}/{new.number}/"


def fate_rows(mapped: VersionMap, written: Written | None = None) -> list[dict[str, Any]]:
    """Return what becomes of the questions, in numbers; with those of the answers given where `written` is told."""
    said = dict(SAID_IN_SHORT)
    return [
        {
            "label": fate.label if written else said[fate],
            "questions": len(mapped.of(fate)),
            "answers": written.answered.get(fate, 0) if written else None,
        }
        for fate in Fate
        if mapped.of(fate)
    ]


def asked_rows(mapped: VersionMap) -> list[dict[str, Any]]:
    """Return the questions that differ between two versions, by how."""
    return [_group(words, mapped.of(fate)) for fate, words in SAID_IN_SHORT if fate is not Fate.CARRIED]


def fate_groups(mapped: VersionMap) -> list[dict[str, Any]]:
    """Return every question by what becomes of it."""
    return [{**_group(fate.label, mapped.of(fate)), "means": fate.means} for fate in Fate if mapped.of(fate)]


def _group(words: str, questions: Sequence[MappedQuestion]) -> dict[str, Any]:
    return {"label": words, "questions": questions}


def lines_of(plan: MovePlan) -> list[str]:
    """Return what moving the case means, in sentences."""
    old, new, review = plan.map.old.number, plan.map.new.number, plan.moving.review
    if review is None:
        return [
            f"Nobody is reviewing the case now. It is judged by version {new} instead of version {old} from now on."
        ]
    name = review.reviewer.name
    if not plan.moving.touched:
        return [
            f"{name} has the case, but nothing is written in the review yet.",
            f"That review is closed and kept, and an empty one by version {new} is opened for {name}.",
        ]
    return [
        f"{name} is reviewing the case by version {old}. The review is in their hands, so this page tells how much is "
        "written in it, not what.",
        f"The review is closed and stays as it is, with every word. {name} goes on in a new one by version {new}, to "
        "which copies of what can be carried are put, and reads at its top that it was moved, and why.",
    ]
