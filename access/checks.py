"""What must be true of an installation before it serves anybody."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from access import immutability


@register(Tags.database)
def triggers_exist(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Report each trigger that should keep rows immutable and is not there."""
    return [
        Error(
            f"The trigger {name} is missing, so rows that must never change could be changed.",
            hint="Run `manage.py migrate`, which puts the triggers back.",
            id="access.E001",
        )
        for alias in databases or []
        for name in immutability.missing(connections[alias])
    ]
