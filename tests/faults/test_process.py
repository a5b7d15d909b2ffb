"""One fault at a time, met by a real server: power lost, an answer unheard, a full disk, a clock that jumps."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from tests.faults.caller import UNHEARD, Caller
from tests.faults.line import Fault
from tests.faults.places import Place
from tests.faults.words import stored

pytestmark = pytest.mark.usefixtures("on_each_engine")
CODE = "recorded"
HOUR = 3600
EVENTS = "SELECT count(*) FROM access_auditevent WHERE key = ?"
REVISIONS = "SELECT count(*) FROM review_judgmenttext WHERE part = 'rationale'"


def events(place: Place, key: str) -> int:
    """Return how many events of the trail are of the write with a key."""
    return int(place.installation.sql(EVENTS, [key if place.installation.address else key.replace("-", "")])[0][0])


def test_power_lost_after_the_work_and_before_the_answer_saves_once(place: Place) -> None:
    ines, review, key = Caller(place), place.there["review"], str(uuid4())
    place.installation.told(power="after", path="/answers/")
    assert ines.saves(review, CODE, "It was recorded.", 0, key) == UNHEARD
    place.server.died()
    place.server.restart()
    assert stored(place.installation, review) == {CODE: "It was recorded."}
    status, told = ines.saves(review, CODE, "It was recorded.", 0, key)
    assert (status, told["state"], told["version"], told["changed"]) == (200, "saved", 1, True)
    assert (events(place, key), place.installation.sql(REVISIONS)) == (1, [(1,)])


def test_power_lost_before_the_work_leaves_nothing_and_the_same_write_saves_it_later(place: Place) -> None:
    ines, review, key = Caller(place), place.there["review"], str(uuid4())
    place.installation.told(power="before", path="/answers/")
    assert ines.saves(review, CODE, "It was recorded.", 0, key) == UNHEARD
    place.server.died()
    place.server.restart()
    assert stored(place.installation, review) == {}
    assert ines.saves(review, CODE, "It was recorded.", 0, key)[1]["version"] == 1
    assert (stored(place.installation, review), events(place, key)) == ({CODE: "It was recorded."}, 1)


def test_write_whose_answer_was_not_heard_is_told_the_same_however_often_it_is_sent(place: Place) -> None:
    ines, review, key = Caller(place), place.there["review"], str(uuid4())
    place.line.next(Fault.UNHEARD, Fault.UNHEARD)
    heard = [ines.saves(review, CODE, "It was recorded.", 0, key) for _ in range(4)]
    assert [status for status, _ in heard] == [0, 0, 200, 200]
    assert heard[2][1]["version"] == heard[3][1]["version"] == 1
    assert ines.saves(review, CODE, "It was recorded. Late.", 1)[1]["version"] == 2
    assert ines.saves(review, CODE, "It was recorded.", 0, key)[1]["version"] == 1
    assert (stored(place.installation, review), events(place, key)) == ({CODE: "It was recorded. Late."}, 1)


def test_one_write_sent_eight_times_at_once_to_both_processes_is_one_write(place: Place) -> None:
    ines, review, key = Caller(place), place.there["review"], str(uuid4())
    with ThreadPoolExecutor(8) as pool:
        heard = list(pool.map(lambda _: ines.saves(review, CODE, "It was recorded.", 0, key), range(8)))
    assert [(status, told.get("version")) for status, told in heard] == [(200, 1)] * 8
    assert (events(place, key), place.installation.sql(REVISIONS)) == (1, [(1,)])


def test_full_disk_refuses_in_a_sentence_and_takes_the_write_when_there_is_room(place: Place) -> None:
    ines, review, key = Caller(place), place.there["review"], str(uuid4())
    page = f"/reviews/{review}/topics/beginning/"
    long = "The report was recorded within the hour. " * 1000
    assert ines.page(page) == 200  # the case is opened, and the trail has it: nobody reads what it cannot record
    place.installation.told(full=True)
    status, told = ines.saves(review, CODE, long, 0, key)
    assert (status, told["state"], bool(told.get("sentence"))) == (503, "unavailable", True)
    assert ines.page(page) == 200
    assert stored(place.installation, review) == {}
    place.installation.told(full=False)
    assert ines.saves(review, CODE, long, 0, key)[1]["state"] == "saved"
    assert stored(place.installation, review) == {CODE: long.strip()}


def test_clock_that_jumps_back_on_the_server_refuses_and_loses_nothing(place: Place) -> None:
    ines, review = Caller(place), place.there["review"]
    heard = [ines.saves(review, CODE, "At first.", 0)]
    place.installation.told(clock=-5 * HOUR)
    heard += [ines.saves(review, CODE, "At first. Earlier.", 1), ines.saves(review, CODE, "Something else.", 2)]
    place.installation.told()
    heard += [ines.saves(review, CODE, "Something else. At last.", 3)]
    assert [(status, told["version"]) for status, told in heard] == [(200, 1), (200, 2), (200, 3), (200, 4)]
    assert stored(place.installation, review) == {CODE: "Something else. At last."}
    assert "The trail is intact." in place.installation.run("manage.py", "audit", "verify")


def test_forged_versions_and_other_peoples_answers_change_nothing_on_a_real_server(place: Place) -> None:
    ines, review, others = Caller(place), place.there["review"], place.there["others"]
    attempts = [
        ines.saves(review, CODE, "Forged.", 7),
        ines.saves(review, CODE, "Forged.", -1),
        ines.saves(review, CODE, "Forged.", "9" * 40),
        ines.saves(review, CODE, "Forged.", 0, key="no-key"),
        ines.saves(others, CODE, "Forged.", 0),
        ines.saves(review, "first-criterion", "Forged.", 0),
    ]
    assert [status for status, _ in attempts] == [409, 422, 422, 422, 404, 404]
    assert (stored(place.installation, review), stored(place.installation, others)) == ({}, {})
