"""People with a browser of their own each, for journeys."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route

from tests.browser import under_way
from tests.browser.steps import Check, Person

SECONDS_OF_PATIENCE = 20
"""How long a step may take: a busy machine is no fault of the pages."""


@pytest.fixture(autouse=True)
def nothing_under_way(transactional_db: None) -> Iterator[None]:
    """Let what browsers asked for come to its end before the database is emptied: PostgreSQL would wait, or give up."""
    with under_way.awaited():
        yield


@pytest.fixture
def somebody(new_context: Callable[..., BrowserContext], axe: Check) -> Callable[..., Person]:
    """Return how to make a person with a browser of their own, set up by Playwright's options."""

    def make(**options: Any) -> Person:
        context = new_context(**options)
        context.set_default_timeout(SECONDS_OF_PATIENCE * 1000)
        scripts = options.pop("java_script_enabled", True)
        check = axe if scripts else checking_a_copy(new_context(**options).new_page(), axe)
        return Person(context.new_page(), check)

    return make


def checking_a_copy(copy: Page, axe: Check) -> Check:
    """Return a check for pages whose browser runs no scripts, where axe cannot run: in `copy`, theirs are left out."""
    shown = {"html": ""}

    def answer(route: Route) -> None:
        kind = route.request.resource_type
        if kind == "document":
            route.fulfill(body=shown["html"], content_type="text/html")
        elif kind == "script":
            route.abort()
        else:
            route.continue_()

    copy.route("**/*", answer)

    def check(page: Page) -> None:
        shown["html"] = page.content()
        copy.goto(page.url)
        axe(copy)

    return check
