"""A release as plain data and back."""

import json

import pytest

from review.domain.disclosure import as_data, of_data
from tests.review.domain.disclosure.chance import asked
from tests.review.domain.disclosure.releasing import released


@pytest.mark.parametrize("seed", [2, 12, 18, 34])
def test_a_stored_release_reads_back_as_it_was(seed: int) -> None:
    for release in released(asked(seed)).releases:
        published = release.published
        assert of_data(json.loads(json.dumps(as_data(published)))) == published


def test_a_stored_release_is_always_written_alike() -> None:
    first, second = (released(asked(12)).releases[0].published for _ in range(2))
    assert json.dumps(as_data(first)) == json.dumps(as_data(second))
