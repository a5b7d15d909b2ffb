"""The facts of a case that figures use, and what a sign-off approves: as plain data with a digest."""

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from casefiles.cases.models import CaseFile

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


def figures_facts(case: CaseFile) -> dict[str, Any]:
    """Return the facts of `case` that figures use, by column; the force by its code."""
    return {"force": case.force.code, **{field: getattr(case, field) for field in FACT_FIELDS}}


def canonical(content: Any) -> str:
    """Return `content` as JSON that is the same text whenever it is the same content."""
    return json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256(text: str) -> str:
    """Return the SHA-256 of `text`, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def digest(content: Any) -> str:
    """Return the SHA-256 (hex) of the canonical form of `content`."""
    return sha256(canonical(content))
