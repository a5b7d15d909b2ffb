"""The difference of two shares: against published intervals, against other ways to reckon it, and its properties."""

from fractions import Fraction
from math import comb
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.differences import (
    EXACT,
    MOST_FOR_EXACT,
    POOLED,
    difference_test,
    fisher,
    newcombe,
    pooled_score,
)
from review.domain.intervals import Interval, Share
from tests.review.domain.oracle_cases import oracle_cases

CASES = oracle_cases("difference_two_proportions_newcombe")

# Limits of six further pairs in Newcombe (1998), table II, method 10, as published with four digits.
PUBLISHED = [
    ((9, 10), (3, 10), (0.1705, 0.8090)),
    ((6, 7), (2, 7), (0.0582, 0.8062)),
    ((5, 56), (0, 29), (-0.0381, 0.1926)),
    ((0, 10), (0, 20), (-0.1611, 0.2775)),
    ((10, 10), (0, 20), (0.6791, 1.0)),
    ((10, 10), (0, 10), (0.6075, 1.0)),
]


def shares(most: int) -> st.SearchStrategy[Share]:
    return st.integers(1, most).flatmap(lambda n: st.builds(Share, st.integers(0, n), st.just(n)))


def limits(interval: Interval | None) -> tuple[float, float]:
    assert interval is not None
    return interval.low, interval.high


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_newcombe_equals_the_oracle(case: dict[str, Any]) -> None:
    inputs, expected = case["inputs"], case["expected"]
    one, other = Share(inputs["x1"], inputs["n1"]), Share(inputs["x2"], inputs["n2"])
    assert float(one.exact - other.exact) == pytest.approx(expected["difference"], abs=case["tolerance"])
    assert limits(newcombe(one, other, inputs["confidence"])) == pytest.approx(
        tuple(expected["newcombe_hybrid_score"]), abs=case["tolerance"]
    )


def test_the_oracles_hold_every_difference() -> None:
    assert len(CASES) == 4


@pytest.mark.parametrize(("one", "other", "expected"), PUBLISHED)
def test_newcombe_of_a_published_pair(
    one: tuple[int, int], other: tuple[int, int], expected: tuple[float, float]
) -> None:
    assert limits(newcombe(Share(*one), Share(*other))) == pytest.approx(expected, abs=0.00005)


@pytest.mark.parametrize(("one", "other"), [((0, 0), (3, 8)), ((3, 8), (0, 0)), ((0, 0), (0, 0))])
def test_a_group_without_cases_has_no_difference(one: tuple[int, int], other: tuple[int, int]) -> None:
    pair = Share(*one), Share(*other)
    assert (newcombe(*pair), fisher(*pair), pooled_score(*pair), difference_test(*pair)) == (None, None, None, None)


@pytest.mark.parametrize("confidence", [0.0, 1.0, 95])
def test_newcombe_refuses_an_impossible_confidence(confidence: float) -> None:
    with pytest.raises(ValueError, match="A confidence lies between 0 and 1"):
        newcombe(Share(1, 2), Share(1, 2), confidence)


@given(shares(3000), shares(3000), st.floats(0.01, 0.9999))
def test_newcombe_contains_the_difference_and_stays_within_bounds(one: Share, other: Share, level: float) -> None:
    low, high = limits(newcombe(one, other, level))
    assert -1 <= low <= one.count / one.n - other.count / other.n <= high <= 1


@given(shares(3000), shares(3000))
def test_newcombe_turns_with_its_groups(one: Share, other: Share) -> None:
    low, high = limits(newcombe(one, other))
    assert limits(newcombe(other, one)) == pytest.approx((-high, -low), abs=1e-12)


@given(shares(300), shares(300), st.integers(2, 20))
def test_newcombe_narrows_with_more_cases_of_the_same_shares(one: Share, other: Share, times: int) -> None:
    low, high = limits(newcombe(one, other))
    more = limits(newcombe(Share(one.count * times, one.n * times), Share(other.count * times, other.n * times)))
    assert more[1] - more[0] < high - low


def test_fisher_of_the_lady_tasting_tea() -> None:
    # Fisher's own example (1935): 1 + 16 + 36 + 16 + 1 ways; all but the 36 are no likelier than 3 of 4 right.
    assert fisher(Share(3, 4), Share(1, 4)) == 34 / 70


@given(shares(40), shares(40))
def test_fisher_equals_the_sum_over_all_tables(one: Share, other: Share) -> None:
    total, n = one.count + other.count, one.n + other.n
    chances = [Fraction(comb(one.n, k) * comb(other.n, total - k), comb(n, total)) for k in range(total + 1)]
    assert sum(chances) == 1
    assert fisher(one, other) == float(sum(chance for chance in chances if chance <= chances[one.count]))


@given(shares(200), shares(200))
def test_fisher_is_the_same_for_either_group_first_and_for_the_other_grade(one: Share, other: Share) -> None:
    p = fisher(one, other)
    assert p == fisher(other, one)
    assert p == fisher(Share(one.n - one.count, one.n), Share(other.n - other.count, other.n))
    assert p is not None
    assert 0 < p <= 1


@pytest.mark.parametrize("test", [fisher, pooled_score])
def test_groups_that_are_all_alike_do_not_differ(test: Any) -> None:
    assert (test(Share(0, 7), Share(0, 9)), test(Share(7, 7), Share(9, 9))) == (1.0, 1.0)


def test_pooled_score_is_the_chi_square_of_the_two_by_two_table() -> None:
    # 20, 30 and 30, 20: every cell is 5 from the 25 expected, so chi-square is exactly 4 * 25 / 25 = 4.
    assert pooled_score(Share(20, 50), Share(30, 50)) == pytest.approx(0.04550026389635842, abs=1e-15)


def test_both_tests_agree_where_one_takes_over_from_the_other() -> None:
    half = MOST_FOR_EXACT // 2
    one, other = Share(half * 30 // 100, half), Share(half * 34 // 100, half)
    last, first = difference_test(one, other), difference_test(one, Share(other.count, half + 1))
    assert last is not None
    assert first is not None
    assert (last.method, first.method) == (EXACT, POOLED)
    assert last.p == pytest.approx(first.p, abs=0.006)
