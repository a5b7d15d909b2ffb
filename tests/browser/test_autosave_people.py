"""Sessions that end, other people at the same browser, and who sees which words."""

from collections.abc import Callable

from django.contrib.sessions.models import Session
from playwright.sync_api import BrowserContext, Page, Request, expect

from tests import builders
from tests.browser import saving, worlds
from tests.browser.saving import RATIONALE, SOON
from tests.browser.steps import Check, Person

WORDS = "Streetwise is not a word for a child."
OUT = "You are signed out: your words are kept"
OTHER = (
    "Somebody else is signed in now, so nothing more is sent from this page. "
    "Your words are kept in this browser for you."
)
Somebody = Callable[..., Person]


def sign_in(page: Page, username: str) -> None:
    """Sign in on a page that is no page of the journey's own."""
    page.goto("/accounts/login/")
    page.get_by_label("Username", exact=True).fill(username)
    page.get_by_label("Password", exact=True).fill(builders.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Sign out").wait_for()


def writes(context: BrowserContext) -> list[str]:
    """Return a list that grows by the body of each write of an answer from now on."""
    sent: list[str] = []

    def note(request: Request) -> None:
        if "/answers/" in request.url:
            sent.append(request.post_data or "")

    context.on("request", note)
    return sent


def test_session_that_ended_goes_on_after_signing_in_in_another_tab(somebody: Somebody, axe: Check) -> None:
    world, ines = worlds.fieldwork(), somebody()
    page = saving.opens(ines, saving.second_topic(world.review))
    Session.objects.all().delete()
    saving.types(page, WORDS)
    saving.comes_to(page, "out")
    assert saving.said(page) == OUT
    axe(page)
    with page.context.expect_page() as opening:
        page.get_by_role("link", name="Sign in (opens in new tab)").click()
    sign_in(opening.value, "ines")
    saving.comes_to(page, "saved")
    saving.none_left(page)
    assert saving.stored() == WORDS
    page.get_by_role("button", name="Save and stay").click()
    expect(page.locator(".cg-saved")).to_have_text("Saved.")


def test_cookies_cleared_in_mid_work_lose_nothing(somebody: Somebody) -> None:
    world, ines = worlds.fieldwork(), somebody()
    page = saving.opens(ines, saving.second_topic(world.review))
    saving.types(page, WORDS)
    page.context.clear_cookies()
    saving.types(page, " More.")
    saving.comes_to(page, "out")
    page.close()
    again = page.context.new_page()
    sign_in(again, "ines")
    saving.none_left(again)
    assert saving.stored() == f"{WORDS} More."


def test_another_person_at_the_same_browser_sends_and_sees_nothing(somebody: Somebody, axe: Check) -> None:
    world, ines = worlds.fieldwork(), somebody()
    builders.make_inspector("otis")
    page = saving.opens(ines, saving.second_topic(world.review))
    page.context.clear_cookies()
    saving.types(page, WORDS)
    saving.comes_to(page, "out")
    sent, other = writes(page.context), page.context.new_page()
    sign_in(other, "otis")
    saving.comes_to(page, "other")
    axe(page)
    assert saving.said(page) == OTHER
    saving.types(page, " More.")
    other.reload()
    other.wait_for_load_state("networkidle")
    assert (sent, saving.stored(), other.locator("[data-unsent-words]").is_visible()) == ([], "", False)
    assert len(saving.drafts(other)) == 1
    page.close()
    other.context.clear_cookies()
    sign_in(other, "ines")
    saving.none_left(other)
    assert saving.stored() == f"{WORDS} More."


def test_words_lie_in_the_browser_unreadable(somebody: Somebody) -> None:
    world, ines = worlds.fieldwork(), somebody()
    page = saving.opens(ines, saving.second_topic(world.review))
    page.context.set_offline(True)
    ines.ticks("Requires improvement")
    saving.types(page, WORDS)
    saving.comes_to(page, "trying")
    lies = saving.everything_in_the_browser(page)
    (place,) = saving.drafts(page)
    assert f"casegrade:draft:{world.inspector.public_id}:{world.review.public_id}:second-criterion:" in place
    assert [word for word in ("Streetwise", "child", "improvement", "rationale") if word in lies] == []
    page.context.set_offline(False)
    saving.comes_to(page, "saved")


def test_words_of_a_review_that_was_given_away_are_listed_and_can_be_deleted(somebody: Somebody, axe: Check) -> None:
    world, ines = worlds.fieldwork(), somebody()
    page = saving.opens(ines, saving.second_topic(world.review))
    saving.answering(page.context, saving.states(404, "refused", sentence="The review is no longer yours."))
    saving.types(page, WORDS)
    saving.comes_to(page, "refused")
    axe(page)
    assert saving.said(page) == (
        "Not saved. The review is no longer yours. Your words are kept in this browser for you."
    )
    ines.goes_to("/")
    page.locator("[data-unsent-words]").wait_for()
    axe(page)
    ines.unfolds("Show the words")
    listed = ines.looking_at("[data-unsent-words]")
    assert listed.misses("Is the second thing done well?", "Case CASE-1", "The review is no longer yours.", WORDS) == []
    page.get_by_role("button", name="Delete these words").click()
    axe(page)
    page.get_by_role("dialog").get_by_role("button", name="Delete them").click()
    saving.none_left(page)
    assert page.locator("[data-unsent-words]").is_visible() is False


def test_words_for_a_review_that_is_closed_are_kept_and_said_so(somebody: Somebody, axe: Check) -> None:
    world, ines = worlds.fieldwork(), somebody()
    page = saving.opens(ines, saving.second_topic(world.review))
    saving.answering(page.context, saving.states(202, "kept-late", sentence="The review is closed. Kept beside it."))
    saving.types(page, WORDS)
    saving.comes_to(page, "late")
    axe(page)
    saving.none_left(page)
    assert saving.said(page) == "The review is closed. Kept beside it."
    page.context.unroute_all()
    saving.answering(page.context, saving.states(409, "closed", sentence="The review was submitted."))
    saving.types(page, " More.")
    saving.comes_to(page, "closed")
    axe(page)
    saving.some_kept(page)
    expect(page.locator(RATIONALE)).to_have_value(f"{WORDS} More.", timeout=SOON)
