"""Which requests of this process are under way."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from django.core.signals import request_finished, request_started

SECONDS_OF_PATIENCE = 20
BETWEEN = 0.02


class UnderWay:
    """Counts the requests that have begun and not ended, from when it was made until it is closed."""

    def __init__(self) -> None:
        """Begin to count."""
        self.count, self._lock = 0, Lock()
        request_started.connect(self._began)
        request_finished.connect(self._ended)

    def _began(self, **_: object) -> None:
        with self._lock:
            self.count += 1

    def _ended(self, **_: object) -> None:
        with self._lock:
            self.count -= 1

    def close(self) -> None:
        """Count no longer."""
        request_started.disconnect(self._began)
        request_finished.disconnect(self._ended)


@contextmanager
def awaited() -> Iterator[UnderWay]:
    """Wait at the end until no request that began in the block is under way any more, but not for ever."""
    requests = UnderWay()
    try:
        yield requests
    finally:
        latest = time.monotonic() + SECONDS_OF_PATIENCE
        while requests.count > 0 and time.monotonic() < latest:
            time.sleep(BETWEEN)
        requests.close()
