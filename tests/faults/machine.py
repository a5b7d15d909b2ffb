"""The machine that a server under test runs on: its clock, its disk, and power that fails at a chosen moment.

What it does is read from a small file in the data folder before every request, so a test can change it at any time.
"""

import json
import os
import signal
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

STATE = "machine.json"
ALL_THE_ROOM = 1_073_741_823
"""Pages that SQLite lets a database have where nothing else is said."""
_true_now = timezone.now


def state() -> dict[str, Any]:
    """Return what the machine is told to do; nothing where there is no word of it."""
    path = Path(os.environ["CASEGRADE_DATA"], STATE)
    return dict(json.loads(path.read_text())) if path.exists() else {}


def take_over_the_clock() -> None:
    """Let the server's clock be as many seconds off as the machine is told. Call before models are loaded."""
    timezone.now = now


def now() -> datetime:
    """Return what the machine's clock says."""
    return _true_now() + timedelta(seconds=state().get("clock", 0))


class MachineMiddleware:
    """Fills the disk and cuts the power as told, the latter before or after the work of a request.

    A full disk is SQLite's own refusal to let its file grow. PostgreSQL is made read-only: hosted servers are set so
    before their disk is full, and nobody can fill the disk of one that is shared.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request on the machine as it is now."""
        told = state()
        if "full" in told:
            self._fill(bool(told["full"]))
        here = request.method == "POST" and str(told.get("path", "")) in request.path
        if here and told.get("power") == "before":
            lose_power()
        response = self.get_response(request)
        if here and told.get("power") == "after":
            lose_power()
        return response

    def _fill(self, full: bool) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(f"SET default_transaction_read_only = {'on' if full else 'off'}")
                return
            cursor.execute("PRAGMA page_count")
            pages = cursor.fetchone()[0] if full else ALL_THE_ROOM
            cursor.execute(f"PRAGMA max_page_count = {int(pages)}")


def lose_power() -> None:
    """End every process of the server at once, this one with it; nothing is finished or answered."""
    os.killpg(os.getpgid(0), signal.SIGKILL)
