"""Errors that the machine is the cause of are told in one sentence; all others keep their traceback."""

import errno

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import InternalError, OperationalError

from access.machine_faults import explain, is_passing

AGAIN = "Make room, then run the same command again."
ELSEWHERE = "Choose another with DATA=folder."


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left", "a"), f"The disk is full (No space left: a). {AGAIN}"),
        (OperationalError("database or disk is full"), f"The disk is full (database or disk is full). {AGAIN}"),
        (
            PermissionError(errno.EACCES, "Permission denied", "var"),
            f"The data folder cannot be used (Permission denied: var). {ELSEWHERE}",
        ),
        (
            OperationalError("attempt to write a readonly database"),
            f"The data folder cannot be used (attempt to write a readonly database). {ELSEWHERE}",
        ),
        (
            OperationalError("database is locked"),
            "The database is in use by another command. Wait until it is done, then run this again.",
        ),
        (OperationalError("connection refused"), "The database cannot be reached: connection refused"),
        (ImproperlyConfigured("Set ALLOWED_HOSTS."), "Set ALLOWED_HOSTS."),
        (OperationalError("no such table: access_user"), ""),
        (ValueError("anything else"), ""),
        (FileNotFoundError(errno.ENOENT, "No such file or directory", "fixtures/x.csv"), ""),
    ],
)
def test_explain_tells_the_machines_errors(error: Exception, sentence: str) -> None:
    assert explain(error) == sentence


def test_explain_finds_the_cause_behind_an_error() -> None:
    error = RuntimeError("while loading")
    error.__cause__ = OSError(errno.ENOSPC, "No space left")
    assert explain(error) == f"The disk is full (No space left). {AGAIN}"


@pytest.mark.parametrize(
    ("error", "passing"),
    [
        (OperationalError("database or disk is full"), True),
        (InternalError("cannot execute INSERT in a read-only transaction"), True),
        (InternalError("current transaction is aborted"), False),
        (OSError(errno.ENOSPC, "No space left", "a"), True),
        (OSError(errno.EACCES, "Permission denied", "a"), False),
        (ValueError("anything else"), False),
        (None, False),
    ],
)
def test_what_may_soon_be_well_again_is_told_from_faults_of_our_own(error: Exception | None, passing: bool) -> None:
    assert is_passing(error) is passing
