"""The facts of a case in words: for the case page, its corrections and what a sign-off approved."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format

from casefiles.cases.code_lists import outcome_types
from casefiles.cases.models import CaseCorrection
from casefiles.domain import codes

LABELS = {
    "reference": "Reference",
    "case_area": "Case area",
    "offence": "Offence",
    "reported_on": "Reported on",
    "closed_on": "Investigation closed on",
    "outcome_type": "Outcome type",
    "team_type": "Team that led the investigation",
    "force_flag": "Flagged group-based in the force's records",
    "taskforce_support": "National taskforce support",
}
"""The facts in the order in which pages show them."""
CHOICES = {
    "case_area": dict(codes.CASE_AREAS),
    "team_type": dict(codes.TEAM_TYPES),
    "force_flag": dict(codes.FORCE_FLAGS),
    "taskforce_support": dict(codes.TASKFORCE_SUPPORT),
}
DATES = ("reported_on", "closed_on")


def fact_words(name: str, value: Any) -> str:
    """Return one fact in words; `value` is as the table or its JSON has it, a date or text, empty where unrecorded."""
    if value in ("", None):
        return "Not closed, or not recorded" if name == "closed_on" else "Not recorded"
    if name in DATES:
        return date_format(value if isinstance(value, date) else date.fromisoformat(value))
    if name == "outcome_type":
        return f"{value}: {outcome_types().get(value, 'unknown code')}"
    return CHOICES.get(name, {}).get(value, str(value))


def fact_rows(facts: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return those of `facts` that have a label, as rows of a summary list."""
    return [{"label": label, "value": fact_words(name, facts[name])} for name, label in LABELS.items() if name in facts]


def correction_items(corrections: Iterable[CaseCorrection]) -> list[dict[str, Any]]:
    """Return corrections as items of a timeline, newest first: what was changed, from what to what, and why."""
    return [
        {
            "title": "; ".join(
                f"{LABELS.get(name, name)}: {fact_words(name, old)} became {fact_words(name, new)}"
                for name, (old, new) in correction.changes.items()
            ),
            "when": correction.at,
            "by": correction.by.name,
            "text": correction.reason,
        }
        for correction in sorted(corrections, key=lambda row: row.at, reverse=True)
    ]
