"""Fields that every app uses; migrations remember their paths, so they stay here."""

import uuid
from typing import Any

from django.db import models


def public_id() -> Any:
    """Return the random identifier by which a row is addressed from outside (primary keys would tell of gaps)."""
    return models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
