"""Which tests a run makes: all of them, or those that use the database and may come to something else on another."""

from collections.abc import Iterable

import pytest

DATABASE_ONLY = "CASEGRADE_TESTS_DATABASE_ONLY"
"""The environment variable that asks for the tests of the database alone."""
OF_THE_DATABASE = {"db", "transactional_db", "django_db_setup", "live_server", "on_each_engine"}
"""Fixtures that no test has without using the database; the last is of tests whose server has one of its own."""


def uses_database(fixtures: Iterable[str], marked: bool) -> bool:
    """Return whether a test with these fixtures uses the database, by one of them or by being `marked` so."""
    return marked or not OF_THE_DATABASE.isdisjoint(fixtures)


def of_the_database(item: pytest.Item) -> bool:
    """Return whether a test uses the database."""
    return uses_database(getattr(item, "fixturenames", ()), item.get_closest_marker("django_db") is not None)
