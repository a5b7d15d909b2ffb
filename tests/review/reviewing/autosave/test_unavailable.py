"""A database that takes no writes: told as passing by every address that saves, and the same write is taken later."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from access import actions as access_actions
from access.models import AuditEvent
from casefiles.documents.models import Document
from review.reviewing.late.models import LateWords
from review.reviewing.models import Evidence, Review
from tests import builders
from tests.review.conftest import World
from tests.review.reviewing.autosave.posting import fields, save_url, sent
from tests.review.reviewing.conftest import words_of
from tests.review.reviewing.late.sending import begun
from tests.review.reviewing.pages import ONE, address, signed_in

WORDS = "Typed while the disk was full."
SWITCHES = {"sqlite": "PRAGMA query_only = {}", "postgresql": "SET default_transaction_read_only = {}"}


@contextmanager
def taking_no_writes() -> Iterator[None]:
    """Let the database itself refuse every write, as it does where its disk is full or its leader is elsewhere."""
    switch = SWITCHES[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(switch.format("on"))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(switch.format("off"))


@pytest.fixture
def client(transactional_db: None, world: World) -> Client:
    """Return the reviewer's browser, on a database where each request has a transaction of its own."""
    return signed_in(world.inspector)


@pytest.mark.django_db(transaction=True)
def test_an_answer_is_told_as_unavailable_and_the_same_write_is_taken_later(client: Client, review: Review) -> None:
    post, events = fields(review, answer="grade:good", rationale=WORDS), AuditEvent.objects.count()
    with taking_no_writes():
        status, told = sent(client, save_url(review), post)
    assert (status, told["state"], AuditEvent.objects.count()) == (503, "unavailable", events)
    assert (bool(told["sentence"]), words_of(review, ONE, "rationale")) == (True, [])
    assert sent(client, save_url(review), post)[1]["state"] == "saved"
    assert words_of(review, ONE, "rationale") == [(1, True, WORDS)]


@pytest.mark.django_db(transaction=True)
def test_a_quotation_is_told_likewise(client: Client, review: Review, log: Document) -> None:
    post = {"document": log.public_id, "page": 1, "quotation": "seen on the day", "key": uuid4()}
    url = address("evidence-add", review, ONE)
    with taking_no_writes():
        assert sent(client, url, post)[0] == 503
    assert (sent(client, url, post)[0], Evidence.objects.count()) == (200, 1)


@pytest.mark.django_db(transaction=True)
def test_late_words_are_told_likewise(world: World, client: Client, review: Review) -> None:
    begun(world, review)
    builders.casework.withdraw(builders.acting(world.supervisor), review.subject, "Out of scope.")
    post = fields(review, answer="grade:good", rationale=WORDS)
    with taking_no_writes():
        assert sent(client, save_url(review), post)[0] == 503
    assert (sent(client, save_url(review), post)[0], LateWords.objects.count()) == (202, 1)


@pytest.mark.parametrize("name", ["answer-save", "evidence-add"])
def test_somebody_who_must_choose_a_password_is_told_so_and_nothing_is_saved(
    world: World, review: Review, log: Document, name: str
) -> None:
    browser = signed_in(world.inspector)
    access_actions.issue_one_time_password(builders.acting(builders.make_administrator()), world.inspector)
    browser.force_login(world.inspector)
    post = fields(review, rationale=WORDS) | {"document": log.public_id, "page": 1, "quotation": "seen on the day"}
    status, told = sent(browser, address(name, review, ONE), post)
    assert (status, told["state"], "new password" in told["sentence"]) == (401, "signed-out", True)
    assert (words_of(review, ONE, "rationale"), Evidence.objects.count()) == ([], 0)
    session = browser.get("/session/").json()
    assert (session["user"], session["keys"], bool(session["token"])) == ("", [], True)
