"""Exact rounding, and numbers in the words of a trace."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.rules.numbers import at_least, rounded
from review.domain.rules.words import counted, ended, list_words, number_words

IN_DECIMAL = {"half-up": ROUND_HALF_UP, "half-even": ROUND_HALF_EVEN, "down": ROUND_DOWN, "up": ROUND_UP}
fractions = st.fractions(-1000, 1000, max_denominator=997)


@pytest.mark.parametrize(
    ("number", "decimals", "half_up", "half_even", "down", "up"),
    [
        ("2.5", 0, "3", "2", "2", "3"),
        ("3.5", 0, "4", "4", "3", "4"),
        ("-2.5", 0, "-3", "-2", "-2", "-3"),
        ("-3.5", 0, "-4", "-4", "-3", "-4"),
        ("62.5", 0, "63", "62", "62", "63"),
        ("87.5", 0, "88", "88", "87", "88"),
        ("200/3", 0, "67", "67", "66", "67"),
        ("200/3", 2, "66.67", "66.67", "66.66", "66.67"),
        ("0.125", 2, "0.13", "0.12", "0.12", "0.13"),
        ("-0.125", 2, "-0.13", "-0.12", "-0.12", "-0.13"),
        ("64.999", 1, "65", "65", "64.9", "65"),
        ("7", 0, "7", "7", "7", "7"),
        ("0", 3, "0", "0", "0", "0"),
        ("-0.2", 0, "0", "0", "0", "-1"),
    ],
)
def test_number_is_rounded_as_the_method_says(
    number: str, decimals: int, half_up: str, half_even: str, down: str, up: str
) -> None:
    exact = Fraction(number)
    expected = [Fraction(one) for one in (half_up, half_even, down, up)]
    assert [rounded(exact, how, decimals) for how in IN_DECIMAL] == expected
    assert rounded(exact, "none", decimals) == exact


@given(st.decimals(-1000, 1000, places=5), st.integers(0, 4), st.sampled_from(sorted(IN_DECIMAL)))
def test_rounding_agrees_with_that_of_decimal_numbers(number: Decimal, decimals: int, how: str) -> None:
    expected = number.quantize(Decimal(1).scaleb(-decimals), rounding=IN_DECIMAL[how])
    assert rounded(Fraction(number), how, decimals) == Fraction(expected)


def test_unknown_rounding_is_an_error() -> None:
    with pytest.raises(ValueError, match="There is no rounding “nearest”"):
        rounded(Fraction(1, 3), "nearest")


@given(fractions, fractions)
def test_number_reaches_a_bound_exactly_where_it_is_not_less(number: Fraction, bound: Fraction) -> None:
    assert at_least(number, bound) == (number >= bound)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("0", "0"),
        ("75", "75"),
        ("62.5", "62.5"),
        ("100/3", "about 33.33"),
        ("200/3", "about 66.67"),
        ("18/19", "about 0.95"),
        ("1800/19", "about 94.74"),
        ("-1/3", "about -0.33"),
        ("-2.05", "-2.05"),
        ("64.9983", "about 64.998"),
        ("-64.9983", "about -64.998"),
        ("49.999999", "49.999999"),
        ("0.004", "0.004"),
        ("1/8", "about 0.13"),
    ],
)
def test_number_is_told_exactly_or_said_to_be_rounded(number: str, words: str) -> None:
    assert number_words(Fraction(number)) == words


@given(fractions)
def test_number_that_is_told_is_near_and_not_told_as_a_rounder_one(number: Fraction) -> None:
    words = number_words(number)
    told = Fraction(words.removeprefix("about "))
    assert abs(told - number) <= Fraction(1, 200)
    assert words.startswith("about ") == (told != number)
    assert told.denominator > 1 or number.denominator == 1


def test_words_are_put_together_as_lists_counts_and_sentences() -> None:
    assert [list_words([]), list_words(["a"]), list_words("abc"), list_words("ab", "or")] == [
        "",
        "a",
        "a, b and c",
        "a or b",
    ]
    assert [counted(1, "case", "cases"), counted(0, "case", "cases")] == ["1 case", "0 cases"]
    assert [ended("so"), ended("so."), ended("so?"), ended("")] == ["so.", "so.", "so?", ""]
