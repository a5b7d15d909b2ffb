"""Numbers and dates as they are typed: the one way in which they are written, and what is refused."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.typed_answers import (
    NO_DATE,
    NO_DECIMALS,
    NO_NUMBER,
    TOO_LARGE,
    NumberTaken,
    date_problem,
    decimal_text,
    number_problem,
    number_text,
)

ANY = NumberTaken(decimals=4)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("7", "7"),
        (" 007 ", "7"),
        ("+7.50", "7.5"),
        ("7.000", "7"),
        ("-0.0", "0"),
        ("\N{MINUS SIGN}3", "-3"),
        ("1,200", "1200"),
        ("12,00", "12,00"),
        ("1.200,5", "1.200,5"),
        ("seven", "seven"),
        ("1e400", "1e400"),
        ("\N{ARABIC-INDIC DIGIT SEVEN}", "\N{ARABIC-INDIC DIGIT SEVEN}"),
        ("", ""),
    ],
)
def test_number_text_writes_a_number_the_one_way(typed: str, text: str) -> None:
    assert number_text(typed) == text


@given(st.decimals(-(10**9), 10**9, places=4))
def test_number_text_keeps_the_number_and_is_its_own_text(number: Decimal) -> None:
    text = number_text(f"{number:f}")
    assert (Fraction(text), number_text(text), decimal_text(number)) == (Fraction(number), text, text)
    assert number_problem(text, ANY) == ""


@pytest.mark.parametrize(
    ("text", "taken", "problem"),
    [
        ("", ANY, NO_NUMBER),
        ("7,5", ANY, NO_NUMBER),
        ("1e400", ANY, NO_NUMBER),
        ("NaN", ANY, NO_NUMBER),
        ("12345678901", ANY, TOO_LARGE),
        ("1234567890", ANY, ""),
        ("7.5", NumberTaken(), NO_DECIMALS),
        ("7.5", NumberTaken(decimals=1), ""),
        ("7.25", NumberTaken(decimals=1), "Enter a number with 1 decimal place at most"),
        ("7.253", NumberTaken(decimals=2), "Enter a number with 2 decimal places at most"),
        ("1", NumberTaken(Decimal(2), Decimal(5)), "Enter a number from 2 to 5"),
        ("2", NumberTaken(Decimal(2), Decimal(5)), ""),
        ("5", NumberTaken(Decimal(2), Decimal(5)), ""),
        ("-1", NumberTaken(least=Decimal(0)), "Enter 0 or more"),
        ("0", NumberTaken(least=Decimal(0)), ""),
        ("1", NumberTaken(most=Decimal(0)), "Enter 0 or less"),
        ("0.6", NumberTaken(most=Decimal("0.500"), decimals=1), "Enter 0.5 or less"),
    ],
)
def test_number_problem_says_what_to_enter(text: str, taken: NumberTaken, problem: str) -> None:
    assert number_problem(text, taken) == problem


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2024-02-29", ""),
        ("2025-02-29", NO_DATE),
        ("0000-01-01", NO_DATE),
        ("20240229", NO_DATE),
        ("2024-W09-4", NO_DATE),
        ("29 February 2024", NO_DATE),
        ("", NO_DATE),
    ],
)
def test_date_problem_knows_real_days(text: str, problem: str) -> None:
    assert date_problem(text) == problem
