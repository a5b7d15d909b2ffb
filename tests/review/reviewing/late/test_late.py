"""Words that came after their review was closed: kept, seen by supervisors, handed over on purpose or never."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from access.models import AuditEvent
from access.refusals import Conflict, NotAllowed
from review.casework.actions import reassign, withdraw
from review.reviewing.late.actions import hand_over
from review.reviewing.late.models import LateWords
from review.reviewing.models import Review
from tests import builders
from tests.review.conftest import World
from tests.review.reviewing.autosave.posting import fields, save_url, sent
from tests.review.reviewing.conftest import judgment_of, words_of
from tests.review.reviewing.pages import ONE, address, signed_in, text_of, topic

WORDS = "Written on the train."


def send(world: World, review: Review, key: object = None, **more: object) -> tuple[int, dict[str, object]]:
    post = fields(review, ONE, str(key or uuid4()), answer="grade:good", rationale=WORDS, **more)
    return sent(signed_in(world.inspector), save_url(review), post)


def test_late_words_are_kept_once_beside_the_closed_review(world: World, review: Review, now: Review) -> None:
    key = uuid4()
    before = judgment_of(review, ONE).version
    assert [send(world, review, key)[1]["state"] for _ in range(2)] == ["kept-late", "kept-late"]
    late = LateWords.objects.get()
    assert (late.review, late.rationale, late.answer) == (review, WORDS, ["grade", "good", []])
    assert (judgment_of(review, ONE).version, WORDS in str(words_of(review, ONE, "rationale"))) == (before, False)
    assert AuditEvent.objects.filter(action="late-words.kept").count() == 1


def test_a_write_that_arrived_before_the_closing_is_told_as_saved(world: World, review: Review) -> None:
    key = uuid4()
    post = fields(review, ONE, key, answer="grade:good", rationale=WORDS)
    first = sent(signed_in(world.inspector), save_url(review), post)
    review.subject.refresh_from_db()
    reassign(builders.acting(world.supervisor), review.subject, world.other, "She is ill.")
    assert sent(signed_in(world.inspector), save_url(review), post) == first
    assert LateWords.objects.count() == 0


def test_somebody_whose_review_it_never_was_keeps_nothing(world: World, review: Review, now: Review) -> None:
    post = fields(review, rationale=WORDS)
    status, told = sent(signed_in(world.other), save_url(review), post)
    assert (status, told["state"], LateWords.objects.count()) == (404, "refused", 0)


def test_handed_over_words_stand_beside_the_question_of_the_new_review(
    world: World, review: Review, now: Review
) -> None:
    send(world, review)
    browser = signed_in(world.supervisor)
    page = text_of(browser.get(address("review", review)))
    assert (WORDS in page, "Hand over" in page) == (True, True)
    assert WORDS not in text_of(signed_in(world.other).get(topic(now)))
    late = LateWords.objects.get()
    answer = browser.post(reverse("late-hand-over", args=[review.public_id, late.public_id]))
    assert (answer.status_code, answer["Location"]) == (302, address("review", review))
    shown = text_of(signed_in(world.other).get(topic(now)))
    assert (WORDS in shown, f"what {world.inspector.name} wrote" in shown) == (True, True)
    assert words_of(now, ONE, "rationale") == []
    assert "Handed over to" in text_of(browser.get(address("review", review)))


def test_words_are_handed_over_once(world: World, review: Review, now: Review) -> None:
    send(world, review)
    supervisor, late = builders.acting(world.supervisor), LateWords.objects.get()
    hand_over(supervisor, late)
    with pytest.raises(Conflict, match="handed over already"):
        hand_over(supervisor, late)


def test_only_supervisors_hand_over(world: World, review: Review, now: Review) -> None:
    send(world, review)
    late = LateWords.objects.get()
    for user in (world.inspector, world.other):
        with pytest.raises(NotAllowed):
            hand_over(builders.acting(user), late)
        url = reverse("late-hand-over", args=[review.public_id, late.public_id])
        assert signed_in(user).post(url).status_code == 404


def test_nobody_can_have_the_words_of_a_withdrawn_case(world: World, review: Review) -> None:
    builders.answer(world.inspector, review, {ONE: "good"})
    review.subject.refresh_from_db()
    withdraw(builders.acting(world.supervisor), review.subject, "Out of scope.")
    send(world, review)
    with pytest.raises(Conflict, match="Nobody is reviewing"):
        hand_over(builders.acting(world.supervisor), LateWords.objects.get())


def test_words_of_somebody_with_a_conflict_are_never_handed_over(world: World, review: Review, now: Review) -> None:
    from review.inspections.team_actions import declare_conflict

    send(world, review)
    late = LateWords.objects.get()
    subject = review.subject
    declare_conflict(builders.acting(world.inspector), world.inspection, subject=subject, reason="A tie.")
    with pytest.raises(Conflict, match="conflict of interest"):
        hand_over(builders.acting(world.supervisor), late)


def test_blind_work_is_never_told_of(world: World, review: Review, now: Review) -> None:
    send(world, review)
    builders.reviewing.open_review(builders.acting(world.supervisor), now.subject, world.inspector, Review.Kind.SECOND)
    with pytest.raises(Conflict, match="blind"):
        hand_over(builders.acting(world.supervisor), LateWords.objects.get())


def test_a_client_of_nobody_learns_nothing(review: Review, now: Review) -> None:
    status, told = sent(Client(), save_url(review), fields(review, rationale=WORDS))
    assert (status, told["state"]) == (401, "signed-out")
