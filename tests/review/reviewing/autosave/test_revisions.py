"""Revisions of words: one grows while words are only added in a sitting; whatever was saved and is gone stays apart."""

from datetime import timedelta

import pytest

from access.models import User
from review.moderation import actions as moderation
from review.reviewing.actions import save_answers, submit
from review.reviewing.models import JudgmentText, Review
from tests import builders
from tests.review.conftest import World
from tests.review.reviewing.conftest import graded, judgment_of, words_of

ONE = "first-criterion"


def write(user: User, review: Review, rationale: str, minutes: float = 0) -> None:
    """Save a rationale so many minutes after the tests' moment."""
    now = builders.NOW + timedelta(minutes=minutes)
    save_answers(builders.acting(user, now), review, [graded(review, rationale=rationale)])


def test_words_that_are_added_stand_in_one_revision_with_its_times(world: World, review: Review) -> None:
    write(world.inspector, review, "Seen.")
    write(world.inspector, review, "Seen on the day.", 1)
    write(world.inspector, review, "The child was Seen on the day.", 31)
    row = JudgmentText.objects.get(judgment__review=review, part="rationale")
    assert (row.revision, row.text) == (1, "The child was Seen on the day.")
    assert (row.at, row.grown_at) == (builders.NOW, builders.NOW + timedelta(minutes=31))


@pytest.mark.parametrize("then", ["Seen on the", "Seen on that day.", "", "Other words."])
def test_words_that_were_saved_and_are_gone_stay_in_a_revision_of_their_own(
    world: World, review: Review, then: str
) -> None:
    write(world.inspector, review, "Seen on the day.")
    write(world.inspector, review, then, 1)
    assert words_of(review, ONE, "rationale") == [(1, False, "Seen on the day."), (2, True, then)]


def test_another_sitting_begins_another_revision(world: World, review: Review) -> None:
    write(world.inspector, review, "Seen.")
    write(world.inspector, review, "Seen on the day.", 31)
    assert words_of(review, ONE, "rationale") == [(1, False, "Seen."), (2, True, "Seen on the day.")]


def test_a_clock_that_was_put_back_loses_nothing_and_puts_no_moment_back(world: World, review: Review) -> None:
    write(world.inspector, review, "Seen.")
    write(world.inspector, review, "Seen on the day.", -10)
    write(world.inspector, review, "Seen on the day, and after.", -500)
    assert words_of(review, ONE, "rationale") == [
        (1, False, "Seen on the day."),
        (2, True, "Seen on the day, and after."),
    ]
    judgment = judgment_of(review, ONE)
    assert (judgment.begun_at, judgment.changed_at) == (builders.NOW, builders.NOW)


def test_what_was_in_force_at_a_submission_stays_as_it_was(world: World, review: Review) -> None:
    builders.answer(world.inspector, review, builders.ANSWERS)
    submit(builders.acting(world.inspector), review)
    [(_, _, submitted)] = words_of(review, "second-criterion", "rationale")
    review.subject.refresh_from_db()
    moderation.return_review(builders.acting(world.supervisor), review.subject, "Say more about the second thing.")
    answer = graded(review, "second-criterion", "requires-improvement", rationale=f"{submitted} And more.")
    save_answers(builders.acting(world.inspector), review, [answer])
    assert words_of(review, "second-criterion", "rationale") == [
        (1, False, submitted),
        (2, True, f"{submitted} And more."),
    ]
