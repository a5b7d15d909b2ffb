"""The facts of a case that conditions of a framework can look at, with their codes and words."""

from casefiles.domain import codes

FACT_WORDS = {
    "case-area": "the case area",
    "team-type": "the type of team",
    "force-flag": "the force's own flag of a group",
    "taskforce-support": "support by the taskforce",
    "outcome-type": "the outcome type",
}
"""What a fact is called in a sentence."""
FACT_LABELS: dict[str, dict[str, str]] = {
    "case-area": dict(codes.CASE_AREAS),
    "team-type": dict(codes.TEAM_TYPES),
    "force-flag": dict(codes.FORCE_FLAGS),
    "taskforce-support": dict(codes.TASKFORCE_SUPPORT),
    "outcome-type": {str(number): f"Outcome {number}" for number in range(23)},
}
"""The codes that a fact can have, with their words."""
