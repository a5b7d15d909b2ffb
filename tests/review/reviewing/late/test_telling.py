"""Who is told that late words arrived or were handed over, where, and who never is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from review.casework.actions import reassign, withdraw
from review.inspections.actions import close
from review.inspections.team_actions import declare_conflict
from review.reviewing.late.actions import hand_over
from review.reviewing.late.models import LateWords
from review.reviewing.models import Review
from tests import builders
from tests.review.casework.newer import adopted, moved
from tests.review.conftest import World
from tests.review.reviewing.late.sending import begun, send
from tests.review.reviewing.pages import ONE, TWO, address, signed_in, text_of, topic

TOLD = "Words arrived after a review was closed"


def home(world: World) -> str:
    """Return the supervisor's home page."""
    return text_of(signed_in(world.supervisor).get(reverse("home")))


def case(world: World, review: Review) -> str:
    """Return the page of the case as its supervisor reads it."""
    return text_of(signed_in(world.supervisor).get(reverse("case", args=[review.subject.public_id])))


def test_supervisor_is_told_at_home_and_on_the_case(world: World, review: Review, now: Review) -> None:
    assert (TOLD in home(world), "after it was closed" in case(world, review)) == (False, False)
    send(world, review)
    send(world, review, code=TWO)
    link = f'href="{address("review", review)}#late-words"'
    page = home(world)
    assert (TOLD in page, link in page, "CASE-1" in page, "2 answers" in page) == (True,) * 4
    page = case(world, review)
    assert (link in page, "2 answers sent after it was closed" in page) == (True, True)


def test_home_is_silent_once_the_words_were_handed_over_and_speaks_again_when_the_case_goes_on(
    world: World, review: Review, now: Review
) -> None:
    send(world, review)
    hand_over(builders.acting(world.supervisor), LateWords.objects.get())
    assert (TOLD in home(world), "1 answer sent after it was closed" in case(world, review)) == (False, True)
    third = builders.make_inspector()
    supervisor = builders.acting(world.supervisor)
    builders.inspection_actions.add_member(supervisor, world.inspection, third, "inspector", builders.NOW.date())
    now.subject.refresh_from_db()
    reassign(supervisor, now.subject, third, "He is ill, too.")
    assert TOLD in home(world)


def test_home_is_silent_where_the_author_goes_on_with_their_own_words(
    world: World, review: Review, now: Review
) -> None:
    send(world, review)
    now.subject.refresh_from_db()
    reassign(builders.acting(world.supervisor), now.subject, world.inspector, "She is back.")
    assert TOLD not in home(world)


def test_words_of_work_that_went_on_by_a_newer_version_are_nobodys_to_be_told_of(world: World, review: Review) -> None:
    begun(world, review)
    adopted(world)
    moved(world, review.subject)
    send(world, review)
    assert (TOLD in home(world), "after it was closed" in case(world, review)) == (False, False)


def test_nobody_is_told_in_blind_work(world: World, review: Review, now: Review) -> None:
    send(world, review)
    third = builders.make_inspector()
    supervisor = builders.acting(world.supervisor)
    builders.inspection_actions.add_member(supervisor, world.inspection, third, "inspector", builders.NOW.date())
    builders.reviewing.open_review(supervisor, now.subject, third, Review.Kind.SECOND)
    assert (TOLD in home(world), "after it was closed" in case(world, review)) == (False, False)


def test_supervisor_with_a_conflict_is_not_told(world: World, review: Review, now: Review) -> None:
    send(world, review)
    declare_conflict(builders.acting(world.supervisor), world.inspection, subject=review.subject, reason="A tie.")
    assert TOLD not in home(world)


def test_home_is_silent_about_withdrawn_cases_and_closed_inspections(world: World, review: Review, now: Review) -> None:
    send(world, review)
    now.subject.refresh_from_db()
    withdraw(builders.acting(world.supervisor), now.subject, "Out of scope.")
    assert (TOLD in home(world), "1 answer sent after it was closed" in case(world, review)) == (False, True)
    world.inspection.refresh_from_db()
    close(builders.acting(world.supervisor), world.inspection)
    assert TOLD not in home(world)


def test_another_supervisors_home_and_an_inspectors_case_say_nothing(world: World, review: Review, now: Review) -> None:
    send(world, review)
    elsewhere = builders.make_supervisor("sue")
    assert TOLD not in text_of(signed_in(elsewhere).get(reverse("home")))
    url = reverse("case", args=[review.subject.public_id])
    assert "after it was closed" not in text_of(signed_in(world.other).get(url))


def test_topics_of_the_closed_review_lead_to_the_words(world: World, review: Review, now: Review) -> None:
    path = address("review", review)
    assert 'href="#late-words"' not in text_of(signed_in(world.supervisor).get(path))
    send(world, review)
    assert 'href="#late-words"' in text_of(signed_in(world.supervisor).get(path))


def test_receiving_reviewer_is_told_on_the_start_page(world: World, review: Review, now: Review) -> None:
    send(world, review)
    path = address("review", now)
    assert "handed over to you" not in text_of(signed_in(world.other).get(path))
    hand_over(builders.acting(world.supervisor), LateWords.objects.get())
    page = text_of(signed_in(world.other).get(path))
    assert ("Words were handed over to you" in page, f'href="{topic(now)}#c-{ONE}"' in page) == (True, True)
    assert world.inspector.name in page


def test_reviewer_who_goes_on_is_told_of_their_own_words(world: World, review: Review, now: Review) -> None:
    send(world, review)
    now.subject.refresh_from_db()
    back = reassign(builders.acting(world.supervisor), now.subject, world.inspector, "She is back.")
    page = text_of(signed_in(world.inspector).get(address("review", back)))
    assert ("What you sent after your earlier review was closed" in page, f"#c-{ONE}" in page) == (True, True)


@pytest.mark.parametrize("which", ["home", "case", "review"])
def test_telling_asks_as_often_however_many_words_there_are(
    world: World, review: Review, now: Review, which: str
) -> None:
    paths = {
        "home": (world.supervisor, reverse("home")),
        "case": (world.supervisor, reverse("case", args=[review.subject.public_id])),
        "review": (world.other, address("review", now)),
    }
    user, path = paths[which]
    browser, numbers = signed_in(user), []
    browser.get(path)
    for codes in ((ONE,), (TWO, "overall-grade")):
        for code in codes:
            send(world, review, code=code)
        if which == "review":
            for late in LateWords.objects.filter(handed_to=None):
                hand_over(builders.acting(world.supervisor), late)
        with CaptureQueriesContext(connection) as queries:
            browser.get(path)
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
