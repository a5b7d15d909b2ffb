"""The test for a trend: against a published example, against a correlation, and where it is not defined."""

from math import erfc, sqrt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.intervals import Share
from review.domain.trend import ALL_ALIKE, NO_CASES, ONE_GROUP, NoTrend, Trend, cochran_armitage
from tests.review.domain.oracle_cases import oracle_cases

CASES = oracle_cases("cochran_armitage")

some_shares = st.integers(0, 200).flatmap(lambda n: st.builds(Share, st.integers(0, n), st.just(n)))
rows = st.lists(some_shares, min_size=2, max_size=8).filter(lambda row: isinstance(cochran_armitage(row), Trend))


def trend(shares: list[Share], *scores: float) -> Trend:
    found = cochran_armitage(shares, scores or None)
    assert isinstance(found, Trend)
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_trend_equals_the_oracle(case: dict[str, Any]) -> None:
    inputs, expected = case["inputs"], case["expected"]
    found = trend([Share(*pair) for pair in zip(inputs["x"], inputs["n"], strict=True)], *inputs["scores"])
    assert (found.z, found.chi_square, found.p) == pytest.approx(
        (expected["z"], expected["chi_square"], expected["p_two_sided"]), abs=case["tolerance"]
    )


def test_the_oracles_hold_every_trend() -> None:
    assert len(CASES) == 1


@pytest.mark.parametrize(
    ("pairs", "reason"),
    [
        ([], NO_CASES),
        ([(0, 0), (0, 0)], NO_CASES),
        ([(3, 8)], ONE_GROUP),
        ([(0, 0), (3, 8), (0, 0)], ONE_GROUP),
        ([(0, 8), (0, 9)], ALL_ALIKE),
        ([(8, 8), (9, 9)], ALL_ALIKE),
    ],
)
def test_trend_that_is_not_defined_says_why(pairs: list[tuple[int, int]], reason: str) -> None:
    n, groups = sum(pair[1] for pair in pairs), sum(pair[1] > 0 for pair in pairs)
    assert cochran_armitage([Share(*pair) for pair in pairs]) == NoTrend(reason, n, groups)


def test_groups_at_the_same_score_are_one_group() -> None:
    assert cochran_armitage([Share(3, 8), Share(1, 9)], [2, 2]) == NoTrend(ONE_GROUP, 17, 2)


def test_equal_shares_have_a_trend_of_zero_which_is_defined() -> None:
    assert cochran_armitage([Share(3, 9), Share(5, 15), Share(1, 3)]) == Trend(0.0, 0.0, 1.0, 27, 3)


@pytest.mark.parametrize("scores", [[1.0], [1.0, 2.0, 3.0], [1.0, float("nan")], [1.0, float("inf")], []])
def test_trend_refuses_scores_that_do_not_fit(scores: list[float]) -> None:
    with pytest.raises(ValueError, match="score"):
        cochran_armitage([Share(3, 8), Share(1, 9)], scores)


@given(rows)
def test_trend_is_n_times_the_squared_correlation_of_grade_and_score(shares: list[Share]) -> None:
    found = trend(shares)
    cases = [(step, grade) for step, s in enumerate(shares) for grade in [1] * s.count + [0] * (s.n - s.count)]
    steps, grades = [step for step, _ in cases], [grade for _, grade in cases]
    middle, rate = sum(steps) / len(cases), sum(grades) / len(cases)
    together = sum((step - middle) * (grade - rate) for step, grade in cases)
    apart = sum((step - middle) ** 2 for step in steps) * sum((grade - rate) ** 2 for grade in grades)
    assert found.chi_square == pytest.approx(len(cases) * together**2 / apart, rel=1e-9, abs=1e-9)
    assert found.p == pytest.approx(erfc(sqrt(found.chi_square / 2)), abs=1e-12)


@given(rows)
def test_trend_turns_with_the_order_and_with_the_grade(shares: list[Share]) -> None:
    z = trend(shares).z
    assert trend(shares[::-1]).z == pytest.approx(-z, abs=1e-12)
    assert trend([Share(share.n - share.count, share.n) for share in shares]).z == pytest.approx(-z, abs=1e-12)


@given(rows, st.integers(-9, 9), st.integers(1, 9))
def test_trend_does_not_depend_on_where_scores_begin_and_how_long_a_step_is(
    shares: list[Share], start: int, step: int
) -> None:
    assert trend(shares) == trend(shares, *(float(start + place * step) for place in range(len(shares))))


def test_an_empty_group_keeps_its_step() -> None:
    gap = trend([Share(2, 10), Share(0, 0), Share(3, 10), Share(9, 10)])
    assert gap == trend([Share(2, 10), Share(3, 10), Share(9, 10)], 1, 3, 4)
    assert gap.chi_square != trend([Share(2, 10), Share(3, 10), Share(9, 10)]).chi_square
