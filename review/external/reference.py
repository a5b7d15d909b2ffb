"""What ships with the project as data: the roles, the police forces, and published results of other exercises."""

import csv
from collections.abc import Iterator, Mapping

import yaml
from django.conf import settings
from django.db import transaction

from access.actor import Actor
from access.role_actions import save_roles
from casefiles.forces.actions import ForceRow, save_forces
from review.external.actions import load_external_result
from review.external.facts import ExternalFacts
from review.external.queries import HISTORIC
from review.external.table import ADEQUATE, ExternalRow, facts_from
from review.frameworks.models import Scale
from review.frameworks.scales import GradeContent, scale_of

FIXTURES = settings.BASE_DIR / "fixtures"
OWN_DEMONSTRATION = "group-based-cse-2023"
"""The row whose cases the demonstration holds, so that it is an inspection and no result of others."""
LISTS = ("published_outcomes.csv", "published_outcomes_partial.csv")
"""The complete ones, and those of which only some counts were published."""
HISTORIC_TITLE = "Historic three-tier scale (standing unconfirmed)"


def load_reference(actor: Actor) -> list[str]:
    """Load everything, all or nothing, and return a line about each sort; what is there already stays as it is.

    Raises NotAllowed.
    """
    with transaction.atomic():
        roles = save_roles(actor)
        forces = save_forces(actor, [ForceRow(**row) for row in rows("forces.csv")])
        results = [load_external_result(actor, facts) for facts in published()]
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
    scales = shipped_scales()
    for name in LISTS:
        for line, row in enumerate(rows(name), 2):
            if row["exercise_id"] != OWN_DEMONSTRATION:
                yield facts_from(ExternalRow(line, row), scales)


def shipped_scales() -> Mapping[str, Scale]:
    """Return the scales of the lists that ship by the names that they have there, made where they are not there."""
    return {"case grade": case_grade(), ADEQUATE: historic_three_tier()}


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
    return scale_of(HISTORIC, HISTORIC_TITLE, [good, middle, poor])
