"""An address with many answers is read, and one that is longer than the server reads is answered with a page."""

import http.client

import pytest

from tests.faults.places import Place


def answer(place: Place, length: int) -> tuple[int, str]:
    """Return the status and the page of an address of some length."""
    asking = http.client.HTTPConnection("127.0.0.1", place.server.port, timeout=30)
    try:
        asking.request("GET", "/accounts/login/?" + "a" * length)
        told = asking.getresponse()
        return told.status, told.read().decode()
    finally:
        asking.close()


def test_an_address_with_many_answers_is_read(place: Place) -> None:
    assert answer(place, 8000)[0] == 200


@pytest.mark.parametrize("length", [9000, 60_000, 400_000])
def test_too_long_an_address_is_answered_with_a_page_that_says_what_to_do(place: Place, length: int) -> None:
    status, page = answer(place, length)
    assert status == 414
    assert "That asks for too much at once" in page
    assert "Go back and choose fewer answers" in page
    assert "gunicorn" not in page.lower()
