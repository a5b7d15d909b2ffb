"""Administrators acting at the same moment: one of them always stays, and a username is given once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from access import actions, audit
from access.actor import system_actor
from access.models import User
from access.queries import administrators
from access.refusals import Refused
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True)
RACERS = 6


def race(tasks: list[Callable[[], object]]) -> list[str]:
    """Run each task in a thread of its own, all at once; return "done" or the sentence of its refusal, sorted."""
    start = Barrier(len(tasks))

    def run(task: Callable[[], object]) -> str:
        try:
            start.wait(timeout=30)
            task()
        except Refused as refused:
            return refused.sentence
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(tasks)) as pool:
        return sorted(pool.map(run, tasks, timeout=120))


def test_administrators_who_deactivate_one_another_leave_one() -> None:
    people = [builders.make_administrator() for _ in range(RACERS)]
    ring = [(builders.acting(one), other) for one, other in zip(people, [*people[1:], people[0]], strict=True)]
    tasks = [lambda actor=actor, other=other: actions.deactivate(actor, other) for actor, other in ring]
    race(tasks)
    assert administrators(builders.NOW.date()).count() >= 1
    assert audit.verify().faults == ()


def test_commands_that_race_make_one_first_administrator() -> None:
    def first(number: int) -> object:
        return actions.create_first_administrator(system_actor("tests"), username=f"first-{number}", name="First")

    outcomes = race([lambda number=number: first(number) for number in range(RACERS)])
    assert outcomes == [actions.ONE_EXISTS] * (RACERS - 1) + ["done"]
    assert User.objects.count() == 1


def test_a_username_that_is_asked_for_at_once_is_given_once() -> None:
    actor = builders.acting(builders.make_administrator())

    def add() -> object:
        return actions.create_user(actor, username="wanted", name="Wanted", roles=["inspector"])

    outcomes = race([add] * RACERS)
    assert (outcomes.count("done"), User.objects.filter(username="wanted").count()) == (1, 1)
    assert audit.verify().faults == ()
