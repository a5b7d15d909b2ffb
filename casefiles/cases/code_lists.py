"""The published code lists of case facts, read once from the files that ship with the project."""

import csv
from functools import cache

from django.conf import settings

from casefiles.domain.facts import MEANS_ABSENT

NO_OUTCOME_YET = "0"
"""The code of the published list which means that a case has no outcome yet; it is left out of totals of outcomes."""
REFERENCE = settings.BASE_DIR / "fixtures" / "reference"


@cache
def outcome_types() -> dict[str, str]:
    """Return the crime outcome types, code to label."""
    return {row["code"]: row["label"] for row in _rows("crime_outcome_types.csv")}


@cache
def ethnicity_codes() -> dict[str, dict[str, str]]:
    """Return the ethnicity codes of each scheme, code to label; the label begins with its group."""
    schemes: dict[str, dict[str, str]] = {}
    for row in _rows("ethnicity_codes.csv"):
        schemes.setdefault(row["scheme"], {})[row["code"]] = f"{row['group']}: {row['label']}"
    return schemes


@cache
def ethnic_groups() -> dict[str, str]:
    """Return the groups that the ethnicity codes belong to, code to label, in the order of the list."""
    return {_group_code(row["group"]): row["group"] for row in _rows("ethnicity_codes.csv") if _names_a_group(row)}


@cache
def group_of_code() -> dict[tuple[str, str], str]:
    """Return the code of the group that each ethnicity code belongs to, by scheme and code."""
    return {
        (row["scheme"], row["code"]): _group_code(row["group"])
        for row in _rows("ethnicity_codes.csv")
        if _names_a_group(row)
    }


def _names_a_group(row: dict[str, str]) -> bool:
    return (row["scheme"], row["code"]) not in MEANS_ABSENT


def _group_code(group: str) -> str:
    return group.lower().replace(" ", "-")


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
