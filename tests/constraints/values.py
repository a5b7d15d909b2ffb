"""Values of rows that are made when a row is: another row, a text or a number that no other row has."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from django.db.models import Model

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY_BEFORE, DAY, DAY_AFTER = date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)
Rows = dict[type[Model], Mapping[str, Any]]
_numbers = count(1)


@dataclass(frozen=True)
class A:
    """Stands for a valid row of another table."""

    model: type[Model]


def text(start: str) -> Callable[[], str]:
    """Return what makes a text that no other row has."""
    return lambda: f"{start}-{next(_numbers)}"


def number() -> int:
    """Return a number that no other row has."""
    return next(_numbers)
