"""The way through a review by keyboard: on to what is missing, checks with their links, words counted, submission."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, expect

from review.inspections import actions as inspecting
from review.inspections.details import details_of
from review.reviewing.models import Review
from tests import builders
from tests.browser import worlds
from tests.browser.keyboard import Keyboard
from tests.browser.steps import Check

LENGTH = "rationale: required\n        rationale-words: {least: 3, most: 5}"
FRAMEWORK = builders.FRAMEWORK.replace("rationale: required", LENGTH, 1)
"""The tests' framework, whose second criterion wants a rationale of three to five words."""
COUNTER = ".cg-words [aria-hidden]"


@pytest.fixture
def world(live_server: object) -> worlds.Fieldwork:
    """Return an inspection with a case that nobody has begun to review."""
    return worlds.fieldwork(FRAMEWORK)


@pytest.fixture
def ines(world: worlds.Fieldwork, new_context: Callable[..., BrowserContext], axe: Check) -> Keyboard:
    """Return the inspector before the page of her review, without a mouse."""
    person = Keyboard(new_context(), axe)
    person.goes_to("/accounts/login/")
    person.writes("Username", "ines")
    person.writes("Password", builders.PASSWORD)
    person.presses("Sign in")
    person.goes_to(reverse("review", args=[world.review.public_id]))
    return person


def test_review_is_gone_through_by_what_is_missing_and_submitted(world: worlds.Fieldwork, ines: Keyboard) -> None:
    ines.follows("Next unanswered question")
    assert ines.page.url.endswith("/topics/first-topic/#c-first-criterion")
    chooses_the_lowest_grade_and_is_told_of_it_quietly(ines)
    goes_on_from_the_question_in_focus(ines)
    writes_as_many_words_as_are_asked(ines)
    reads_in_the_check_what_is_missing_and_mends_it(ines)
    answers_the_rest(ines)
    submits_and_reads_what_happens_next(world, ines)


def chooses_the_lowest_grade_and_is_told_of_it_quietly(ines: Keyboard) -> None:
    assert ines.read(".cg-findings__item") == []
    ines.tabs_to(ines.page.get_by_label("Good", exact=True))
    ines.keys("3")
    ines.waits_for(".cg-findings__item", "Look again: Graded Inadequate, the lowest grade, without any evidence.")
    expect(ines.focus).to_have_value("grade:inadequate")


def goes_on_from_the_question_in_focus(ines: Keyboard) -> None:
    ines.tabs_to(ines.page.get_by_role("link", name="Next unanswered question"), backwards=True)
    ines.leaves_with("Enter")
    assert ines.page.url.endswith("/topics/second-topic/#c-second-criterion")
    assert ines.read(".cg-findings__item") == []


def writes_as_many_words_as_are_asked(ines: Keyboard) -> None:
    ines.tabs_to(ines.page.get_by_label("Good", exact=True))
    ines.keys("1")
    ines.writes("Rationale (needed)", "Done")
    assert ines.read(COUNTER) == ["1 word: 2 more needed."]
    ines.types(" well and in good time")
    assert ines.read(COUNTER) == ["6 words: 1 too many."]
    ines.says("saved")


def reads_in_the_check_what_is_missing_and_mends_it(ines: Keyboard) -> None:
    ines.follows("Check your answers")
    assert ines.read("#missing h2") == ["3 things still to do"]
    assert "The rationale has 6 words, and can have 5 at most." in " ".join(ines.read("#missing li"))
    assert ines.read("#look-again h2") == ["2 things to look at again"]
    ines.follows("Is the second thing done well?")
    expect(ines.focus).to_have_id("id_second-criterion-rationale")
    ines.keys("Control+End", *["Backspace"] * len(" good time"), "a", "l", "l")
    assert ines.read(COUNTER) == ["4 words."]
    ines.says("saved")


def answers_the_rest(ines: Keyboard) -> None:
    ines.presses("Save and go to the next unanswered question")
    assert ines.heading == "What kind of case this was"
    ines.tabs_to(ines.page.get_by_label("Yes", exact=True))
    ines.keys("Space")
    ines.says("saved")
    ines.presses("Save and go to the next unanswered question")
    assert ines.heading == "Overall judgment"
    ines.tabs_to(ines.page.get_by_label("Good", exact=True))
    ines.keys("2")
    ines.writes("Rationale (needed)", "Some of it was late.")
    ines.says("saved")
    ines.presses("Save and go to the next unanswered question")
    assert ines.heading == "Check your answers and submit"
    assert "Nothing is missing any more." in " ".join(ines.read(".govuk-notification-banner__heading"))


def submits_and_reads_what_happens_next(world: worlds.Fieldwork, ines: Keyboard) -> None:
    assert ines.read("#missing") == []
    ines.ticks("I have read the case file, these are my own judgments, and they rest on what the file shows")
    ines.presses("Submit the review")
    assert ines.read(".cg-submitted h2") == ["Review submitted: what happens next"]
    world.review.refresh_from_db()
    assert world.review.status == Review.Status.SUBMITTED


def test_grades_of_other_cases_are_unfolded_beside_an_answer(world: worlds.Fieldwork, ines: Keyboard) -> None:
    details = replace(details_of(world.inspection), shows_team_grades=True)
    inspecting.update_inspection(
        builders.acting(world.supervisor), world.inspection, details, version=world.inspection.version
    )
    other = builders.make_inspector("otto")
    inspecting.add_member(builders.acting(world.supervisor), world.inspection, other, "inspector", builders.NOW.date())
    for _ in range(5):
        subject = builders.add_case(world.supervisor, world.inspection, world.force)
        builders.signed_off(world.supervisor, subject, other)
    ines.goes_to(reverse("review-topic", args=[world.review.public_id, "first-topic"]))
    assert ines.read("details[data-grades]") == []
    ines.tabs_to(ines.page.get_by_label("Good", exact=True))
    ines.keys("1")
    fold = ines.page.locator("details[data-grades] summary")
    ines.tabs_to(fold)
    ines.keys("Enter")
    ines.waits_for("details[data-grades]", "5 good, 0 requires improvement, 0 inadequate (5 cases)")
    ines.arrived()
    ines.goes_to(reverse("team-grades", args=[world.review.public_id, "first-topic"]))
    assert ines.heading == "How other cases were graded"
