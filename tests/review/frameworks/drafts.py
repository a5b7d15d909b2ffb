"""Drafts to test with."""

from access.actor import Actor, system_actor
from review.frameworks import actions
from review.frameworks.models import FrameworkVersion
from tests import builders
from tests.review.frameworks.wrong_files import SMALL

SYSTEM = system_actor("tests", builders.NOW)


def imported(text: str = SMALL, actor: Actor = SYSTEM) -> FrameworkVersion:
    """Return the draft that a file becomes."""
    return actions.import_framework(actor, text.encode(), "small.yaml")


def published(text: str = SMALL) -> FrameworkVersion:
    """Return the published version that a file becomes."""
    return actions.publish(SYSTEM, imported(text))
