"""Sittings: what follows closely by one person is one, and nothing gets lost or changes its place."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from review.domain.sittings import APART, Stretch, sittings

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def stretch(thing: str, begun: int, ended: int | None = None, who: int = 1) -> Stretch[str]:
    """Return a thing that somebody did from one minute to another."""
    until = begun if ended is None else ended
    return Stretch(thing, who, START + timedelta(minutes=begun), START + timedelta(minutes=until))


def test_sittings_of_nothing_are_none() -> None:
    assert sittings([]) == []


def test_sittings_end_after_a_pause() -> None:
    half = int(APART.total_seconds() // 60)
    assert sittings([stretch("a", 0), stretch("b", half), stretch("c", 2 * half + 1)]) == [("a", "b"), ("c",)]


def test_sittings_count_the_pause_from_the_end_of_what_went_before() -> None:
    assert sittings([stretch("a", 0, 40), stretch("b", 60)]) == [("a", "b")]


def test_sittings_end_where_somebody_else_goes_on() -> None:
    assert sittings([stretch("a", 0), stretch("b", 1, who=2), stretch("c", 2)]) == [("a",), ("b",), ("c",)]


def test_sittings_go_on_where_a_clock_was_put_back() -> None:
    assert sittings([stretch("a", 600), stretch("b", 0)]) == [("a", "b")]


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 50), st.integers(1, 2))))
def test_sittings_put_together_are_what_was_given(rows: list[tuple[int, int, int]]) -> None:
    given_rows = [stretch(str(number), b, b + more, who) for number, (b, more, who) in enumerate(rows)]
    found = sittings(given_rows)
    assert [thing for sitting in found for thing in sitting] == [row.thing for row in given_rows]
    assert all(found)
