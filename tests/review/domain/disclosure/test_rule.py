"""What is small, what is shown rounded, and what a rounded count can have been."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.disclosure import OVERALL, PERSONS, Mark, Rule

ORACLES = Path(__file__).parents[3] / "oracles" / "intervals.json"
ROUNDED = [case for case in json.loads(ORACLES.read_text())["cases"] if case["statistic"] == "rounding_base_5"]

rules = st.builds(Rule, threshold=st.integers(0, 12), zeros_shown=st.booleans(), base=st.integers(0, 12))


def test_the_oracles_hold_every_rounded_case() -> None:
    assert len(ROUNDED) == 3


@pytest.mark.parametrize("case", ROUNDED, ids=lambda case: case["id"])
def test_rounding_equals_the_oracle(case: dict[str, Any]) -> None:
    rule = Rule(base=5)
    assert [rule.rounded(count) for count in case["inputs"]["counts"]] == case["expected"]["rounded"]
    if "total" in case["inputs"]:
        assert rule.rounded(case["inputs"]["total"]) == case["expected"]["total_rounded"]


def test_a_count_that_rounds_to_nothing_is_low_and_never_zero() -> None:
    assert [Rule(base=5).figure(count) for count in range(4)] == [Mark.LOW, Mark.LOW, Mark.LOW, 5]


def test_a_half_rounds_upwards() -> None:
    assert [Rule(base=10).rounded(count) for count in (4, 5, 14, 15)] == [0, 10, 10, 20]


@pytest.mark.parametrize("base", [0, 1])
def test_no_base_rounds_nothing(base: int) -> None:
    rule = Rule(base=base)
    assert (rule.rounds, [rule.figure(count) for count in range(4)]) == (False, [0, 1, 2, 3])


def test_a_count_below_the_threshold_is_small_and_a_zero_where_zeros_are_hidden() -> None:
    assert [count for count in range(8) if Rule().small(count)] == [1, 2, 3, 4]
    assert [count for count in range(8) if Rule(threshold=3, zeros_shown=False).small(count)] == [0, 1, 2]
    assert [count for count in range(8) if Rule(threshold=1).small(count)] == []


def test_the_overall_row_is_published_as_it_is_unless_asked_for() -> None:
    assert (Rule().protects(OVERALL), Rule().protects(PERSONS), Rule(off=frozenset()).protects(OVERALL)) == (
        False,
        True,
        True,
    )


@pytest.mark.parametrize("numbers", [{"threshold": -1}, {"base": -5}])
def test_a_rule_refuses_a_negative_number(numbers: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="not negative"):
        Rule(**numbers)


@given(rules, st.integers(0, 200))
def test_within_gives_exactly_the_counts_that_are_shown_alike(rule: Rule, count: int) -> None:
    low, high = rule.within(count)
    alike = [other for other in range(count + 30) if rule.figure(other) == rule.figure(count)]
    assert alike == list(range(low, high + 1))
