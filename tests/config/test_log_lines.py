"""The server's log: a line for a refusal, a traceback for a fault."""

import logging
import sys

import pytest
from django.conf import settings
from django.utils.module_loading import import_string


def logged(name: str, level: int) -> str:
    """Return the text in the log of a record that carries an exception."""
    options = dict(settings.LOGGING["formatters"]["line"])
    formatter = import_string(options.get("()", "logging.Formatter"))("%(levelname)s %(name)s %(message)s")
    try:
        raise PermissionError("Not yours.")
    except PermissionError:
        record = logging.LogRecord(name, level, "", 1, "Forbidden: %s", ("/users/",), sys.exc_info())
    return str(formatter.format(record))


@pytest.mark.parametrize(
    ("name", "level", "word"),
    [
        ("django.request", logging.WARNING, "WARNING"),
        ("django.security.DisallowedHost", logging.ERROR, "ERROR"),
        ("django.security.csrf", logging.WARNING, "WARNING"),
    ],
)
def test_refusal_is_one_line(name: str, level: int, word: str) -> None:
    assert logged(name, level) == f"{word} {name} Forbidden: /users/"


def test_fault_keeps_its_traceback() -> None:
    lines = logged("django.request", logging.ERROR).splitlines()
    assert (lines[0], lines[-1]) == ("ERROR django.request Forbidden: /users/", "PermissionError: Not yours.")
