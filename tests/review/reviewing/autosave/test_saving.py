"""One answer saved by itself: what is taken, what is told, and what is stored."""

import pytest
from django.test import Client

from review.reviewing.models import Review
from tests.review.conftest import World
from tests.review.reviewing.autosave.posting import save
from tests.review.reviewing.conftest import judgment_of, words_of
from tests.review.reviewing.pages import ONE, signed_in


@pytest.fixture
def client(world: World) -> Client:
    """Return the reviewer's browser."""
    return signed_in(world.inspector)


def test_an_answer_is_saved_and_its_version_told(client: Client, review: Review) -> None:
    status, told = save(client, review, answer="grade:good", rationale="It was done.")
    assert (status, told["state"], told["version"], told["changed"]) == (200, "saved", 1, True)
    assert judgment_of(review, ONE).grade.code == "good"  # type: ignore[union-attr]
    assert words_of(review, ONE, "rationale") == [(1, True, "It was done.")]
