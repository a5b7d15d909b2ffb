"""What is opened at the same moment in one session is in the trail once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest

from access import audit
from access.actor import Actor
from access.models import AuditEvent
from review.history.actions import opened
from review.history.opening import note_opened, once_a_session
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True)
RACERS = 6


@pytest.fixture
def actor() -> Actor:
    return builders.acting(builders.make_inspector())


def openings() -> list[tuple[str, str]]:
    return list(AuditEvent.objects.filter(action__endswith=".opened").values_list("action", "thing_id"))


def session_of(key: str | None = None) -> HttpRequest:
    """Return a request of a new session, or of the one with this key."""
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    if key is None:
        request.session.create()
    return request


def test_requests_of_one_session_at_the_same_moment_are_one_event(actor: Actor) -> None:
    """The text and the file of a document are asked for together; the session of both is as it was before."""
    start, key, thing_id = Barrier(RACERS), session_of().session.session_key, uuid4()

    def run(_: int) -> None:
        request = session_of(key)
        try:
            start.wait(timeout=30)
            note_opened(request, actor, "document", thing_id)
        finally:
            connection.close()

    with ThreadPoolExecutor(RACERS) as pool:
        list(pool.map(run, range(RACERS), timeout=120))
    assert openings() == [("document.opened", str(thing_id))]
    assert audit.verify().faults == ()


def test_loser_of_the_race_goes_on_and_other_refusals_are_raised(actor: Actor) -> None:
    request, thing_id = session_of(), uuid4()

    def beaten(key: UUID) -> None:
        """Write after another request did, which had not when it was asked."""
        opened(actor, "case", thing_id, key)
        opened(actor, "case", thing_id, key)

    def refused(_: UUID) -> None:
        with transaction.atomic():
            AuditEvent.objects.create(sequence=-1)

    once_a_session(request, f"case:{thing_id}", beaten)
    with pytest.raises(IntegrityError):
        once_a_session(request, "something else", refused)
    assert openings() == [("case.opened", str(thing_id))]


@pytest.mark.parametrize(
    ("again", "events"),
    [
        (lambda request, actor, at: note_opened(request, actor, "case", at), 1),
        (lambda request, actor, at: note_opened(request, actor, "document", at), 2),
        (lambda request, actor, at: note_opened(request, actor, "case", uuid4()), 2),
        (lambda request, actor, at: note_opened(session_of(), actor, "case", at), 2),
    ],
)
def test_another_thing_and_another_session_are_another_event(
    actor: Actor, again: Callable[[HttpRequest, Actor, UUID], None], events: int
) -> None:
    request, thing_id = session_of(), uuid4()
    note_opened(request, actor, "case", thing_id)
    again(request, actor, thing_id)
    assert len(openings()) == events
