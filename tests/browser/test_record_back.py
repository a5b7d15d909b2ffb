"""What was changed since a review came back, and wordings kept at a second press: in light, in the dark, on a phone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from access.actor import system_actor
from review.language.shipped_actions import load_language
from review.moderation.actions import return_review
from review.reviewing.actions import save_answers, submit
from tests import builders
from tests.browser import worlds
from tests.browser.steps import Person
from tests.browser.test_late_words import WAYS
from tests.browser.test_screen import listed
from tests.review.reviewing.conftest import graded


def came_back(world: worlds.Fieldwork) -> None:
    """Let the review be submitted, returned, changed in one question, and submitted again, ten minutes apart each."""
    ines, ten = world.inspector, timedelta(minutes=10)
    submit(builders.acting(ines, builders.NOW), builders.answer(ines, world.review))
    world.subject.refresh_from_db()
    return_review(builders.acting(world.supervisor, builders.NOW + ten), world.subject, "Look at the first again.")
    world.review.refresh_from_db()
    changed = graded(world.review, value="inadequate", rationale="Nothing was done.")
    save_answers(builders.acting(ines, builders.NOW + 2 * ten), world.review, [changed])
    world.review.refresh_from_db()
    submit(builders.acting(ines, builders.NOW + 3 * ten), world.review)


@pytest.mark.parametrize("way", WAYS)
def test_supervisor_reads_what_was_changed_since_a_review_came_back(
    somebody: Callable[..., Person], way: dict[str, Any]
) -> None:
    world = worlds.fieldwork()
    came_back(world)
    sam = somebody(**way)
    sam.signs_in("sam")
    sam.goes_to(reverse("review", args=[world.review.public_id]))
    sam.follows("What was changed since it came back")
    assert sam.misses("Changed since it was returned", "Good became Inadequate", "revision 1 became revision 2") == []
    assert "Is the second thing done well?" in sam.misses("Is the second thing done well?")
    sam.follows("Is the first thing done well?")
    assert sam.misses("Answers given (2)", "in place of Good", "2 revisions of its words") == []
    sam.goes_to(reverse("review-record", args=[world.review.public_id]))
    assert sam.misses("Changed once", "2 revisions: rationale 2") == []


@pytest.mark.parametrize("way", WAYS)
def test_administrator_is_asked_again_and_comes_back_to_the_row(
    somebody: Callable[..., Person], way: dict[str, Any]
) -> None:
    listed()
    load_language(system_actor("tests", builders.NOW))
    ada = somebody(**way)
    ada.signs_in("ada")
    ada.goes_to(reverse("language-add"))
    ada.enters("Wording", "pro*")
    ada.ticks("Makes the harm small")
    ada.enters("Why it may blame the victim", "It makes a risk small.")
    ada.presses("Add the wording")
    assert ada.misses("stands in nearly every document") == []
    ada.presses("Add the wording all the same")
    assert ada.misses("pro* Saved just now") == []
    expect(ada.page.locator("tr:target")).to_be_in_viewport()
    ada.enters("Find a wording", "risk")
    ada.presses("Find")
    assert ada.misses("pro*") == []
