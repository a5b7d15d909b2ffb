"""Several windows saving at the same moment, on a real database: one wins, and nobody's words are lost or mixed."""

from collections.abc import Callable
from functools import partial

import pytest

from access.actor import Actor
from access.refusals import Conflict, NotAllowed
from review.casework.actions import withdraw
from review.reviewing.actions import AnswerInput, StaleAnswers, save_answers, submit
from review.reviewing.models import Review
from tests import builders, racing
from tests.review.conftest import World
from tests.review.reviewing.conftest import judgment_of, words_of

pytestmark = pytest.mark.django_db(transaction=True)

ONE = "first-criterion"
RACERS = 6
race = partial(racing.race, refusals=(Conflict, NotAllowed), won="saved")


def saving(actor: Actor, review: Review, rationale: str, version: int = 0) -> Callable[[], object]:
    """Return an attempt to save the first answer, with a copy of the review of its own."""
    mine = Review.objects.get(pk=review.pk)
    return lambda: save_answers(actor, mine, [AnswerInput(ONE, version, "grade", "good", rationale=rationale)])


def test_of_racing_saves_of_one_answer_exactly_one_wins(
    transactional_db: None, world: World, actor: Actor, review: Review
) -> None:
    attempts = [saving(actor, review, f"Window {number}.") for number in range(RACERS)]
    assert race(attempts) == {"saved": 1, StaleAnswers.__name__: RACERS - 1}
    assert (judgment_of(review, ONE).version, len(words_of(review, ONE, "rationale"))) == (1, 1)


def test_save_that_races_a_submission_is_in_it_or_refused(
    transactional_db: None, world: World, actor: Actor, review: Review
) -> None:
    builders.answer(world.inspector, review)
    version = judgment_of(review, ONE).version
    mine = Review.objects.get(pk=review.pk)
    came_to = race([lambda: submit(actor, mine), saving(actor, review, "At the last moment.", version)])
    said = words_of(review, ONE, "rationale")[-1][2]
    assert Review.objects.get(pk=review.pk).status == "submitted"
    assert (came_to["saved"], said == "At the last moment.") in ((2, True), (1, False))


def test_saves_that_race_a_withdrawal_never_wait_for_each_other(
    transactional_db: None, world: World, actor: Actor, review: Review
) -> None:
    """The rows are locked in one order by everybody; else the database would have to break off one of the two."""
    supervisor = builders.acting(world.supervisor)
    for number in range(8):
        subject = builders.add_case(world.supervisor, world.inspection, world.force)
        mine = builders.assign(world.supervisor, subject, world.inspector)
        subject.refresh_from_db()
        saves = [saving(actor, mine, f"Window {window} of round {number}.") for window in range(3)]
        came_to = race([*saves, lambda subject=subject: withdraw(supervisor, subject, "Out of scope.")])  # type: ignore[misc]
        assert set(came_to) <= {"saved", "StaleAnswers", "NotAllowed"}
        assert Review.objects.get(pk=mine.pk).status == "closed"
