"""Months, quarters and years, ranges of them, and bands of days."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.periods import (
    BANDS,
    PeriodError,
    Step,
    band_limits,
    band_of,
    code_of_month,
    is_period,
    months_of,
    period_words,
    spelled_out,
    without_gaps,
)

months = st.builds(lambda year, month: f"{year:04}-{month:02}", st.integers(1900, 2099), st.integers(1, 12))
steps = st.sampled_from(["month", "quarter", "year"])


@pytest.mark.parametrize(
    ("step", "code", "words"),
    [
        ("month", "2023-11", "November 2023"),
        ("quarter", "2023-Q4", "October to December 2023"),
        ("year", "2023", "2023"),
    ],
)
def test_period_of_a_month(step: Step, code: str, words: str) -> None:
    assert (code_of_month("2023-11", step), period_words(code)) == (code, words)


@pytest.mark.parametrize(
    ("text", "step", "periods"),
    [
        ("2023-11..2024-02", "month", ["2023-11", "2023-12", "2024-01", "2024-02"]),
        ("2023-Q3..2024-Q1", "quarter", ["2023-Q3", "2023-Q4", "2024-Q1"]),
        ("2023..2024", "year", ["2023", "2024"]),
        ("2023-11", "month", ["2023-11"]),
    ],
)
def test_spelled_out_gives_every_period_of_a_range(text: str, step: Step, periods: list[str]) -> None:
    assert spelled_out(text, step) == periods


@pytest.mark.parametrize(
    ("text", "step", "sentence"),
    [
        ("2023-13", "month", '"2023-13" is not a month. Write 2023-11, or FIRST..LAST for all from one to another.'),
        ("2023", "month", '"2023" is not a month. Write 2023-11, or FIRST..LAST for all from one to another.'),
        ("2023-02..2023-01", "month", '"2023-02..2023-01" runs backwards: 2023-01 is before 2023-02.'),
        ("1800-01..2023-01", "month", '"1800-01..2023-01" is longer than 1200 months.'),
        ("..2023", "year", '"..2023" is not a year. Write 2023, or FIRST..LAST for all from one to another.'),
    ],
)
def test_spelled_out_refuses_what_is_no_range(text: str, step: Step, sentence: str) -> None:
    with pytest.raises(PeriodError) as refused:
        spelled_out(text, step)
    assert str(refused.value) == sentence


@given(st.lists(months, max_size=5), steps)
def test_without_gaps_goes_from_the_first_to_the_last(found: list[str], step: Step) -> None:
    codes = [code_of_month(month, step) for month in found]
    filled = without_gaps(codes, step)
    assert set(codes) <= set(filled)
    assert filled == sorted(set(filled))
    assert all(is_period(code, step) for code in filled)
    assert filled[:1] + filled[-1:] == ([min(codes), max(codes)] if codes else [])


@pytest.mark.parametrize(
    ("days", "band"),
    [
        (-1, "dates-out-of-order"),
        (0, "under-28-days"),
        (27, "under-28-days"),
        (28, "28-to-90-days"),
        (90, "28-to-90-days"),
        (91, "91-to-181-days"),
        (182, "182-to-364-days"),
        (364, "182-to-364-days"),
        (365, "365-days-or-more"),
        (9999, "365-days-or-more"),
    ],
)
def test_band_of_days(days: int, band: str) -> None:
    assert band_of(days) == band
    assert band in [code for code, _, _ in BANDS]


@given(months, steps)
def test_months_of_a_period_are_those_that_are_in_it(month: str, step: Step) -> None:
    code = code_of_month(month, step)
    found = months_of(code, step)
    assert month in found
    assert {code_of_month(one, step) for one in found} == {code}
    assert len(found) == {"month": 1, "quarter": 3, "year": 12}[step]
    assert months_of("yesterday", step) == []


@given(st.integers(-1000, 2000))
def test_limits_of_a_band_are_those_that_its_days_lie_within(days: int) -> None:
    least, below = band_limits(band_of(days))
    assert least is None or least <= days
    assert below is None or days < below


def test_bands_lie_next_to_one_another() -> None:
    limits = {code: band_limits(code) for code, _, _ in BANDS}
    assert limits["dates-out-of-order"] == (None, 0)
    assert limits["under-28-days"] == (0, 28)
    assert limits["365-days-or-more"] == (365, None)
