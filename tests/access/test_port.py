"""What is said of a port before anything is served on it."""

import socket
from collections.abc import Iterator

import pytest

from access.port import HOST, problem


@pytest.fixture
def taken() -> Iterator[int]:
    """Listen on a port as another program would, and return it."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_port_that_is_free_has_no_problem(taken: int) -> None:
    with socket.socket() as spare:
        spare.bind((HOST, 0))
        free = spare.getsockname()[1]
    assert problem(str(free)) == ""


def test_port_that_is_taken_is_named_with_another(taken: int) -> None:
    other = taken + 1 if taken < 65535 else 8000
    sentence = f"Port {taken} is taken: another program listens on it. Choose another: PORT={other}."
    assert problem(str(taken)) == sentence


@pytest.mark.parametrize("typed", ["", "abc", "80a", "0", "65536", "-1", "8000 ", "८०००", "1" * 5000])
def test_port_that_is_no_port_is_refused(typed: str) -> None:
    assert problem(typed) == f"PORT must be a number from 1 to 65535, not {typed!r}."
