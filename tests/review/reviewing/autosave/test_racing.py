"""Autosaves at the same moment, each from the address of the question on, on a real database."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from review.reviewing.models import Review
from tests.review.conftest import World
from tests.review.reviewing.autosave.posting import fields, save_url
from tests.review.reviewing.conftest import judgment_of, words_of
from tests.review.reviewing.pages import ONE, signed_in

pytestmark = pytest.mark.django_db(transaction=True)

RACERS = 5


def sent_at_once(clients: list[Client], url: str, posts: list[dict[str, str]]) -> Counter[str]:
    """Send each post by a client and thread of its own at the same moment, and count the states that came back."""
    start = Barrier(len(clients))

    def send(client: Client, post: dict[str, str]) -> str:
        try:
            start.wait(timeout=30)
            return str(client.post(url, post).json()["state"])
        finally:
            connection.close()

    with ThreadPoolExecutor(len(clients)) as pool:
        return Counter(pool.map(send, clients, posts, timeout=120))


def test_of_racing_autosaves_of_one_answer_one_is_saved_and_the_others_are_told_of_it(
    transactional_db: None, world: World, review: Review
) -> None:
    clients = [signed_in(world.inspector) for _ in range(RACERS)]
    posts = [fields(review, rationale=f"Window {number}.") for number in range(RACERS)]
    assert sent_at_once(clients, save_url(review), posts) == {"saved": 1, "conflict": RACERS - 1}
    assert (judgment_of(review, ONE).version, len(words_of(review, ONE, "rationale"))) == (1, 1)
