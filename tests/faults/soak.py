"""Days of typing under faults, one from each seed, until all seeds are done: `MODE=faults SEEDS=100 make soak`.

Each prints a line; the last says how many words were typed and how many were lost. WORKERS days go on at a time.
"""

import os
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from playwright.sync_api import Browser, Error, sync_playwright

from tests import chromium
from tests.faults import day, places

WORDS = 1000
FAULTS = (AssertionError, Error, OSError, RuntimeError)
"""What may go wrong around a day; a line tells it, and the next day begins."""


def main() -> int:
    """Spend the days and return 0 where every word of them is in the database, once and in its place, else 1."""
    first, seeds = int(os.environ.get("SEED", "1")), int(os.environ.get("SEEDS", "100"))
    workers = int(os.environ.get("WORKERS", "1"))
    if not (chromium.find() or chromium.install()):
        print(chromium.MISSING)
        return 1
    parts = [range(first + number, first + seeds, workers) for number in range(workers)]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        ended = [line for part in pool.map(days, parts) for line in part]
    lost, wrong = sum(lost for lost, _ in ended), [seed for _, seed in ended if seed]
    print(f"{seeds} seeds, {seeds * WORDS:,} words typed, {lost} lost")
    if wrong:
        print(f"Not as typed with SEED= {', '.join(map(str, sorted(wrong)))}")
    return 1 if wrong else 0


def days(seeds: Sequence[int]) -> list[tuple[int, int]]:
    """Spend a day from each seed; return for each how many words were lost, and its seed where anything was wrong."""
    no_sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with (
        tempfile.TemporaryDirectory(prefix="casegrade-faults-") as name,
        places.template(Path(name, "template")) as made,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium.find(), args=no_sandbox) as browser,
    ):
        return [one_day(made, Path(name, f"seed-{seed}"), browser, seed) for seed in seeds]


def one_day(made: places.Template, folder: Path, browser: Browser, seed: int) -> tuple[int, int]:
    """Spend a day and print what came of it; return the words lost, and the seed where anything was wrong."""
    begin, lost, wrong = time.monotonic(), WORDS, list[str]()
    try:
        with places.served(made, folder) as place, places.browsers(browser, place.line.address) as new_browser:
            kept = day.spend(place, new_browser, seed, WORDS)
            lost, wrong = WORDS - kept.words, kept.wrong
    except FAULTS as error:
        wrong = [*wrong, f"{type(error).__name__}: {error}"]
    print(f"seed {seed}: {WORDS} words typed, {lost} lost, {time.monotonic() - begin:.0f} s", flush=True)
    for line in wrong:
        print(f"  {line}", flush=True)
    return lost, seed if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
