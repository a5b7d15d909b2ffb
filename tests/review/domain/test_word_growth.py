"""When words grow in their revision, and when another one begins."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.word_growth import SITTING, grows, sitting_goes_on

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
few = st.text("ab ", max_size=12)


@given(few, few, few)
def test_words_put_in_anywhere_let_a_text_grow(head: str, middle: str, tail: str) -> None:
    assert grows(head + tail, head + middle + tail) is bool(head + tail and middle)


@given(few, few)
def test_a_text_grows_only_where_it_is_there_whole_around_one_insertion(before: str, now: str) -> None:
    places = range(len(before) + 1)
    around = any(now.startswith(before[:place]) and now.endswith(before[place:]) for place in places)
    assert grows(before, now) is bool(before and len(now) > len(before) and around)


@given(few, few)
def test_nothing_that_was_saved_is_missing_from_what_grew(before: str, now: str) -> None:
    if grows(before, now):
        rest = iter(now)
        assert all(letter in rest for letter in before)


@pytest.mark.parametrize(
    ("later", "goes_on"),
    [
        (timedelta(0), True),
        (SITTING, True),
        (SITTING + timedelta(seconds=1), False),
        (-SITTING, True),
        (-SITTING - timedelta(seconds=1), False),
    ],
)
def test_a_sitting_ends_after_half_an_hour_or_where_the_clock_was_put_back_by_more(
    later: timedelta, goes_on: bool
) -> None:
    assert sitting_goes_on(NOW, NOW + later) is goes_on
