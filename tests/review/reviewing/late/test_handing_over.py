"""Handing over late words: offered where it can be done, refused in words elsewhere, and silent about blind work."""

import html
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from access.refusals import Conflict, NotAllowed
from review.casework import actions as casework
from review.inspections.actions import close
from review.inspections.team_actions import declare_conflict
from review.reviewing.actions import submit
from review.reviewing.late import receiving
from review.reviewing.late.actions import hand_over
from review.reviewing.late.models import LateWords
from review.reviewing.models import Review
from tests import builders, racing
from tests.review.casework.newer import WITHOUT_FIRST, adopted, moved
from tests.review.conftest import World
from tests.review.reviewing.autosave.posting import fields, save_url, sent
from tests.review.reviewing.late.sending import WORDS, begun, send
from tests.review.reviewing.pages import ONE, TOPICS, TWO, address, signed_in, text_of, topic

OFFERED = "/hand-over/"


def page_of(world: World, review: Review) -> str:
    """Return the closed review as its supervisor reads it."""
    return text_of(signed_in(world.supervisor).get(address("review", review)))


def submitted(world: World, now: Review) -> None:
    submit(builders.acting(world.other), builders.answer(world.other, now))


def withdrawn(world: World, now: Review) -> None:
    now.subject.refresh_from_db()
    casework.withdraw(builders.acting(world.supervisor), now.subject, "Out of scope.")


def seconded(world: World, now: Review) -> None:
    third = builders.make_inspector()
    builders.inspection_actions.add_member(
        builders.acting(world.supervisor), world.inspection, third, "inspector", builders.NOW.date()
    )
    builders.reviewing.open_review(builders.acting(world.supervisor), now.subject, third, Review.Kind.SECOND)


def tied(world: World, now: Review, who: str) -> None:
    user = world.inspector if who == "author" else world.other
    declare_conflict(builders.acting(user), world.inspection, subject=now.subject, reason="A tie.")


def closed(world: World, now: Review) -> None:
    withdrawn(world, now)
    world.inspection.refresh_from_db()
    close(builders.acting(world.supervisor), world.inspection)


def given_back(world: World, now: Review) -> None:
    now.subject.refresh_from_db()
    casework.reassign(builders.acting(world.supervisor), now.subject, world.inspector, "She is back.")


@pytest.mark.parametrize(
    ("happens", "sentence"),
    [
        (submitted, receiving.NOT_IN_HANDS),
        (withdrawn, receiving.NO_REVIEW),
        (seconded, receiving.BLIND),
        (partial(tied, who="author"), receiving.AUTHOR_TIED),
        (partial(tied, who="reader"), receiving.READER_TIED),
        (closed, receiving.NO_FIELDWORK),
        (given_back, receiving.OWN_WORDS),
    ],
)
def test_where_words_cannot_be_handed_over_the_page_says_why_and_offers_nothing(
    world: World, review: Review, now: Review, happens: Callable[[World, Review], None], sentence: str
) -> None:
    send(world, review)
    assert OFFERED in page_of(world, review)
    happens(world, now)
    page = page_of(world, review)
    assert (WORDS in page, sentence in html.unescape(page), OFFERED in page) == (True, True, False)
    with pytest.raises(Conflict) as refused:
        hand_over(builders.acting(world.supervisor), LateWords.objects.get())
    assert refused.value.sentence == sentence


def test_words_to_a_question_that_is_not_asked_any_more_are_offered_to_nobody(world: World, review: Review) -> None:
    send_to = begun(world, review)
    adopted(world, WITHOUT_FIRST)
    moved(world, review.subject)
    going_on = Review.objects.exclude(status="closed").get(subject=review.subject)
    going_on.subject.refresh_from_db()
    casework.reassign(builders.acting(world.supervisor), going_on.subject, world.other, "She is ill.")
    send(world, send_to)
    send(world, send_to, code=TWO)
    page = page_of(world, review)
    assert (receiving.NO_QUESTION in page, page.count(OFFERED)) == (True, 1)


