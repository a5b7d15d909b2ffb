"""The axis of a picture: round ticks around every value, and words that do not touch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.axis import MOST_STEPS, Axis, Row, nice_ticks, plan_axis


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 210, [0, 100, 200, 300]),
        (0, 200, [0, 50, 100, 150, 200]),
        (0, 7, [0, 2, 4, 6, 8]),
        (0, 1, [0, 1]),
        (0, 0, [0, 1]),
        (-3, 40, [-20, 0, 20, 40]),
        (-1, 30001, [-20000, 0, 20000, 40000]),
        (0, 36500, [0, 10000, 20000, 30000, 40000]),
    ],
)
def test_ticks_are_round_and_enclose_the_values(low: int, high: int, ticks: list[int]) -> None:
    assert nice_ticks(low, high) == ticks


@given(st.integers(-(10**6), 0), st.integers(0, 10**7))
def test_ticks_are_few_and_enclose_any_values(low: int, high: int) -> None:
    ticks = nice_ticks(low, high)
    assert ticks[0] <= low <= high <= ticks[-1]
    assert 2 <= len(ticks) <= MOST_STEPS + 1


def test_values_lie_between_the_ends_in_proportion() -> None:
    axis = Axis(100, 300, [0, 25, 50])
    assert [axis.at(value) for value in (0, 12.5, 50)] == [100, 150, 300]


def test_axis_leaves_room_for_the_words_on_both_sides() -> None:
    short, long = plan_axis([Row("A", ["n = 1"], "")], [0, 1]), plan_axis([Row("A" * 200, ["n = 1000"], "")], [0, 1])
    assert short.left < long.left < long.right < short.right
