"""Autosaves a second with many reviewers at once, beside a bare update with its event of the trail, on PostgreSQL.

Run by itself with `python -m tests.postgres python -m tests.bench.autosave`; the two are measured in the same server.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import django

REVIEWERS, SECONDS, QUESTIONS = 50, 10, 60
SETTINGS = "tests.bench.settings"
LEAST = 0.4
"""So many autosaves at least for each bare update."""
HEADERS = {"Accept": "application/json", "Connection": "keep-alive"}


@dataclass
class Reviewer:
    """A reviewer at work: their session, the address and the fields of one answer, and how long each save took."""

    cookies: str
    token: str
    url: str
    code: str
    version: int = 0
    words: str = "A reason"
    times: list[float] = field(default_factory=list)

    def autosave(self, base: str) -> None:
        """Save the answer with a word more."""
        self.words += " and"
        post = {
            "key": str(uuid4()),
            f"{self.code}-version": self.version,
            f"{self.code}-rationale": f"{self.words} more",
        }
        told = self._send(base + self.url, post)
        self.version = int(told["version"])

    def bare(self, base: str) -> None:
        """Do the bare update."""
        self._send(f"{base}/bench/bare/", {})

    def _send(self, url: str, post: dict[str, object]) -> dict[str, object]:
        import json

        body = urllib.parse.urlencode(post).encode()
        request = urllib.request.Request(  # noqa: S310 - the address of this machine's own server
            url, body, {**HEADERS, "Cookie": self.cookies, "X-CSRFToken": self.token}
        )
        begin = time.perf_counter()
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            told: dict[str, object] = json.load(answer)
        self.times.append(time.perf_counter() - begin)
        return told


def main() -> int:
    """Build the reviewers, serve, and print both rates with their 95th percentiles and the ratio."""
    from tests.postgres import free_port

    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"CASEGRADE_DATA": folder, "DJANGO_SETTINGS_MODULE": SETTINGS}
        django.setup()
        reviewers = _prepared()
        port = free_port()
        server = _serve(port)
        try:
            _print(f"http://127.0.0.1:{port}", reviewers)
        finally:
            server.terminate()
            server.wait()
    return 0


def _prepared() -> list[Reviewer]:
    from django.core.management import call_command

    from tests.bench.form import build_reviewers, print_form

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    users = build_reviewers(REVIEWERS, QUESTIONS)
    print_form(users[0])
    return [Reviewer(*one.parts) for one in users]


def _serve(port: int) -> subprocess.Popen[bytes]:
    from access.management.commands.serve import server

    process = subprocess.Popen(server(str(port)), env=dict(os.environ))
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/session/", timeout=2).close()
            return process
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The server did not start.")


def _print(base: str, reviewers: list[Reviewer]) -> None:
    rates = {}
    for words, act in (("bare update with its event", Reviewer.bare), ("autosave of words", Reviewer.autosave)):
        _run(base, reviewers, act, 2.0)
        rates[words], slow = _run(base, reviewers, act, SECONDS)
        print(f"{words:<44}{rates[words]:>8.1f}/s   p95 {slow * 1000:.0f} ms", flush=True)
    bare, saves = rates.values()
    print(f"{'ratio (at least ' + str(LEAST) + ')':<44}{saves / bare:>8.2f}")


def _run(
    base: str, reviewers: list[Reviewer], act: Callable[[Reviewer, str], None], seconds: float
) -> tuple[float, float]:
    """Let all act at once for so many seconds; return how many did a second, and the 95th percentile in seconds."""
    end = time.perf_counter() + seconds

    def work(reviewer: Reviewer) -> None:
        reviewer.times.clear()
        while time.perf_counter() < end:
            act(reviewer, base)

    begin = time.perf_counter()
    threads = [threading.Thread(target=work, args=(reviewer,)) for reviewer in reviewers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = [one for reviewer in reviewers for one in reviewer.times]
    return len(times) / (time.perf_counter() - begin), statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    sys.path.insert(0, str(Path.cwd()))
    sys.exit(main())
