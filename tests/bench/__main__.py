"""Prints tables of times: rules, releases, pages of inspections, a large report, autosaves, files."""

import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

import django

from tests import postgres
from tests.bench import outputs
from tests.bench.timing import median

SMALL, LARGE = 52, 5200


def main() -> int:
    """Build a scratch installation with a small and a large inspection, and time their pages."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CASEGRADE_DATA"] = folder
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        django.setup()
        from django.core.management import call_command

        from tests.bench.language import print_figures
        from tests.bench.releasing import print_releases
        from tests.bench.rules import print_table

        print_table()
        print_figures()
        print_releases()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        _run()
    print_on_postgres("tests.bench.report", "The report of a large inspection was")
    print_on_postgres("tests.bench.autosave", "Autosaves were")
    return outputs.main()


def print_on_postgres(module: str, what: str) -> None:
    """Time something in a process of its own, on a PostgreSQL server; say where there is none."""
    try:
        with postgres.server() as address:
            command = [sys.executable, "-m", module]
            subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, check=True)
    except postgres.NoPostgres as missing:
        print(f"{what} not timed. {missing}")


def _run() -> None:
    from tests.bench.world import build, client_of, report_addresses

    print(f"Building inspections of {SMALL} and {LARGE} cases ...", flush=True)
    supervisor, small, large = build(SMALL, LARGE)
    client = client_of(supervisor)
    print(f"{'page':<44}{SMALL:>10}{LARGE:>10}{'ratio':>8}")
    for words, address in report_addresses().items():
        first = median(partial(client.get, address.format(slug=small)))
        second = median(partial(client.get, address.format(slug=large)))
        print(f"{words:<44}{first * 1000:>8.1f}ms{second * 1000:>8.1f}ms{second / first:>8.2f}")


if __name__ == "__main__":
    sys.exit(main())
