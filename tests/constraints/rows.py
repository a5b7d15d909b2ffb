"""A valid row of any table, written past all actions: here the database is what is tried, and it stands alone."""

from typing import Any, TypeVar
from uuid import uuid4

from django.db.models import Model

from access.models import AuditDetail, AuditEvent, AuditHead, User
from tests.constraints.rows_casefiles import CASEFILES
from tests.constraints.rows_review import REVIEW
from tests.constraints.values import NOW, A, Rows, number, text

Row = TypeVar("Row", bound=Model)

ACCESS: Rows = {
    User: {"username": text("user"), "name": "Somebody"},
    AuditEvent: {
        "sequence": number,
        "at": NOW,
        "actor_name": "somebody",
        "action": "thing.done",
        "thing": "thing",
        "thing_id": "1",
        "key": uuid4,
        "previous_hash": "0" * 64,
        "hash": "1" * 64,
    },
    AuditDetail: {"event_sequence": number, "salt": "0" * 32, "body": {}},
    AuditHead: {"id": 1},
}
VALID: Rows = {**ACCESS, **CASEFILES, **REVIEW}


def new(model: type[Row], **changes: Any) -> Row:
    """Write and return a valid row of a table, but for the changes. Raises IntegrityError where these break it."""
    values = {**VALID[model], **changes}
    return model._default_manager.create(**{name: made(value) for name, value in values.items()})


def made(value: Any) -> Any:
    """Return the value itself, or what it stands for."""
    if isinstance(value, A):
        return new(value.model)
    return value() if callable(value) else value
