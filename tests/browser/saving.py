"""What journeys about saving by itself look at: the bar, what lies in the browser, what is stored."""

import json
from collections.abc import Callable
from typing import Any

from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, Route
from playwright.sync_api import TimeoutError as TooLate

from review.reviewing.models import JudgmentText, Review
from tests.browser.steps import Person, plain

FIRST, SECOND = "first-criterion", "second-criterion"
RATIONALE = f"#id_{SECOND}-rationale"
SOON = 20_000
"""Milliseconds within which something comes about that the page does by itself."""


def second_topic(review: Review) -> str:
    """Return the address of the topic with the question whose rationale the journeys type."""
    return reverse("review-topic", args=[review.public_id, "second-topic"])


def first_topic(review: Review) -> str:
    """Return the address of the other topic."""
    return reverse("review-topic", args=[review.public_id, "first-topic"])


def stored(part: str = "rationale", criterion: str = SECOND) -> str:
    """Return the words in force of a part of an answer."""
    rows = JudgmentText.objects.filter(judgment__criterion__code=criterion, part=part, current=True)
    return rows.get().text if rows.exists() else ""


def said(page: Page) -> str:
    """Return what the bar says."""
    return plain(page.locator("[data-save-words]").inner_text())


def comes_to(page: Page, state: str) -> None:
    """Wait until the bar is in a state; where it does not come to it, fail with what the bar says instead."""
    try:
        page.locator(f"[data-save-state={state}]").wait_for(timeout=SOON)
    except TooLate as late:
        raise AssertionError(f"Not {state}, but: {said(page)}") from late


def types(page: Page, words: str, selector: str = RATIONALE) -> None:
    """Type words into a field key by key, after what stands there."""
    page.locator(selector).press("Control+End")
    page.locator(selector).press_sequentially(words)


def drafts(page: Page) -> dict[str, str]:
    """Return the drafts that lie in the browser, by where they lie."""
    lies = (
        "() => Object.fromEntries(Object.entries(localStorage).filter(([name]) => name.startsWith('casegrade:draft:')))"
    )
    return dict(page.evaluate(lies))


def none_left(page: Page) -> None:
    """Wait until no draft lies in the browser any more."""
    page.wait_for_function("() => !Object.keys(localStorage).some((name) => name.startsWith('casegrade:draft:'))")


def some_kept(page: Page) -> None:
    """Wait until everything typed on the page lies in the browser."""
    page.wait_for_function("() => Object.keys(localStorage).some((name) => name.startsWith('casegrade:draft:'))")


def everything_in_the_browser(page: Page) -> str:
    """Return all that the page's origin keeps in the browser as readable text."""
    return str(page.evaluate("() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])"))


def answering(context: BrowserContext, fulfil: Callable[[Route], Any]) -> None:
    """Let a function answer, or pass on, each write of an answer."""
    context.route("**/answers/**", fulfil)


def states(status: int, state: str, **more: Any) -> Callable[[Route], None]:
    """Return an answer in the way of the server's own."""

    def fulfil(route: Route) -> None:
        route.fulfill(status=status, content_type="application/json", body=json.dumps({"state": state, **more}))

    return fulfil


def opens(person: Person, address: str, username: str = "ines") -> Page:
    """Let somebody sign in and open a topic; return their page."""
    person.signs_in(username)
    person.goes_to(address)
    person.page.locator("[data-save-state=idle]").wait_for()
    return person.page
