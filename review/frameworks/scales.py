"""Scales by their content: the same content is the same scale, whoever brings it, and no scale ever changes."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from review.frameworks.models import Grade, Scale


@dataclass(frozen=True)
class GradeContent:
    """One grade as a file gives it."""

    code: str
    label: str
    tone: str = "grey"
    points: Decimal | None = None

    def as_data(self) -> dict[str, Any]:
        """Return the grade as data; without points it is what it was before grades could have any."""
        data = asdict(self)
        if self.points is None:
            del data["points"]
        return data


def content_hash(code: str, title: str, grades: Sequence[GradeContent], ordered: bool = True) -> str:
    """Return the SHA-256 (hex) of a scale's content: its code, its title, and its grades in order, the best first.

    What came into the format later counts only where it says something, so that a scale keeps its identity.
    """
    content: dict[str, Any] = {"code": code, "title": title, "grades": [grade.as_data() for grade in grades]}
    if not ordered:
        content["ordered"] = False
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def scale_of(code: str, title: str, grades: Sequence[GradeContent], ordered: bool = True) -> Scale:
    """Return the scale with this content, made with its grades where there is none yet. Call inside an action."""
    found = content_hash(code, title, grades, ordered)
    try:
        with transaction.atomic():
            return Scale.objects.filter(content_hash=found).first() or _made(code, title, found, grades, ordered)
    except IntegrityError:  # somebody else made the same scale at the same moment
        return Scale.objects.get(content_hash=found)


def _made(code: str, title: str, found: str, grades: Sequence[GradeContent], ordered: bool) -> Scale:
    scale = Scale.objects.create(code=code, title=title, content_hash=found, ordered=ordered)
    Grade.objects.bulk_create(
        Grade(scale=scale, rank=rank, **asdict(grade)) for rank, grade in enumerate(grades, start=1)
    )
    return scale
