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


def test_words_that_are_added_grow_in_their_revision_and_others_begin_one(client: Client, review: Review) -> None:
    for words in ("One", "One two", "One and two", "Two", ""):
        save(client, review, rationale=words)
    found = [(1, False, "One and two"), (2, False, "Two"), (3, True, "")]
    assert words_of(review, ONE, "rationale") == found
    assert judgment_of(review, ONE).version == 5


def test_what_was_written_fifty_thousand_letters_long_is_stored_as_it_was(client: Client, review: Review) -> None:
    words = "".join(f"{number} <b>مرحبا</b> 🙂\n" for number in range(3000))[:50_000].strip()
    assert save(client, review, rationale=words)[1]["state"] == "saved"
    assert words_of(review, ONE, "rationale") == [(1, True, words)]
    status, told = save(client, review, answer="grade:good", rationale="x" * 50_001)
    assert (status, list(told["problems"])) == (200, ["rationale"])
    assert (words_of(review, ONE, "rationale"), judgment_of(review, ONE).kind) == ([(1, True, words)], "grade")


def test_first_and_last_save_of_an_answer_are_kept(client: Client, review: Review) -> None:
    save(client, review, rationale="One")
    first = judgment_of(review, ONE)
    save(client, review, rationale="One two")
    last = judgment_of(review, ONE)
    assert (last.begun_at, first.begun_at) == (first.begun_at, first.changed_at)
    assert str(last.changed_at) >= str(first.changed_at)
