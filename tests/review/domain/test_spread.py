"""The spread of days: exact quartiles by their definition, and what none and one come to."""

from fractions import Fraction
from statistics import quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.spread import Spread, spread


def test_spread_of_a_few_values_by_hand() -> None:
    # Six values, so the quartiles are at the places 1.25, 2.5 and 3.75 of 2, 3, 3, 10, 20, 40 numbered from 0.
    assert spread({3: 2, 2: 1, 40: 1, 10: 1, 20: 1, 99: 0}) == Spread(
        6, 2, Fraction(3), Fraction(13, 2), Fraction(35, 2), 40
    )


def test_spread_of_nothing_is_none_and_one_case_is_its_own_quartiles() -> None:
    assert (spread({}), spread({7: 0})) == (None, None)
    assert spread({7: 1}) == Spread(1, 7, Fraction(7), Fraction(7), Fraction(7), 7)


def test_spread_refuses_a_negative_number_of_cases() -> None:
    with pytest.raises(ValueError, match="A number of cases is negative"):
        spread({3: 2, 4: -1})


@given(st.dictionaries(st.integers(-400, 4000), st.integers(0, 9), min_size=1))
def test_spread_equals_that_of_every_case_written_out(cases: dict[int, int]) -> None:
    values = [Fraction(value) for value, number in cases.items() for _ in range(number)]
    found = spread(cases)
    if len(values) < 2:
        assert (found.n if found else 0) == len(values)
        return
    assert found is not None
    assert (found.n, found.least, found.most) == (len(values), min(values), max(values))
    expected = quantiles(values, n=4, method="inclusive")
    assert [found.lower_quartile, found.median, found.upper_quartile] == expected


def test_spread_of_millions_of_cases_is_read_without_writing_them_out() -> None:
    found = spread({1: 10**15, 5: 2 * 10**15, 9: 10**15})
    assert found == Spread(4 * 10**15, 1, Fraction(4), Fraction(5), Fraction(6), 9)
