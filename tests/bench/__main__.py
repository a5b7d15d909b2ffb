"""Prints tables of times: rules and checks of frameworks, pages of a large and a small inspection, autosaves, files."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import django

from tests import postgres
from tests.bench import outputs

SMALL, LARGE = 52, 5200
RUNS = 7


def main() -> int:
    """Build a scratch installation with a small and a large inspection, and time their pages."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CASEGRADE_DATA"] = folder
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        django.setup()
        from django.core.management import call_command

        from tests.bench.language import print_figures
        from tests.bench.rules import print_table

        print_table()
        print_figures()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        _run()
    print_autosaves()
    return outputs.main()


def print_autosaves() -> None:
    """Time autosaves and their form in a process of its own, on a PostgreSQL server; say where there is none."""
    try:
        with postgres.server() as address:
            command = [sys.executable, "-m", "tests.bench.autosave"]
            subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, check=True)
    except postgres.NoPostgres as missing:
        print(f"Autosaves were not timed. {missing}")


def _run() -> None:
    from tests.bench.world import build, client_of, report_addresses

    print(f"Building inspections of {SMALL} and {LARGE} cases ...", flush=True)
    supervisor, small, large = build(SMALL, LARGE)
    client = client_of(supervisor)
    print(f"{'page':<44}{SMALL:>10}{LARGE:>10}{'ratio':>8}")
    for words, address in report_addresses().items():
        first = _median(partial(client.get, address.format(slug=small)))
        second = _median(partial(client.get, address.format(slug=large)))
        print(f"{words:<44}{first * 1000:>8.1f}ms{second * 1000:>8.1f}ms{second / first:>8.2f}")


def _median(ask: Callable[[], object]) -> float:
    """Return the median seconds of several runs after one that is not counted."""
    ask()
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        ask()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
