"""Figures in words: percentages only beside counts and only where there are enough cases."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.intervals import wilson
from review.domain.tabulation import LEFT_OUT_REASONS, Table
from review.domain.wording import (
    LEFT_OUT_LABELS,
    counted_words,
    interval_words,
    percentage,
    reconciliation,
    several_words,
    share,
    shown_interval,
    unfinished_words,
)


@pytest.mark.parametrize(
    ("count", "n", "words"),
    [
        (9, 27, "9 (33.3%)"),
        (14, 27, "14 (51.9%)"),
        (4, 27, "4 (14.8%)"),
        (4, 6, "4 of 6"),
        (9, 9, "9 of 9"),
        (0, 10, "0 (0.0%)"),
        (10, 10, "10 (100.0%)"),
        (0, 3, "0 of 3"),
        (0, 0, "no case"),
        (1, 16, "1 (6.3%)"),
        (1, 2000, "1 (0.1%)"),
        (1999, 2000, "1999 (100.0%)"),
        (1, 2001, "1 (0.0%)"),
    ],
)
def test_share_puts_the_count_first(count: int, n: int, words: str) -> None:
    assert share(count, n) == words


def test_share_takes_another_least_number_of_cases() -> None:
    assert (share(4, 6, least=5), share(4, 6, least=7), share(0, 0, least=0)) == ("4 (66.7%)", "4 of 6", "no case")


@pytest.mark.parametrize(("count", "n"), [(-1, 5), (6, 5), (1, 0), (11, 10)])
def test_share_refuses_impossible_input(count: int, n: int) -> None:
    with pytest.raises(ValueError, match="is not a share of anything"):
        share(count, n)


@given(st.integers(10, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_percentage_rounds_half_up(pair: tuple[int, int]) -> None:
    exact = Decimal(pair[0] * 100) / Decimal(pair[1])
    assert percentage(*pair) == f"{exact.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


@given(st.integers(0, 9))
def test_percentage_is_silent_below_ten_cases(n: int) -> None:
    assert percentage(0, n) is None


def test_interval_words_say_when_there_is_none() -> None:
    assert interval_words(wilson(0, 0)) == "not defined"
    assert [shown_interval(1, n) for n in (1, 5, 9)] == [None, None, None]
    assert shown_interval(9, 27) == wilson(9, 27)
    assert interval_words(wilson(9, 27)) == "18.6% to 52.2%"


def test_reconciliation_names_only_the_reasons_that_left_cases_out() -> None:
    table = Table(52, 27, {"good": 27}, dict.fromkeys(LEFT_OUT_REASONS, 0) | {"not-in-subset": 24, "withdrawn": 1})
    assert reconciliation(table) == ("52 selected = 27 counted + 25 left out (withdrawn 1, not in the subset 24).")
    assert reconciliation(Table.of_totals({"good": 27})) == "27 selected = 27 counted + 0 left out."


def test_every_reason_has_a_label() -> None:
    assert tuple(LEFT_OUT_LABELS) == LEFT_OUT_REASONS


def test_what_is_counted_is_said_with_its_units() -> None:
    assert counted_words("Ethnicity of the suspect", "suspects") == "Suspects, by ethnicity of the suspect"
    assert counted_words("Overall grade") == "Cases, by overall grade"


@pytest.mark.parametrize(
    ("signed", "unsigned", "not_reviewed", "told"),
    [(3, 5, 6, "Only 3 of the 14 cases of this sample are signed off."), (14, 0, 0, ""), (0, 5, 9, "")],
)
def test_a_part_of_a_random_sample_is_said_to_be_no_random_sample(
    signed: int, unsigned: int, not_reviewed: int, told: str
) -> None:
    reasons = {"withdrawn": 2, "unsigned": unsigned, "not-reviewed": not_reviewed}
    left_out = dict.fromkeys(LEFT_OUT_REASONS, 0) | reasons
    words = unfinished_words(Table(16, signed, {"good": signed}, left_out))
    assert words.startswith(told)
    assert bool(words) == bool(told)


def test_answers_that_overlap_say_by_how_much_and_where_cases_with_none_of_them_are() -> None:
    nothing = dict.fromkeys(LEFT_OUT_REASONS, 0)
    rest = "Every case counted has at least one; a case with none of them is left out, for the reason told."
    assert several_words(Table(20, 20, {"leader": 20, "other": 11}, nothing, several=True)) == (
        "A case may have several of these answers, so the rows add up to more than the cases: 31 answers in 20 cases. "
        + rest
    )
    assert several_words(Table(2, 2, {"leader": 1, "other": 1}, nothing, several=True)) == (
        "A case may have several of these answers; here no case counted has more than one. " + rest
    )
    one = Table(1, 1, {"arrest": 1, "charge": 1}, nothing, several=True)
    assert "2 answers in 1 suspect. Every suspect" in several_words(one, ("suspect", "suspects"))
    assert several_words(Table(2, 2, {"leader": 1, "other": 1}, nothing)) == ""
