"""The database is emptied only once the pages' last requests are answered."""

import threading

from django.core.signals import request_finished, request_started

from tests.browser import under_way


def test_block_ends_once_its_last_request_does() -> None:
    ended = []

    def ends() -> None:
        ended.append("request")
        request_finished.send(sender=None)

    with under_way.awaited() as requests:
        request_started.send(sender=None)
        assert requests.count == 1
        threading.Timer(0.3, ends).start()
    assert (ended, requests.count) == (["request"], 0)
