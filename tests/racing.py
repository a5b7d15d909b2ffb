"""Several attempts at the same moment, on a real database."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection


def race(
    attempts: Sequence[Callable[[], object]], refusals: tuple[type[Exception], ...], won: str = "done"
) -> Counter[str]:
    """Let each attempt be made by a thread of its own at the same moment, and count what they came to.

    That is `won`, or the name of the refusal; any other exception goes on.
    """
    start = Barrier(len(attempts))

    def run(attempt: Callable[[], object]) -> str:
        try:
            start.wait(timeout=30)
            attempt()
        except refusals as refused:
            return type(refused).__name__
        finally:
            connection.close()
        return won

    with ThreadPoolExecutor(len(attempts)) as pool:
        return Counter(pool.map(run, attempts, timeout=120))
