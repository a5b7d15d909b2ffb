"""What every test may ask for: a scratch database and folder, and for browser journeys a watched browser."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as examples
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Playwright, WebError
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests import chromium
from tests.choosing import DATABASE_ONLY, of_the_database

examples.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.register_profile("repeatable", examples.get_profile("untimed"), derandomize=True)
# A build machine tries the same examples every time; elsewhere each run tries others. Neither is told by a clock.
examples.load_profile("repeatable" if os.environ.get("CI") else "untimed")
ALLOWED_RULE, ALLOWED_MARK = "aria-allowed-attr", "govuk-radios__input"
"""The design system puts aria-expanded on radios that reveal a field, and keeps it there on purpose."""


LONG = ("test_published_rows.py", "test_same_every_time.py", "test_whole_day.py", "test_thousand_words.py")
"""The modules whose tests take longest: begun first, or one of them would keep a single worker busy at the end."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark every test of tests/browser as one that needs a browser, and put the long tests first.

    On a second engine leave out what needs no database.
    """
    for item in items:
        if Path(__file__).parent / "browser" in item.path.parents:
            item.add_marker(pytest.mark.browser)
    if os.environ.get(DATABASE_ONLY):
        config.hook.pytest_deselected(items=[item for item in items if not of_the_database(item)])
        items[:] = [item for item in items if of_the_database(item)]
    items.sort(key=lambda item: item.path.name not in LONG)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let SQLite's test database be a file, as the real one is: threads and the live server share it.

    Its name stands at once, so that no server starts with the one connection that a database in memory would need: two
    requests on one connection bring the process down.
    """
    if connection.vendor == "sqlite":
        name = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        connection.settings_dict["NAME"] = connection.settings_dict["TEST"]["NAME"] = name


@pytest.fixture(autouse=True)
def documents_folder(settings: Settings, tmp_path: Path) -> Path:
    """Keep a test's documents in a folder of its own, and return that."""
    settings.MEDIA_ROOT = tmp_path / "documents"
    return settings.MEDIA_ROOT


@pytest.fixture(scope="session")
def playwright(playwright: Playwright) -> Iterator[Playwright]:
    """Let tests use the database while Playwright's event loop runs in their thread, as it does from now on."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield playwright
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def base_url(django_db_modify_db_settings: None, live_server: LiveServer) -> str:
    """Let journeys go to "/": every browser test gets the served project, and so a database of its own."""
    return live_server.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the Chromium that this machine has, without a sandbox only where root leaves no choice."""
    path = chromium.find()
    if path is None and os.environ.get("CI"):
        pytest.fail(chromium.MISSING)
    if path is None:
        pytest.skip(chromium.MISSING)
    no_sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    return {**browser_type_launch_args, "executable_path": path, "args": [*no_sandbox, *quiet]}


@pytest.fixture
def new_context(new_context: Callable[..., BrowserContext]) -> Iterator[Callable[..., BrowserContext]]:
    """Make browser contexts that fail the test on a script error or a breach of the content policy."""
    complaints: list[str] = []

    def note_error(error: WebError) -> None:
        complaints.append(f"{error.page.url if error.page else ''}: {error.error}")

    def note_breach(message: ConsoleMessage) -> None:
        if "content security policy" in message.text.lower():
            complaints.append(f"{message.page.url if message.page else ''}: {message.text}")

    def watched(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.on("weberror", note_error)
        context.on("console", note_breach)
        return context

    yield watched
    assert complaints == [], "\n".join(complaints)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Return a check that the page shown has no accessibility fault that axe can find."""
    checker = Axe()

    def check(page: Page) -> None:
        faults = [line for fault in checker.run(page).response["violations"] for line in told(fault)]
        assert faults == [], f"{page.url}:\n" + "\n".join(faults)

    return check


def told(fault: dict[str, Any]) -> list[str]:
    """Return one legible line for each element that a fault was found on, but for what is allowed."""
    return [
        f"{fault['id']} ({fault['impact']}): {fault['help']}: {' '.join(map(str, node['target']))}: {node['html']}"
        for node in fault["nodes"]
        if not (fault["id"] == ALLOWED_RULE and ALLOWED_MARK in node["html"])
    ]
