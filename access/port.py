"""Whether a port of this machine can be served on. Standard library only: asked before anything is installed."""

import errno
import re
import socket

HOST = "127.0.0.1"
"""Casegrade's own server listens to this machine only; a proxy in front of it does the rest."""


def problem(port: str) -> str:
    """Return a sentence where the port cannot be used, else nothing."""
    if not (re.fullmatch("[1-9][0-9]{0,4}", port) and int(port) <= 65535):
        return f"PORT must be a number from 1 to 65535, not {port!r}."
    try:
        bind(int(port))
    except OSError as error:
        return sentence(port, error)
    return ""


def bind(port: int) -> None:
    """Take the port and give it back at once; raises OSError where that is not possible."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
        taken.bind((HOST, port))


def sentence(port: str, error: OSError) -> str:
    """Return what stands in the way of using the port, and the way round it."""
    if error.errno == errno.EADDRINUSE:
        other = int(port) + 1 if int(port) < 65535 else 8000
        return f"Port {port} is taken: another program listens on it. Choose another: PORT={other}."
    if error.errno == errno.EACCES:
        return f"Port {port} is reserved for the system. Choose one from 1024 up, for example PORT=8000."
    return f"Port {port} of {HOST} cannot be used: {error.strerror or error}."
