"""How late words are kept: once, growing while words are only added, none of them lost, by nobody else's key."""

from functools import partial
from uuid import uuid4

import pytest
from django.test import Client

from access.models import AuditEvent
from access.refusals import Invalid
from review.reviewing.answers import AnswerInput
from review.reviewing.late.actions import hand_over, keep_late
from review.reviewing.late.models import LateWords
from review.reviewing.models import Review
from tests import builders, racing
from tests.review.conftest import World
from tests.review.reviewing.autosave.posting import fields, save_url, sent
from tests.review.reviewing.late.sending import WORDS, kept, send
from tests.review.reviewing.pages import ONE, TWO, signed_in


@pytest.fixture
def client(world: World) -> Client:
    """Return the browser of who had the review."""
    return signed_in(world.inspector)


def test_words_that_are_only_added_stay_with_those_before(world: World, review: Review, now: Review) -> None:
    for words in ("Written", WORDS, WORDS):
        assert send(world, review, words) == (202, "kept-late")
    assert (kept(review), AuditEvent.objects.filter(action="late-words.kept").count()) == ([WORDS], 2)


def test_words_that_are_changed_or_taken_away_leave_those_before(world: World, review: Review, now: Review) -> None:
    for words in ("She was not seen.", "She was seen.", "", "She was seen at once."):
        send(world, review, words)
    assert kept(review) == ["She was not seen.", "She was seen.", "She was seen at once."]


def test_another_grade_is_kept_beside_the_one_before(world: World, client: Client, review: Review, now: Review) -> None:
    send(world, review)
    sent(client, save_url(review), fields(review, answer="grade:inadequate", rationale=WORDS))
    assert [row.answer[1] for row in LateWords.objects.order_by("pk")] == ["good", "inadequate"]


def test_words_after_a_handing_over_are_kept_apart(world: World, review: Review, now: Review) -> None:
    send(world, review)
    hand_over(builders.acting(world.supervisor), LateWords.objects.get())
    send(world, review)
    send(world, review, f"{WORDS} And after it.")
    assert kept(review) == [WORDS, f"{WORDS} And after it."]


def test_the_same_write_again_is_known_after_words_were_added(world: World, review: Review, now: Review) -> None:
    key = uuid4()
    send(world, review, "Written", key)
    send(world, review)
    assert (send(world, review, "Written", key), kept(review)) == ((202, "kept-late"), [WORDS])


def test_other_words_with_the_same_key_are_kept_too(world: World, review: Review, now: Review) -> None:
    key = uuid4()
    send(world, review, "First.", key)
    assert send(world, review, "Others.", key) == (202, "kept-late")
    assert kept(review) == ["First.", "Others."]


def test_a_key_of_another_question_or_write_is_refused(
    world: World, client: Client, review: Review, now: Review
) -> None:
    key = uuid4()
    send(world, review, WORDS, key)
    assert send(world, review, WORDS, key, TWO) == (422, "invalid")
    post = fields(now, key=key, answer="grade:good", rationale="Elsewhere.")
    assert sent(signed_in(world.other), save_url(now), post)[0] == 422
    assert kept(review) == [WORDS]


@pytest.mark.django_db(transaction=True)
def test_a_key_raced_on_two_closed_reviews_is_taken_once(
    transactional_db: None, world: World, review: Review, now: Review
) -> None:
    other = builders.assign(
        world.supervisor, builders.add_case(world.supervisor, world.inspection, world.force), world.inspector
    )
    other.subject.refresh_from_db()
    builders.casework.withdraw(builders.acting(world.supervisor), other.subject, "Out of scope.")
    actor, key = builders.acting(world.inspector), uuid4()
    answer = AnswerInput(ONE, 0, "grade", "good", rationale=WORDS)
    attempts = [partial(keep_late, actor, Review.objects.get(pk=one.pk), answer, key) for one in (review, other)]
    assert racing.race(attempts, (Invalid,), "kept") == {"kept": 1, "Invalid": 1}
    assert len(kept(review) + kept(other)) == 1
