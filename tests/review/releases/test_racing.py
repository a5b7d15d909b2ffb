"""Several supervisors giving out a release at the same moment: it is made once."""

import pytest

from access.refusals import Conflict
from review.counting.method import method_of
from review.releases.actions import make_release
from review.releases.models import PublicRelease
from tests.racing import race
from tests.review.conftest import World
from tests.review.releases.conftest import actor_of, asked, draft_of, signed, wanted

pytestmark = pytest.mark.django_db(transaction=True)
RACERS = 6


@pytest.fixture
def db(transactional_db: None) -> None:
    """Let the world be seen by every thread."""


def test_of_racing_releases_one_is_made(world: World) -> None:
    signed(world)
    definition = asked(world.inspection)
    digest, actor = draft_of(world.inspection, definition).digest, actor_of(world.supervisor)

    def attempt() -> object:
        return make_release(actor, method_of(world.inspection), wanted(definition), digest)

    assert race([attempt] * RACERS, (Conflict,)) == {"done": 1, "Conflict": RACERS - 1}
    assert [release.number for release in PublicRelease.objects.all()] == [1]
