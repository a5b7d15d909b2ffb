"""How long something takes, as the median of several runs."""

import statistics
import time
from collections.abc import Callable

RUNS = 7


def median(ask: Callable[[], object], runs: int = RUNS) -> float:
    """Return the median seconds of several runs after one that is not counted."""
    ask()
    return statistics.median(once(ask) for _ in range(runs))


def once(ask: Callable[[], object]) -> float:
    """Return the seconds of one run."""
    begin = time.perf_counter()
    ask()
    return time.perf_counter() - begin
