"""A thousand numbered words, typed under faults: at the end the database holds each of them once, in its place."""

import pytest

from tests.faults import day
from tests.faults.places import NewBrowser, Place

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("on_each_engine")]
WORDS = 1000


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_thousand_words_are_all_there_whatever_happened(place: Place, new_browser: NewBrowser, seed: int) -> None:
    kept = day.spend(place, new_browser, seed, WORDS)
    assert (kept.wrong, kept.words) == ([], WORDS)
