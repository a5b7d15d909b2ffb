"""Servers, lines and browsers of a test's own."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, WebError

from tests.faults.line import Line
from tests.faults.server import Installation, Server

PREPARE = ("-m", "config.prepare", "migrate", "load_reference", "collectstatic")


@dataclass
class Place:
    """A server that runs, the line to it, and what is there: public identifiers by name."""

    server: Server
    line: Line
    there: dict[str, str]

    @property
    def installation(self) -> Installation:
        """The data and the machine of the server."""
        return self.server.installation

    def url(self, path: str) -> str:
        """Return an address on the line."""
        return f"{self.line.address}{path}"


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, dict[str, str]]]:
    """Return an installation with a review in it that nobody has begun, to be copied, and what is there."""
    installation = Installation(tmp_path_factory.mktemp("prepared"), empty_database())
    installation.run(*PREPARE)
    yield installation, json.loads(installation.run("-m", "tests.faults.world"))
    installation.remove()


def empty_database() -> str:
    """Return the address of a database made on the server that DATABASE_URL names, or nothing where it names none."""
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        return ""
    name = f"faults_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}".encode())
    return urlsplit(address)._replace(path=f"/{name}").geturl()


@pytest.fixture
def place(prepared: tuple[Installation, dict[str, str]], tmp_path: Path) -> Iterator[Place]:
    """Return a server with data of its own and a line to it."""
    template, there = prepared
    installation = template.copy(tmp_path / "installation")
    server = Server(installation)
    try:
        server.start()
        line = Line(server.port)
        yield Place(server, line, there)
        line.cut()
    finally:
        server.kill()
        installation.remove()


@pytest.fixture
def new_browser(browser: Browser, place: Place) -> Iterator[Callable[[], BrowserContext]]:
    """Return how to make a browser of somebody's own, whose script errors fail the test; it knows the line's address.

    What the network does to it is the test's business, so that lost requests in its console are no fault.
    """
    complaints: list[str] = []

    def note_error(error: WebError) -> None:
        complaints.append(f"{error.page.url if error.page else ''}: {error.error}")

    def note_breach(message: ConsoleMessage) -> None:
        if "content security policy" in message.text.lower():
            complaints.append(f"{message.page.url if message.page else ''}: {message.text}")

    contexts: list[BrowserContext] = []

    def make() -> BrowserContext:
        context = browser.new_context(base_url=place.line.address)
        context.set_default_timeout(20_000)
        context.on("weberror", note_error)
        context.on("console", note_breach)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    assert complaints == [], "\n".join(complaints)
