"""What the queries show is what the permission table allows: in random worlds, for everybody, on several days.

A failure names its seed. How everybody stands to everything is told by plain rules, which share no query with the
project: a query and a scope that were wrong in the same way would be seen too.
"""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest

from access.actor import Actor
from access.models import User
from review.inspections.models import Subject
from review.reviewing.models import Review
from tests import builders
from tests.review import looking, plain_rules, random_world
from tests.review.looking import SHOWN, Look

SEEDS = (1, 2, 3)
DAYS = (-20, 0, 12)
"""Days from today on which everybody looks: some memberships, ties and accesses hold on one and not on another."""


def everybody() -> Iterator[Actor]:
    """Yield all the people on each of the days."""
    for user in User.objects.order_by("pk"):
        for days in DAYS:
            yield builders.acting(user, builders.NOW + timedelta(days=days))


@pytest.mark.parametrize("seed", SEEDS)
def test_visible_is_what_is_permitted(seed: int, db: None) -> None:
    random_world.build(seed)
    rows, chance = plain_rules.everything(), random.Random(seed)
    seen: Counter[tuple[str, bool]] = Counter()
    wrong: list[tuple[Actor, Look]] = []
    for actor in everybody():
        for look in looking.looks(rows, actor, chance):
            seen[look.what, look.permitted] += 1
            wrong += [(actor, look)] if look.shown != look.permitted else []
    assert wrong == [], f"seed {seed}"
    assert {what for what, permitted in seen if permitted} == set(SHOWN), f"seed {seed}"
    assert {what for what, permitted in seen if not permitted} == set(SHOWN), f"seed {seed}"
    assert_of_every_sort()


def assert_of_every_sort() -> None:
    """Make sure that there was something to compare: every state of cases and reviews, and a case judged twice."""
    assert set(Subject.objects.values_list("status", flat=True)) == set(Subject.Status.values)
    assert set(Review.objects.values_list("status", flat=True)) == set(Review.Status.values)
    assert set(Review.objects.values_list("kind", flat=True)) == {"first", "second"}
    assert Subject.objects.values("case").distinct().count() < Subject.objects.count()
