"""What ships with the project as data: the roles, the police forces, and published results of other exercises."""

import csv
from calendar import month_name
from collections.abc import Iterator

import yaml
from django.conf import settings
from django.db import transaction

from access.actor import Actor
from access.role_actions import save_roles
from casefiles.forces.actions import ForceRow, save_forces
from review.frameworks.models import Scale
from review.frameworks.scales import GradeContent, scale_of
from review.inspections.actions import ExternalFacts, save_external_result
from review.inspections.models import ExerciseType

FIXTURES = settings.BASE_DIR / "fixtures"
OWN_DEMONSTRATION = "group-based-cse-2023"
"""The row whose cases the demonstration holds, so that it is an inspection and no result of others."""
SOURCE = "Public report or press, as listed in fixtures/reference/published_outcomes.csv"
ADEQUATE = ("historic-three-tier", "Historic three-tier scale (standing unconfirmed)")
MIDDLE = {"case grade": "requires-improvement", "historic three-tier with adequate": "adequate"}
"""The code of the middle grade of each scale of the list."""


def load_reference(actor: Actor) -> list[str]:
    """Load everything, all or nothing, and return a line about each sort; what is there already stays as it is.

    Raises NotAllowed.
    """
    with transaction.atomic():
        roles = save_roles(actor)
        forces = save_forces(actor, [ForceRow(**row) for row in rows("forces.csv")])
        results = [save_external_result(actor, facts) for facts in published()]
    return [
        f"Roles: {roles} added.",
        f"Police forces: {forces} added or changed.",
        f"Published results of other exercises: {len(results)} up to date.",
    ]


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a list that ships with the project."""
    with (FIXTURES / "reference" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def published() -> Iterator[ExternalFacts]:
    """Yield the published results of other exercises; the scales that they need are made."""
    scales = {"case grade": case_grade(), "historic three-tier with adequate": historic_three_tier()}
    for row in rows("published_outcomes.csv"):
        if row["exercise_id"] != OWN_DEMONSTRATION:
            yield facts_of(row, scales[row["scale"]])


def facts_of(row: dict[str, str], scale: Scale) -> ExternalFacts:
    """Return a row of the list as facts; its counts are those of the three grades."""
    kind = ExerciseType(row["exercise_type"]).label.lower()
    return ExternalFacts(
        slug=row["exercise_id"],
        title=f"{row['force']}: {kind}, {in_words(row['fieldwork'])}",
        force_code=row["force_code"],
        exercise_type=row["exercise_type"],
        fieldwork=row["fieldwork"],
        scope=row["scope"],
        scale=scale,
        n=int(row["n"]),
        counts={
            "good": int(row["good"]),
            MIDDLE[row["scale"]]: int(row["requires_improvement"]),
            "inadequate": int(row["inadequate"]),
        },
        source=SOURCE,
        note=sentence(row["note"]),
    )


def in_words(period: str) -> str:
    """Return a period with its month as a word: "2021-11" is November 2021; a year stays a year."""
    year, dash, month = period.partition("-")
    return f"{month_name[int(month)]} {year}" if dash else period


def sentence(note: str) -> str:
    """Return a note of the list as a sentence."""
    return f"{note[:1].upper()}{note[1:].rstrip('.')}." if note else ""


def case_grade() -> Scale:
    """Return the case-grade scale exactly as the framework that ships with the project has it."""
    file = yaml.safe_load((FIXTURES / "frameworks" / "group-based-cse.yaml").read_text(encoding="utf-8"))
    scale = next(scale for scale in file["scales"] if scale["code"] == "case-grade")
    return scale_of(scale["code"], scale["title"], [GradeContent(**grade) for grade in scale["grades"]])


def historic_three_tier() -> Scale:
    """Return the scale of 2015, whose middle grade one source calls adequate; it is never mixed with another."""
    good, middle, poor = (
        GradeContent("good", "Good", "green"),
        GradeContent("adequate", "Adequate", "yellow"),
        GradeContent("inadequate", "Inadequate", "red"),
    )
    return scale_of(*ADEQUATE, [good, middle, poor])
