"""The demonstration's files: where they lie, and what stands in them as plain data."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

FIXTURES: Path = settings.BASE_DIR / "fixtures"
DEMO = FIXTURES / "demo"
FAST_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Data = Mapping[str, Any]


def loaded(name: str) -> Any:
    """Return the content of a file of the demonstration."""
    return load((DEMO / name).read_bytes())


def load(data: bytes) -> Any:
    """Return what a YAML file says."""
    return yaml.load(data, Loader=FAST_LOADER)  # noqa: S506  both loaders are safe ones


def day(value: date | str) -> date:
    """Return a day that a file gives, as a date or as text."""
    return value if isinstance(value, date) else date.fromisoformat(value)


def day_if_any(value: date | str | None) -> date | None:
    """Return the same, or None where the file gives none."""
    return day(value) if value else None