def test_a_supervisor_with_a_conflict_of_interest_cannot_hand_over(world: World, review: Review, now: Review) -> None:
    send(world, review)
    late = LateWords.objects.get()
    declare_conflict(builders.acting(world.supervisor), world.inspection, subject=review.subject, reason="A tie.")
    url = reverse("late-hand-over", args=[review.public_id, late.public_id])
    assert signed_in(world.supervisor).post(url).status_code == 404
    with pytest.raises(NotAllowed, match="conflict of interest"):
        hand_over(builders.acting(world.supervisor), late)
    late.refresh_from_db()
    assert late.handed_to is None


def test_words_of_a_moved_review_are_its_reviewers_at_once_and_no_supervisors_until_submission(
    world: World, review: Review
) -> None:
    """Work in its reviewer's hands is nobody else's to read: neither what went on, nor what was sent too late."""
    begun(world, review)
    adopted(world)
    moved(world, review.subject)
    going_on = Review.objects.exclude(status="closed").get(subject=review.subject)
    assert send(world, review) == (202, "kept-late")
    page = text_of(signed_in(world.inspector).get(topic(going_on)))
    assert (WORDS in page, "What you sent after your earlier review was closed" in page) == (True, True)
    assert signed_in(world.supervisor).get(address("review", review)).status_code == 404
    answers = builders.ANSWERS | {"third-criterion": "good"}
    submit(builders.acting(world.inspector), builders.answer(world.inspector, going_on, answers))
    page = page_of(world, review)
    assert (WORDS in page, receiving.OWN_WORDS in page, OFFERED in page) == (True, True, False)


def test_words_to_a_question_that_is_gone_are_read_with_what_was_written_before(world: World, review: Review) -> None:
    begun(world, review)
    adopted(world, WITHOUT_FIRST)
    moved(world, review.subject)
    going_on = Review.objects.exclude(status="closed").get(subject=review.subject)
    browser = signed_in(world.inspector)
    assert "Sent after the move" not in text_of(browser.get(address("review-moved", going_on)))
    send(world, review)
    page = text_of(browser.get(address("review-moved", going_on)))
    assert ("Sent after the move (1)" in page, WORDS in page, "Is the first thing done well?" in page) == (True,) * 3


def test_a_reviewer_who_goes_on_is_told_where_the_words_are(world: World, review: Review, now: Review) -> None:
    def sentence(rationale: str) -> str:
        post = fields(review, answer="grade:good", rationale=rationale)
        return str(sent(signed_in(world.inspector), save_url(review), post)[1]["sentence"])

    assert "a supervisor sees them" in sentence("While another has it.")
    given_back(world, now)
    assert "you see them beside the same question there" in sentence("Once it is back.")


def test_own_words_are_shown_to_nobody_else_who_gets_the_case(world: World, review: Review, now: Review) -> None:
    send(world, review)
    pages = [text_of(signed_in(world.other).get(topic(now, code))) for code in TOPICS]
    assert [WORDS in page for page in pages] == [False] * len(TOPICS)


def test_the_page_reads_late_words_in_as_many_queries_however_many(world: World, review: Review, now: Review) -> None:
    browser, numbers = signed_in(world.supervisor), []
    browser.get(address("review", review))
    for codes in ((ONE,), (TWO, "overall-grade")):
        for code in codes:
            send(world, review, code=code)
        with CaptureQueriesContext(connection) as queries:
            browser.get(address("review", review))
        numbers.append(len(queries))
    assert (numbers[0], LateWords.objects.count()) == (numbers[1], 3)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_hand_over_at_once_one_does(
    transactional_db: None, world: World, review: Review, now: Review
) -> None:
    send(world, review)
    actor = builders.acting(world.supervisor)
    attempts = [partial(hand_over, actor, LateWords.objects.select_related("review__subject").get()) for _ in range(4)]
    assert racing.race(attempts, (Conflict,), "handed") == {"handed": 1, "Conflict": 3}
