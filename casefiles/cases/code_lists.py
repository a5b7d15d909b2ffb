"""The published code lists of case facts, read once from the files that ship with the project."""

import csv
from functools import cache

from django.conf import settings

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


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
