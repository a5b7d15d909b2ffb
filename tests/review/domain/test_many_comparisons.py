"""Many comparisons: against the published example, by hand, and by what each method promises."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.many_comparisons import Adjusted, benjamini_hochberg, holm, pairs
from tests.review.domain.oracle_cases import oracle_cases

CASES = oracle_cases("multiple_testing")

p_values = st.lists(st.floats(0, 1), max_size=30)
METHODS = [holm, benjamini_hochberg]


def staying(found: list[Adjusted]) -> int:
    return sum(one.stays for one in found)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_holm_and_benjamini_hochberg_equal_the_oracle(case: dict[str, Any]) -> None:
    p, alpha, expected = case["inputs"]["p"], case["inputs"]["alpha"], case["expected"]
    assert (staying(holm(p, alpha)), staying(benjamini_hochberg(p, alpha))) == (
        expected["holm_rejected"],
        expected["bh_rejected"],
    )


def test_the_oracles_hold_every_family_of_comparisons() -> None:
    assert len(CASES) == 1


def test_holm_by_hand_keeps_the_order_given() -> None:
    # In order of size: 4 * 0.01, 3 * 0.0125 raised to 0.04 before it, 2 * 0.03, 1 * 0.04 raised to 0.06 before it.
    found = holm([0.03, 0.01, 0.04, 0.0125])
    assert [one.p for one in found] == [0.03, 0.01, 0.04, 0.0125]
    assert [one.adjusted for one in found] == pytest.approx([0.06, 0.04, 0.06, 0.04])
    assert [one.stays for one in found] == [False, True, False, True]


def test_benjamini_hochberg_by_hand() -> None:
    # In order of size: 4 * 0.01 / 1 lowered to 0.025, 4 * 0.0125 / 2, 4 * 0.03 / 3 lowered to 0.04, 4 * 0.04 / 4.
    found = benjamini_hochberg([0.03, 0.01, 0.04, 0.0125])
    assert [one.adjusted for one in found] == pytest.approx([0.04, 0.025, 0.04, 0.025])
    assert [one.stays for one in found] == [True] * 4


@pytest.mark.parametrize("method", METHODS)
def test_none_and_one_stay_as_they_are(method: Any) -> None:
    assert (method([]), method([0.04]), method([0.06])) == (
        [],
        [Adjusted(0.04, 0.04, True)],
        [Adjusted(0.06, 0.06, False)],
    )


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("p", "alpha"), [([1.1], 0.05), ([-0.1], 0.05), ([float("nan")], 0.05), ([0.5], 0.0), ([0.5], 1)]
)
def test_impossible_input_is_refused(method: Any, p: list[float], alpha: float) -> None:
    with pytest.raises(ValueError, match="does not"):
        method(p, alpha)


@pytest.mark.parametrize("method", METHODS)
@given(p_values)
def test_adjusting_keeps_the_order_and_lowers_no_value(method: Any, p: list[float]) -> None:
    found = sorted(method(p), key=lambda one: one.p)
    assert [one.adjusted for one in found] == sorted(one.adjusted for one in found)
    assert all(one.p <= one.adjusted <= 1 for one in found)


@given(p_values, st.floats(0.001, 0.5))
def test_holm_stops_at_the_first_that_does_not_stay(p: list[float], alpha: float) -> None:
    # Holm's own words, without adjusted values: while the smallest left is at most alpha over the number left.
    left = sorted(p)
    while left and len(left) * left[0] <= alpha:
        left.pop(0)
    assert staying(holm(p, alpha)) == len(p) - len(left)


@given(p_values)
def test_holm_is_between_bonferroni_and_benjamini_hochberg(p: list[float]) -> None:
    for found, kinder in zip(holm(p), benjamini_hochberg(p), strict=True):
        assert kinder.adjusted - 1e-12 <= found.adjusted <= min(1.0, len(p) * found.p)


def test_pairs_of_groups_are_counted_once() -> None:
    assert [pairs(groups) for groups in (0, 1, 2, 7, 43)] == [0, 0, 1, 21, 903]
    with pytest.raises(ValueError, match="no -1 groups"):
        pairs(-1)
