"""The report of one large inspection beside six bare queries over the facts, on PostgreSQL.

Run by itself with `python -m tests.postgres python -m tests.bench.report CASES`. All cases are in one inspection.
"""

import os
import sys
import tempfile
from functools import partial
from typing import TYPE_CHECKING

import django

from tests.bench.outputs import megabytes
from tests.bench.timing import RUNS, median, once

if TYPE_CHECKING:
    from django.test import Client

    from tests.bench.archive import Archive

CASES = 20_000
MOST, MOST_QUERIES, LEAST_GAIN = 2.0, 15, 50
"""The page takes so many times the bare queries at most; of an archive they take so many times the page at least."""
BY_TWO = "w.group-based=yes&w.team-type=specialist&by=force&by=known-from-records"


def main(cases: int) -> int:
    """Load so many cases and print the table; return 1 where kept figures differ from a recount."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"CASEGRADE_DATA": folder, "DJANGO_SETTINGS_MODULE": "config.settings"}
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        return _run(cases)


def _run(cases: int) -> int:
    from tests.bench import archive, counts
    from tests.bench.world import client_of

    print(f"Loading one inspection of {cases:,} signed-off cases ...", flush=True)
    made: list[Archive] = []
    seconds = once(lambda: made.append(archive.build(cases)))
    client, archived = client_of(made[0].supervisor), cases > CASES
    print(f"{'report of one inspection':<44}{counts.judgments():>10,} judgments")
    _print("loading, by COPY, with counting", seconds, f"{counts.database_size()} in the database")
    _print_standard(made[0], client, 3 if archived else RUNS, archived)
    same = counts.print_kept(made[0], _print)
    _print_others(made[0], client, 1 if archived else RUNS)
    return 0 if same else 1


def _print(words: str, seconds: float, remark: str = "") -> None:
    print(f"{words:<44}{seconds * 1000:>10.1f}ms  {remark}".rstrip(), flush=True)


def _print_standard(archive: "Archive", client: "Client", runs: int, archived: bool) -> None:
    from tests.bench import bare, counts

    bare_seconds = median(partial(bare.figures, bare.keys_of(archive.inspection)), runs)
    _print("six bare queries over the facts", bare_seconds)
    asked = partial(client.get, counts.addresses(archive.inspection, BY_TWO)["report"])
    page = median(asked, runs)
    _print("standard report page", page, _compared(page, bare_seconds, archived))
    figures = partial(counts.standard_figures, archive.inspection)
    _print("  its figures alone", median(figures, runs))
    print(f"{'  queries of the page':<44}{counts.queries_of(asked):>10}    at most {MOST_QUERIES}", flush=True)


def _print_others(archive: "Archive", client: "Client", runs: int) -> None:
    from tests.bench import counts

    pages = counts.addresses(archive.inspection, BY_TWO)
    for words in ("two conditions, by two names", "cases behind a figure"):
        asked = partial(client.get, pages[words])
        _print(words, median(asked, runs), f"{counts.queries_of(asked)} queries")
    print(f"{'memory of this process at most':<44}{megabytes():>10.0f}MB", flush=True)


def _compared(page: float, bare_seconds: float, archived: bool) -> str:
    if archived:
        return f"bare queries take {bare_seconds / page:.0f} times as long, at least {LEAST_GAIN}"
    return f"{page / bare_seconds:.2f} times the bare queries, at most {MOST}"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else CASES))
