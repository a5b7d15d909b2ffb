"""A review that was closed because its case was given to somebody else, and the one that goes on."""

import pytest

from review.casework.actions import reassign
from review.reviewing.models import Review
from tests import builders
from tests.review.conftest import World
from tests.review.reviewing.late.sending import begun


@pytest.fixture
def now(world: World, review: Review) -> Review:
    """Return the review by somebody else that goes on after the first one was closed."""
    begun(world, review)
    return reassign(builders.acting(world.supervisor), review.subject, world.other, "She is ill.")
