"""The facts of a case that figures use, and what a sign-off approves: as plain data with a digest."""

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from review.inspections.models import Subject

FACT_FIELDS = (
    "case_area",
    "offence",
    "outcome_type",
    "team_type",
    "force_flag",
    "taskforce_support",
    "reported_on",
    "closed_on",
)
"""The columns of a case that are copied into its standing review, beside its force."""


def figures_facts(subject: Subject) -> dict[str, Any]:
    """Return the facts of a subject that figures use, by column; the force by its code."""
    facts = {field: getattr(subject.case, field) for field in FACT_FIELDS} if subject.case else {}
    return {"force": subject.force.code, **facts}


def canonical(content: Any) -> str:
    """Return `content` as JSON that is the same text whenever it is the same content."""
    return json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256(text: str) -> str:
    """Return the SHA-256 of `text`, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def digest(content: Any) -> str:
    """Return the SHA-256 (hex) of the canonical form of `content`."""
    return sha256(canonical(content))
