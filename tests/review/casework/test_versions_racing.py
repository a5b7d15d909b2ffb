"""A reviewer saves while a supervisor moves the case, on a real database: nothing is lost or waits for ever."""

import pytest

from review.casework import versions_actions
from review.inspections.models import Subject
from review.reviewing.models import JudgmentText, Review, VersionMove
from tests import builders
from tests.review.casework.newer import WHY, adopted, seen_of
from tests.review.conftest import World
from tests.review.reviewing.test_racing_saves import race, saving

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 6


def test_a_save_that_races_a_move_is_carried_or_refused(transactional_db: None, world: World) -> None:
    """Either the save was first, and the move is refused; or the move was, and the save is, with its words."""
    actor, reviewer = builders.acting(world.supervisor), builders.acting(world.inspector)
    subjects = []
    for _ in range(ROUNDS):
        subject = builders.add_case(world.supervisor, world.inspection, world.force)
        review = builders.assign(world.supervisor, subject, world.inspector)
        builders.answer(world.inspector, review, {"group-based": "yes"})
        subject.refresh_from_db()
        subjects.append((subject, review))
    adopted(world)
    for subject, review in subjects:
        seen = seen_of(world, subject)
        mine = Subject.objects.get(pk=subject.pk)
        move = lambda it=mine, on=seen: versions_actions.move_case(actor, it, on, WHY)  # noqa: E731
        came_to = race([move, saving(reviewer, review, "At the last moment.")])
        moved = VersionMove.objects.filter(subject=subject).exists()
        words = JudgmentText.objects.filter(judgment__review=review, text="At the last moment.")
        assert came_to["saved"] == 1
        assert (words.exists(), Review.objects.get(pk=review.pk).status == "closed") == (not moved, moved)


def test_of_racing_moves_exactly_one_wins(transactional_db: None, world: World) -> None:
    subject = builders.add_case(world.supervisor, world.inspection, world.force)
    builders.answer(world.inspector, builders.assign(world.supervisor, subject, world.inspector))
    subject.refresh_from_db()
    adopted(world)
    actor, seen = builders.acting(world.supervisor), seen_of(world, subject)
    copies = [Subject.objects.get(pk=subject.pk) for _ in range(4)]
    moves = [lambda it=copy: versions_actions.move_case(actor, it, seen, WHY) for copy in copies]  # type: ignore[misc]
    assert race(moves) == {"saved": 1, "Conflict": 3}
    assert (VersionMove.objects.count(), Review.objects.exclude(status="closed").count()) == (1, 1)
