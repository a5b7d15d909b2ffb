"""Where faults happen: a server with data of its own, the line to it, and browsers that come to it over that line."""

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, WebError

from tests.faults.line import Line
from tests.faults.server import Installation, Server

PREPARE = ("-m", "config.prepare", "migrate", "load_reference", "collectstatic")
MILLISECONDS_OF_PATIENCE = 20_000
NewBrowser = Callable[..., BrowserContext]


@dataclass(frozen=True)
class Template:
    """An installation to be copied, with a review in it that nobody has begun; what is there, by name."""

    installation: Installation
    there: dict[str, str]


@dataclass(frozen=True)
class Place:
    """A server that runs, the line to it, and what is there: public identifiers by name."""

    server: Server
    line: Line
    there: dict[str, str]

    @property
    def installation(self) -> Installation:
        """The data and the machine of the server."""
        return self.server.installation


@contextmanager
def template(folder: Path, filling: str = "tests.faults.world") -> Iterator[Template]:
    """Make an installation in an empty folder, filled by a program that prints what is there.

    Its database is embedded unless DATABASE_URL names PostgreSQL.
    """
    folder.mkdir(exist_ok=True)
    installation = Installation(folder, empty_database())
    try:
        installation.run(*PREPARE)
        there = json.loads(installation.run("-m", filling))
        installation.sql("VACUUM")  # or what the migrations left free would be room on a full disk
        yield Template(installation, there)
    finally:
        installation.remove()


def empty_database() -> str:
    """Return the address of a database made on the server that DATABASE_URL names, or nothing where it names none."""
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        return ""
    name = f"faults_{os.getpid()}_{time.monotonic_ns()}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}".encode())
    return urlsplit(address)._replace(path=f"/{name}").geturl()


@contextmanager
def served(made: Template, folder: Path) -> Iterator[Place]:
    """Serve a copy of an installation, made in a folder that is not there yet, over a line of its own."""
    installation = made.installation.copy(folder)
    server = Server(installation)
    try:
        server.start()
        line = Line(server.port)
        yield Place(server, line, made.there)
        line.cut()
    finally:
        server.kill()
        installation.remove()


@contextmanager
def browsers(browser: Browser, address: str) -> Iterator[NewBrowser]:
    """Yield how to make a browser of somebody's own; script errors in any of them are an AssertionError at the end.

    What the network does to it is the test's business, so that lost requests in its console are no fault.
    """
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    def note_error(error: WebError) -> None:
        complaints.append(f"{error.page.url if error.page else ''}: {error.error}")

    def note_breach(message: ConsoleMessage) -> None:
        if "content security policy" in message.text.lower():
            complaints.append(f"{message.page.url if message.page else ''}: {message.text}")

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(base_url=address, **options)
        context.set_default_timeout(MILLISECONDS_OF_PATIENCE)
        context.on("weberror", note_error)
        context.on("console", note_breach)
        contexts.append(context)
        return context

    try:
        yield make
    finally:
        for context in contexts:
            context.close()
    assert complaints == [], "\n".join(complaints)
