"""Many people taking a step with one thing at the same moment: exactly one succeeds, on a real database."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from access import audit
from access.actor import Actor
from access.refusals import Conflict
from review.history.models import StatusChange
from review.inspections.models import Subject
from review.transitions import move
from review.workflow import SUBJECT
from tests.review.moving import EVERYTHING, REASON, somebody, step, thing_in

pytestmark = pytest.mark.django_db(transaction=True)

RACERS = 12


@pytest.fixture
def actor(transactional_db: None) -> Iterator[Actor]:
    return somebody()


def race(subject: Subject, names: list[str], actor: Actor) -> Counter[str]:
    """Let each name be taken as a step by a thread of its own, all with the same copy, and count what they came to."""
    start = Barrier(len(names))

    def run(name: str) -> str:
        try:
            mine = Subject.objects.get(pk=subject.pk)
            start.wait(timeout=30)
            step(mine, SUBJECT, SUBJECT.find(name), actor)
        except Conflict as conflict:
            return type(conflict).__name__
        finally:
            connection.close()
        return name

    with ThreadPoolExecutor(len(names)) as pool:
        return Counter(pool.map(run, names, timeout=120))


def test_of_racing_moves_exactly_one_wins(actor: Actor) -> None:
    subject = thing_in(SUBJECT, "to-assign", actor)
    assert race(subject, ["assign"] * RACERS, actor) == {"assign": 1, "Conflict": RACERS - 1}
    subject.refresh_from_db()
    assert (subject.status, subject.version) == ("under-review", 1)
    assert [row.transition for row in StatusChange.objects.all()] == ["assign"]


def test_of_different_racing_moves_exactly_one_wins(actor: Actor) -> None:
    subject = thing_in(SUBJECT, "to-assign", actor)
    came_to = race(subject, ["assign", "withdraw"] * (RACERS // 2), actor)
    assert came_to["Conflict"] == RACERS - 1
    subject.refresh_from_db()
    winner = StatusChange.objects.get()
    assert (winner.to_status, subject.version) == (subject.status, 1)
    assert came_to[winner.transition] == 1


def test_racing_moves_leave_the_trail_whole(actor: Actor) -> None:
    subjects = [thing_in(SUBJECT, "to-assign", actor) for _ in range(RACERS)]
    start = Barrier(RACERS)

    def run(subject: Subject) -> None:
        try:
            start.wait(timeout=30)
            step(subject, SUBJECT, SUBJECT.find("assign"), actor)
        finally:
            connection.close()

    with ThreadPoolExecutor(RACERS) as pool:
        list(pool.map(run, subjects, timeout=120))
    verdict = audit.verify()
    assert (verdict.events, verdict.faults) == (RACERS, ())


def test_move_outside_a_transaction_changes_nothing(actor: Actor) -> None:
    """A status without its event would be a hole in the trail."""
    subject = thing_in(SUBJECT, "to-assign", actor)
    with pytest.raises(RuntimeError):
        move(subject, "assign", actor, EVERYTHING, REASON)
    subject.refresh_from_db()
    assert (subject.status, StatusChange.objects.count()) == ("to-assign", 0)
