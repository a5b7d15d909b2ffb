"""People with a browser of their own each, for journeys."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.steps import Person

SECONDS_OF_PATIENCE = 20
"""How long a step may take: a busy machine is no fault of the pages."""


@pytest.fixture
def somebody(new_context: Callable[..., BrowserContext], axe: Callable[[Page], None]) -> Callable[..., Person]:
    """Return how to make a person with a browser of their own, set up by Playwright's options."""

    def make(**options: Any) -> Person:
        context = new_context(**options)
        context.set_default_timeout(SECONDS_OF_PATIENCE * 1000)
        return Person(context.new_page(), axe)

    return make
