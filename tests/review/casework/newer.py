"""Newer versions of the tests' framework, and inspections and cases that are taken to them."""

from access.models import User
from review.casework import versions_actions
from review.casework.versions_actions import Moved
from review.casework.versions_queries import moving, subject_to_move
from review.frameworks.models import FrameworkVersion
from review.inspections.actions import adopt_version
from review.inspections.models import Subject
from tests import builders
from tests.review.conftest import World

WHY = "The method was mended."
REWORDED = builders.FRAMEWORK.replace(
    "Is the second thing done well?",
    "Is the second thing done well, and in time?\n        reworded-from: second-criterion",
).replace(
    """classification:
""",
    """  - code: third-topic
    title: Third topic
    headline: The third headline.
    criteria:
      - code: third-criterion
        question: Is the third thing done well?
        answer: grade
        scale: case-grade
        not-applicable: no
        rationale: optional
        evidence: optional
        required: true
classification:
""",
)
"""Version 2: the second criterion is reworded, a third one is new, all else is the same."""
OTHER_SCALE = builders.FRAMEWORK.replace("label: Inadequate", "label: Poor")
"""A version that gives its overall judgment on another scale."""
WITHOUT_FIRST = builders.FRAMEWORK.replace("first-criterion", "another-criterion").replace(
    "Is the first thing done well?", "Is another thing done well?"
)
"""A version that no longer asks the first criterion."""


def adopted(world: World, text: str = REWORDED) -> FrameworkVersion:
    """Return the version that a text becomes, published, and taken up by the world's inspection."""
    version = builders.published_framework(text)
    adopt_version(builders.acting(world.supervisor), world.inspection, version)
    return version


def moved(world: World, subject: Subject, reason: str = WHY, supervisor: User | None = None) -> Moved:
    """Return the move of a case to the version that the world's inspection has taken up."""
    actor = builders.acting(supervisor or world.supervisor)
    return versions_actions.move_case(actor, subject, seen_of(world, subject), reason)


def seen_of(world: World, subject: Subject) -> str:
    """Return what a page on moving the case shows now."""
    return moving(subject_to_move(builders.acting(world.supervisor), subject.public_id)).seen
