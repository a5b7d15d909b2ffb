"""The order of groups in a picture: by share and n, and what comes last."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.chart_plan import Bar, ChartGrade
from review.domain.reading_order import sorted_for_reading
from review.domain.tabulation import NOT_ANSWERED_LABEL

GRADES = [ChartGrade("good", "Good", "green"), ChartGrade("inadequate", "Inadequate", "red")]
BARS = [
    Bar(NOT_ANSWERED_LABEL, {"inadequate": 30}),
    Bar("No cases", {}),
    Bar("Fourth", {"good": 3, "inadequate": 1}),
    Bar("Second", {"good": 5, "inadequate": 5}),
    Bar("Third", {"good": 30, "inadequate": 10}),
    Bar("First", {"good": 10, "inadequate": 10}),
    Bar("Small", {"inadequate": 2}),
]


def order(bars: list[Bar]) -> list[str]:
    return [bar.label for bar in bars]


def test_bars_are_sorted_by_share_then_by_n() -> None:
    assert order(sorted_for_reading(BARS, GRADES, "inadequate")) == [
        *["Small", "First", "Second", "Third", "Fourth", "No cases", NOT_ANSWERED_LABEL]
    ]
    assert order(sorted_for_reading(BARS, GRADES, "good")) == [
        *["Third", "Fourth", "First", "Second", "Small", "No cases", NOT_ANSWERED_LABEL]
    ]


def test_small_groups_come_after_the_others_by_n_alone() -> None:
    assert order(sorted_for_reading(BARS, GRADES, "inadequate", least=10)) == [
        *["First", "Second", "Third", "Fourth", "Small", "No cases", NOT_ANSWERED_LABEL]
    ]


def test_periods_keep_their_order_with_those_without_cases() -> None:
    assert order(sorted_for_reading(BARS, GRADES, "inadequate", ordered=True)) == [
        *["No cases", "Fourth", "Second", "Third", "First", "Small", NOT_ANSWERED_LABEL]
    ]


def test_sorting_refuses_a_grade_that_is_not_in_the_scale_and_a_negative_count() -> None:
    with pytest.raises(ValueError, match='No grade has the code "adequate"'):
        sorted_for_reading(BARS, GRADES, "adequate")
    with pytest.raises(ValueError, match='A count of "A" is negative'):
        sorted_for_reading([Bar("A", {"good": -1})], GRADES, "good")


counts = st.fixed_dictionaries({"good": st.integers(0, 5), "inadequate": st.integers(0, 5)})


@given(st.lists(st.builds(Bar, st.sampled_from(["A", "B", NOT_ANSWERED_LABEL]), counts)), st.booleans())
def test_sorting_keeps_every_bar_and_is_the_same_twice(bars: list[Bar], ordered: bool) -> None:
    once = sorted_for_reading(bars, GRADES, "good", ordered)
    assert sorted(map(repr, once)) == sorted(map(repr, bars))
    assert sorted_for_reading(once, GRADES, "good", ordered) == once
