"""Words that were handed over to a review that was closed since: handed over again to the one that goes on."""

import pytest

from access.models import AuditEvent
from access.refusals import Conflict
from review.casework.actions import reassign
from review.reviewing.late import receiving
from review.reviewing.late.actions import hand_over
from review.reviewing.late.models import LateWords
from review.reviewing.models import Review
from tests import builders
from tests.review.casework.newer import adopted, moved
from tests.review.conftest import World
from tests.review.reviewing.late.sending import WORDS, send
from tests.review.reviewing.pages import ONE, TWO, address, signed_in, text_of, topic

OFFERED = "/hand-over/"


@pytest.fixture
def handed(world: World, review: Review, now: Review) -> LateWords:
    """Return late words that were handed over to the second reviewer."""
    send(world, review)
    return hand_over(builders.acting(world.supervisor), LateWords.objects.get())


def given_to_a_third(world: World, now: Review) -> Review:
    """Give the case to a third inspector and return their review."""
    third = builders.make_inspector("thea")
    supervisor = builders.acting(world.supervisor)
    builders.inspection_actions.add_member(supervisor, world.inspection, third, "inspector", builders.NOW.date())
    now.subject.refresh_from_db()
    return reassign(supervisor, now.subject, third, "He is ill, too.")


def page_of(world: World, review: Review) -> str:
    """Return the closed review as its supervisor reads it."""
    return text_of(signed_in(world.supervisor).get(address("review", review)))


def test_words_go_on_to_the_next_reviewer_when_the_one_who_had_them_was_replaced(
    world: World, review: Review, now: Review, handed: LateWords
) -> None:
    assert OFFERED not in page_of(world, review)
    third = given_to_a_third(world, now)
    page = page_of(world, review)
    assert ("Hand over again" in page, "Handed over to Otto" in page) == (True, True)
    again = hand_over(builders.acting(world.supervisor), handed)
    assert again.handed_to == third
    assert WORDS in text_of(signed_in(third.reviewer).get(topic(third)))
    page = page_of(world, review)
    assert ("Handed over to Thea" in page, OFFERED in page) == (True, False)


def test_every_handing_over_stays_in_the_trail(world: World, now: Review, handed: LateWords) -> None:
    third = given_to_a_third(world, now)
    hand_over(builders.acting(world.supervisor), handed)
    events = AuditEvent.objects.filter(action="late-words.handed-over").order_by("sequence")
    assert [event.ids["to_review"] for event in events] == [str(now.public_id), str(third.public_id)]


def test_words_are_handed_over_again_once(world: World, now: Review, handed: LateWords) -> None:
    given_to_a_third(world, now)
    hand_over(builders.acting(world.supervisor), handed)
    with pytest.raises(Conflict) as refused:
        hand_over(builders.acting(world.supervisor), handed)
    assert refused.value.sentence == receiving.ALREADY


def test_words_that_were_handed_over_stay_with_who_goes_on_by_a_newer_version(
    world: World, review: Review, now: Review, handed: LateWords
) -> None:
    adopted(world)
    now.subject.refresh_from_db()
    new = moved(world, now.subject).review
    assert new is not None
    assert WORDS in text_of(signed_in(world.other).get(topic(new)))
    assert OFFERED not in page_of(world, review)


def test_words_of_the_closed_review_stand_in_the_order_of_the_form(world: World, review: Review, now: Review) -> None:
    for code in ("overall-grade", TWO, ONE):
        send(world, review, code=code)
    page = page_of(world, review)
    page = page[page.index('id="late-words"') :]
    asked = ("Is the first thing", "Is the second thing", "taken together")
    places = [page.index(words) for words in asked]
    assert places == sorted(places)
