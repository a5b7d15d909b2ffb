"""Submitting a review while words of it lie in the browser that were not sent yet."""

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import expect

from review.reviewing.models import Review
from tests import builders
from tests.browser import saving, worlds
from tests.browser.saving import SOON
from tests.browser.steps import Check, Person

WORDS = "Written in another window."
Somebody = Callable[..., Person]


def status_of(review: Review) -> str:
    """Return the state of the review now."""
    return str(Review.objects.values_list("status", flat=True).get(pk=review.pk))


def before_the_statement(somebody: Somebody) -> tuple[worlds.Fieldwork, Person]:
    """Return somebody who is about to submit, with words in another window that the server cannot take."""
    world, ines = worlds.fieldwork(), somebody()
    builders.answer(builders.User.objects.get(username="ines"), world.review)
    page = saving.opens(ines, saving.second_topic(world.review))
    beside = page.context.new_page()
    beside.goto(saving.second_topic(world.review))
    beside.locator("[data-save-state=idle]").wait_for()
    saving.answering(page.context, saving.states(503, "unavailable"))
    saving.types(beside, WORDS)
    saving.some_kept(beside)
    ines.goes_to(reverse("review-check", args=[world.review.public_id]))
    page.locator("#submit input[type=checkbox]").check()
    page.get_by_role("button", name="Submit the review").click()
    expect(page.get_by_role("dialog")).to_contain_text("1 answer was not sent yet.")
    return world, ines


def test_whoever_has_them_sent_reads_them_before_submitting(somebody: Somebody, axe: Check) -> None:
    world, ines = before_the_statement(somebody)
    axe(ines.page)
    ines.page.context.unroute_all()
    ines.page.get_by_role("button", name="Send them, then show this page again").click()
    expect(ines.page.locator("#c-second-criterion")).to_contain_text(WORDS, timeout=SOON)
    assert status_of(world.review) == "in-progress"
    ines.page.locator("#submit input[type=checkbox]").check()
    ines.presses("Submit the review")
    assert status_of(world.review) == "submitted"


def test_whoever_submits_without_them_says_so(somebody: Somebody) -> None:
    world, ines = before_the_statement(somebody)
    with ines.page.expect_navigation():
        ines.page.get_by_role("button", name="Submit without them").click()
    assert (status_of(world.review), len(saving.drafts(ines.page))) == ("submitted", 1)
