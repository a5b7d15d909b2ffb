"""Servers, lines and browsers of a test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.faults import places
from tests.faults.places import NewBrowser, Place, Template
from tests.faults.steps import signed_in
from tests.faults.typist import Typist


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Template]:
    """Return an installation to be copied."""
    with places.template(tmp_path_factory.mktemp("prepared")) as made:
        yield made


@pytest.fixture
def place(prepared: Template, tmp_path: Path) -> Iterator[Place]:
    """Return a server with data of its own and a line to it."""
    with places.served(prepared, tmp_path / "installation") as found:
        yield found


@pytest.fixture
def new_browser(browser: Browser, place: Place) -> Iterator[NewBrowser]:
    """Return how to make a browser of somebody's own at the end of the line."""
    with places.browsers(browser, place.line.address) as make:
        yield make


@pytest.fixture
def ines(place: Place, new_browser: NewBrowser) -> Typist:
    """Return somebody who has opened a topic of their review."""
    return signed_in(Typist(place, new_browser, seed=1, words=0))


@pytest.fixture
def on_each_engine() -> None:
    """Let a test be run on PostgreSQL too; those of this folder that do not ask for this are run on SQLite alone."""
