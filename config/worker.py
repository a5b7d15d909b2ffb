"""The server's worker: what it cannot read it answers with a page of the project, in a sentence."""

import socket
from contextlib import suppress
from typing import Any

from django.template.loader import render_to_string
from gunicorn.http.errors import LimitRequestLine  # type: ignore[import-untyped]
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

SECONDS, BYTES, PIECE = 2, 1024 * 1024, 65536
"""How long, and how much, is read of what somebody still sends, so that they get to hear the answer."""


class Worker(ThreadWorker):  # type: ignore[misc]
    """A worker with threads that answers an address that is too long as every other page is answered."""

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        """Answer a request that could not be read; anything but too long an address as the server itself does."""
        if not isinstance(exc, LimitRequestLine):
            super().handle_error(req, client, addr, exc)
            return
        self.log.warning("An address that is too long was refused: %s", exc)
        with suppress(OSError):
            client.settimeout(SECONDS)
            client.sendall(too_long())
            client.shutdown(socket.SHUT_WR)
            drain(client)


def too_long() -> bytes:
    """Return the whole answer to a request whose address is too long."""
    page = render_to_string("414.html").encode()
    head = (
        "HTTP/1.1 414 URI Too Long",
        "Connection: close",
        "Content-Type: text/html; charset=utf-8",
        f"Content-Length: {len(page)}",
        "Cache-Control: no-store",
    )
    return "\r\n".join([*head, "", ""]).encode() + page


def drain(client: socket.socket) -> None:
    """Read what is still sent, within limits: closing on it would cut the answer off."""
    left = BYTES
    while left > 0 and (piece := client.recv(PIECE)):
        left -= len(piece)
