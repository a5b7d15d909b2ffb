"""Signing out with words that were not sent yet: sent first where that can be, else the person says what to do."""

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.browser import saving, worlds
from tests.browser.saving import RATIONALE, SOON
from tests.browser.steps import Check, Person
from tests.browser.test_autosave_people import sign_in

WORDS = "Written just before going home."
Somebody = Callable[..., Person]


def with_unsent_words(ines: Person, world: worlds.Fieldwork) -> Page:
    """Let somebody write words that the server cannot take, and press the button for signing out."""
    page = saving.opens(ines, saving.second_topic(world.review))
    saving.answering(page.context, saving.states(503, "unavailable"))
    saving.types(page, WORDS)
    saving.comes_to(page, "trying")
    page.get_by_role("button", name="Sign out", exact=True).press("Enter")
    page.get_by_role("dialog").wait_for(timeout=SOON)
    return page


def test_signing_out_sends_first_what_was_just_typed(somebody: Somebody) -> None:
    world, ines = worlds.fieldwork(), somebody()
    page = saving.opens(ines, saving.second_topic(world.review))
    page.locator(RATIONALE).fill(WORDS)
    ines.signs_out()
    assert (ines.heading, saving.stored(), saving.drafts(page)) == ("Sign in to Casegrade", WORDS, {})


def test_whoever_stays_signed_in_goes_on(somebody: Somebody, axe: Check) -> None:
    world, ines = worlds.fieldwork(), somebody()
    page = with_unsent_words(ines, world)
    axe(page)
    dialog = page.get_by_role("dialog", name="Sign out with words that were not sent?")
    assert "1 answer was not sent." in dialog.inner_text()
    expect(dialog.get_by_role("button", name="Stay signed in")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Sign out", exact=True)).to_be_focused()
    page.context.unroute_all()
    saving.comes_to(page, "saved")
    assert saving.stored() == WORDS


def test_words_that_are_kept_at_signing_out_are_there_for_the_same_person(somebody: Somebody) -> None:
    world, ines = worlds.fieldwork(), somebody()
    page = with_unsent_words(ines, world)
    page.get_by_role("button", name="Sign out and keep them in this browser, for me alone").click()
    page.wait_for_url("**/accounts/login/**")
    assert (len(saving.drafts(page)), saving.stored()) == (1, "")
    page.context.unroute_all()
    sign_in(page, "ines")
    saving.none_left(page)
    assert saving.stored() == WORDS


def test_words_that_are_deleted_at_signing_out_are_gone(somebody: Somebody) -> None:
    world, ines = worlds.fieldwork(), somebody()
    page = with_unsent_words(ines, world)
    page.get_by_role("button", name="Sign out and delete them").click()
    page.wait_for_url("**/accounts/login/**")
    assert saving.drafts(page) == {}
    page.context.unroute_all()
    sign_in(page, "ines")
    page.goto(saving.second_topic(world.review))
    page.locator("[data-save-state=idle]").wait_for()
    assert (page.locator(RATIONALE).input_value(), saving.stored()) == ("", "")


def test_without_a_server_nobody_is_signed_out_and_it_says_so(somebody: Somebody, axe: Check) -> None:
    world, ines = worlds.fieldwork(), somebody()
    page = with_unsent_words(ines, world)
    page.context.route("**/session/", lambda route: route.abort())
    page.get_by_role("button", name="Sign out and delete them").click()
    still = page.get_by_role("dialog", name="You are still signed in")
    expect(still).to_be_visible(timeout=SOON)
    axe(page)
    assert (page.url.endswith("/topics/second-topic/"), len(saving.drafts(page))) == (True, 1)
    page.context.unroute_all()
    still.get_by_role("button", name="Stay on this page").click()
    saving.comes_to(page, "saved")
    assert saving.stored() == WORDS


def test_words_that_are_deleted_are_not_sent_once_the_server_is_back(somebody: Somebody) -> None:
    world, ines = worlds.fieldwork(), somebody()
    page = with_unsent_words(ines, world)

    def is_back_and_slow(route: Route) -> None:
        page.context.unroute("**/answers/**")
        page.wait_for_timeout(3000)
        route.continue_()

    page.context.route("**/accounts/logout/", is_back_and_slow)
    page.get_by_role("button", name="Sign out and delete them").click()
    page.wait_for_url("**/accounts/login/**")
    assert (saving.drafts(page), saving.stored()) == ({}, "")
