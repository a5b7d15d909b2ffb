"""The harness itself: what tests of faults stand on must do what it says."""

import http.client

import pytest

from tests.faults.line import Fault
from tests.faults.places import Place


def status(place: Place, path: str = "/accounts/login/") -> int:
    """Return the status of an answer to a GET over the line. Raises OSError where the line is broken."""
    asking = http.client.HTTPConnection("127.0.0.1", place.line.port, timeout=30)
    try:
        asking.request("GET", path)
        return asking.getresponse().status
    finally:
        asking.close()


def test_server_that_is_killed_answers_nothing_and_comes_back_with_its_data(place: Place) -> None:
    before = (status(place), place.installation.sql("SELECT username FROM access_user ORDER BY username"))
    place.server.kill()
    with pytest.raises(ConnectionResetError):
        status(place)
    place.server.restart()
    assert (status(place), place.installation.sql("SELECT username FROM access_user ORDER BY username")) == before
    assert before == (200, [("ada",), ("ines",), ("otto",), ("sam",)])


def test_line_refuses_breaks_off_and_answers_as_told(place: Place) -> None:
    found = []
    for fault in (Fault.LOST, Fault.UNHEARD, Fault.ERROR, Fault.BUSY, None):
        place.line.weather = lambda method, path, fault=fault: fault
        try:
            found.append(status(place))
        except OSError:
            found.append(0)
    place.line.cut()
    with pytest.raises(ConnectionRefusedError):
        status(place)
    place.line.mend()
    assert (found, status(place)) == ([0, 0, 500, 503, 200], 200)
    assert len(place.line.seen) == 6
