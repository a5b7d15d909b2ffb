"""Comparisons, trends and spreads in words: counts first, and nothing that sounds exact where there are few cases."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.domain.differences import newcombe
from review.domain.intervals import Share
from review.domain.spread import Spread, spread
from review.domain.statistics_wording import (
    adjusted_words,
    difference_words,
    many_comparisons_words,
    p_words,
    points_words,
    spread_words,
    too_few_words,
    trend_words,
    value_words,
)
from review.domain.trend import NO_CASES, NoTrend, Trend, cochran_armitage


def said(one: Share, other: Share) -> str:
    return difference_words("Force A", one, "Force B", other, newcombe(one, other))


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (
            (12, 20),
            (5, 18),
            "Force A 12 of 20, Force B 5 of 18: 32.2 percentage points apart; 95% interval 0.8 to 55.9.",
        ),
        (
            (5, 18),
            (12, 20),
            "Force A 5 of 18, Force B 12 of 20: 32.2 percentage points apart; 95% interval 0.8 to 55.9.",
        ),
        (
            (0, 10),
            (0, 10),
            "Force A 0 of 10, Force B 0 of 10: 0.0 percentage points apart; "
            "95% interval −27.8 to 27.8, which includes no difference at all.",
        ),
        ((4, 6), (5, 18), "Force A 4 of 6, Force B 5 of 18: too few cases in Force A to say how far apart."),
        ((5, 18), (0, 0), "Force A 5 of 18, Force B 0 of 0: too few cases in Force B to say how far apart."),
        ((4, 6), (9, 9), "Force A 4 of 6, Force B 9 of 9: too few cases in Force A and Force B to say how far apart."),
    ],
)
def test_difference_is_said_with_counts_first(one: tuple[int, int], other: tuple[int, int], words: str) -> None:
    assert said(Share(*one), Share(*other)) == words


def test_difference_without_an_interval_and_at_another_level() -> None:
    one, other = Share(12, 20), Share(5, 18)
    assert difference_words("A", one, "B", other, None) == "A 12 of 20, B 5 of 18: 32.2 percentage points apart."
    assert "; 99% interval" in difference_words("A", one, "B", other, newcombe(one, other, 0.99))
    assert difference_words("A", Share(4, 6), "B", other, None, least=5).endswith("38.9 percentage points apart.")


@given(st.integers(0, 9), st.integers(0, 300))
def test_difference_of_few_cases_has_no_percentage(n: int, other: int) -> None:
    assert "percent" not in said(Share(n, n), Share(other // 2, other))
    assert "percent" not in said(Share(other // 2, other), Share(n, n))


@pytest.mark.parametrize(
    ("p", "words"),
    [
        (0.0, "p < 0.001"),
        (0.0004, "p < 0.001"),
        (0.00413, "p = 0.004"),
        (0.0496, "p = 0.050"),
        (0.0511, "p = 0.051"),
        (0.254, "p = 0.25"),
        (0.999, "p = 1.00"),
        (1.0, "p = 1.00"),
    ],
)
def test_p_has_as_many_digits_as_serve(p: float, words: str) -> None:
    assert p_words(p) == words


def test_trend_is_said_with_its_way_and_numbers() -> None:
    found = cochran_armitage([Share(83, 86), Share(90, 93), Share(129, 136), Share(70, 82)])
    assert trend_words(found, "Good") == (
        "Trend of the share of “Good” over 4 groups in their order, 397 cases in all: it falls "
        "(Cochran-Armitage test, z = −2.87, p = 0.004)."
    )
    assert "all: it rises (" in trend_words(Trend(2.0, 4.0, 0.046, 40, 3), "Good")


@pytest.mark.parametrize(("z", "p"), [(0.22, 0.83), (-1.0, 0.317), (0.0, 1.0), (1.96, 0.05)])
def test_no_rise_and_no_fall_is_told_where_none_is_shown(z: float, p: float) -> None:
    words = trend_words(Trend(z, z * z, p, 40, 3), "Good")
    assert "all: these cases show no rise and no fall (Cochran-Armitage test, z = " in words
    assert ("it rises" in words, "it falls" in words) == (False, False)


def test_trend_that_is_not_defined_or_of_few_cases_says_so() -> None:
    assert (
        trend_words(NoTrend(NO_CASES, 0, 0), "Good")
        == "Trend of the share of “Good”: no case is counted, so a trend is not defined."
    )
    assert trend_words(Trend(1.0, 1.0, 0.3, 9, 3), "Good") == (
        "Trend of the share of “Good”: 9 cases in 3 groups, too few to speak of a trend."
    )


def test_many_comparisons_are_flagged_with_how_many_chance_would_make() -> None:
    assert many_comparisons_words(21) == (
        "21 pairs of forces are compared here. Even if none of them really differed, chance alone would make about "
        "one in 20 look different at the 5% level: about 1 of these 21. Read a single difference with care, and by "
        "its p value adjusted for all 21 comparisons."
    )
    assert many_comparisons_words(2).startswith("2 pairs of forces are compared here.")
    assert ": about 45 of these 903." in many_comparisons_words(903)
    assert ": fewer than one, on average, of these 3." in many_comparisons_words(3, "pairs of groups")


@pytest.mark.parametrize("number", [0, 1])
def test_one_comparison_is_not_many(number: int) -> None:
    assert (many_comparisons_words(number), adjusted_words(0.012, 0.012, number)) == ("", "p = 0.012")


def test_groups_left_out_of_comparisons_are_named_with_their_cases() -> None:
    assert too_few_words([("Force A", 5), ("Force B", 0)]) == (
        "Not compared, with fewer than 10 cases: Force A (5), Force B (0)."
    )
    assert too_few_words([]) == ""


def test_adjusted_p_stands_beside_the_one_it_comes_from() -> None:
    assert adjusted_words(0.012, 0.252, 21) == "p = 0.012; adjusted for 21 comparisons (Holm): p = 0.25"


def test_spread_is_said_with_quartiles_only_for_enough_cases() -> None:
    enough = Spread(27, 0, Fraction(49, 4), Fraction(34), Fraction(121, 2), 210)
    assert spread_words(enough) == "27 cases: median 34 days, the middle half from 12.3 to 60.5, all from 0 to 210."
    assert spread_words(spread({3: 1, 9: 2, 90: 1})) == (
        "4 cases: median 9 days, all from 3 to 90 (too few for quartiles)."
    )
    assert "the middle half" in spread_words(spread({3: 10}))
    assert (spread_words(spread({1: 1})), spread_words(None)) == ("1 case: 1 day.", "No cases counted.")


@pytest.mark.parametrize(
    ("value", "words"), [(34, "34"), (Fraction(-1, 40), "0"), (Fraction(-49, 4), "−12.3"), (Fraction(1, 2), "0.5")]
)
def test_value_is_rounded_half_away_from_zero(value: Fraction | int, words: str) -> None:
    assert value_words(value) == words


def test_points_have_no_plus() -> None:
    assert [points_words(Fraction(value, 1000)) for value in (125, -30, 0)] == ["12.5", "−3.0", "0.0"]
