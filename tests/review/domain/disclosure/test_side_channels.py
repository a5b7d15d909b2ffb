"""Shares, intervals and orders that give a count back, and that they are made of what is shown only."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.disclosure import Mark, Refusal, Release, Rule, Table, by_size, may_derive, protect
from review.domain.disclosure.side_channels import counts_behind_interval, counts_behind_share
from review.domain.intervals import wilson
from tests.review.domain.disclosure.releasing import table_rows

ORACLES = Path(__file__).parents[3] / "oracles" / "intervals.json"
LEAKS = [case for case in json.loads(ORACLES.read_text())["cases"] if case["statistic"] == "secondary_channel"]
GRADES = Table("grades", ("grade",))


def released(counts: list[int], rule: Rule) -> Release:
    result = protect(table_rows([counts]), [GRADES], rule)
    assert not isinstance(result, Refusal)
    return result


def test_the_oracles_hold_both_leaks() -> None:
    assert len(LEAKS) == 2


@pytest.mark.parametrize("case", LEAKS, ids=lambda case: case["id"])
def test_a_share_or_an_interval_gives_the_count_of_the_oracle_back(case: dict[str, Any]) -> None:
    inputs = case["inputs"]
    if "shown_percent" in inputs:
        found = counts_behind_share(str(inputs["shown_percent"]), inputs["n"])
    else:
        found = counts_behind_interval(*inputs["shown_wilson95"], inputs["n"])
    assert found == [case["expected"]["recoverable_count"]]


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_of_one_decimal_always_gives_the_count_back_up_to_300_cases(share: tuple[int, int]) -> None:
    count, n = share
    percent = f"{(2000 * count + n) // (2 * n) / 10:.1f}"
    assert counts_behind_share(percent, n) == [count]


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_always_gives_the_count_back(share: tuple[int, int]) -> None:
    interval = wilson(*share)
    assert interval is not None
    assert counts_behind_interval(round(interval.low, 4), round(interval.high, 4), share[1]) == [share[0]]


def test_no_share_of_no_cases_has_a_count_behind_it() -> None:
    assert (counts_behind_share("0.0", 0), counts_behind_interval(0.0, 1.0, 0)) == ([], [])


def test_a_figure_is_derived_from_shown_cells_only() -> None:
    release = released([9, 14, 4, 30], Rule())
    assert [release.shown(GRADES, (grade,)) for grade in ("g0", "g1", "g2", "g3")] == [
        Mark.HIDDEN,
        14,
        Mark.HIDDEN,
        30,
    ]
    assert may_derive(release, GRADES, [("g1",), (None,)])
    assert not may_derive(release, GRADES, [("g2",), (None,)])


def test_nothing_is_derived_from_rounded_counts() -> None:
    release = released([9, 14, 4], Rule(base=5))
    assert [release.shown(GRADES, (grade,)) for grade in ("g0", "g1", "g2", None)] == [10, 15, 5, 25]
    assert not may_derive(release, GRADES, [("g1",)])


def test_rows_are_put_in_order_of_size_only_where_all_are_shown() -> None:
    keys = [("g0",), ("g1",), ("g2",)]
    assert by_size(released([9, 14, 14], Rule()), GRADES, keys) == [("g1",), ("g2",), ("g0",)]
    assert by_size(released([9, 14, 4], Rule()), GRADES, keys) == keys
