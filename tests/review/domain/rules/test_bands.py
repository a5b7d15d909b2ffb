"""Bands: HMI Probation's, those of printed tables with their gaps, and what is said of them."""

from fractions import Fraction

import pytest

from review.domain.rules.band_checks import gaps, overlaps, unreached
from review.domain.rules.outcomes import ABSENT, NO_RESULT, NOT_APPLICABLE, NOT_ASKED, Outcome
from review.domain.rules.scores import Scores, mean_scores, percent_scores, sum_scores
from tests.review.domain.rules.parts import RATING, bands, placed

PERCENT = (("80", "outstanding"), ("65", "good"), ("50", "requires-improvement"), ("0", "inadequate"))
POINTS = (("31-36", "outstanding"), ("19-30", "good"), ("7-18", "requires-improvement"), ("0-6", "inadequate"))
PRINTED = (("88-100", "outstanding"), ("63-87", "good"), ("39-62", "requires-improvement"), ("25-38", "inadequate"))
IN, OUT = (Fraction(1), Fraction(1)), (Fraction(0), Fraction(1))


@pytest.mark.parametrize(
    ("percent", "grade"),
    [
        ("0", "inadequate"),
        ("49", "inadequate"),
        ("4999/100", "inadequate"),
        ("49999999/1000000", "inadequate"),
        ("50", "requires-improvement"),
        ("64", "requires-improvement"),
        ("649/10", "requires-improvement"),
        ("6499/100", "requires-improvement"),
        ("65", "good"),
        ("79", "good"),
        ("7999/100", "good"),
        ("80", "outstanding"),
        ("100", "outstanding"),
    ],
)
def test_share_of_sufficient_cases_lies_in_its_band(percent: str, grade: str) -> None:
    assert placed(bands(RATING, *PERCENT), Fraction(percent))[0] == grade


@pytest.mark.parametrize("points", range(37))
def test_every_sum_of_points_from_0_to_36_lies_in_its_band(points: int) -> None:
    expected = (
        "inadequate"
        if points <= 6
        else "requires-improvement"
        if points <= 18
        else "good"
        if points <= 30
        else "outstanding"
    )
    assert placed(bands(RATING, *POINTS), points)[0] == expected


@pytest.mark.parametrize(
    ("rounding", "of_62_5", "of_87_5"),
    [
        ("none", "", ""),
        ("half-up", "good", "outstanding"),
        ("half-even", "requires-improvement", "outstanding"),
        ("down", "requires-improvement", "good"),
        ("up", "good", "outstanding"),
    ],
)
def test_printed_bands_leave_gaps_that_five_and_seven_of_eight_hit_unless_rounding_is_stated(
    rounding: str, of_62_5: str, of_87_5: str
) -> None:
    step = bands(RATING, *PRINTED, rounding=rounding)
    assert [placed(step, Fraction(100 * part, 8))[0] for part in (5, 7)] == [of_62_5, of_87_5]


@pytest.mark.parametrize(
    ("step", "number", "words"),
    [
        (bands(RATING, *PERCENT), 75, "75% lies in the band from 65 to under 80: Good."),
        (bands(RATING, *PERCENT), 80, "80% lies in the band from 80: Outstanding."),
        (bands(RATING, *PERCENT), Fraction(200, 3), "about 66.67% lies in the band from 65 to under 80: Good."),
        (
            bands(RATING, *PERCENT),
            Fraction("64.9983"),
            "about 64.998% lies in the band from 50 to under 65: Requires improvement.",
        ),
        (
            bands(RATING, *PRINTED, rounding="half-up"),
            Fraction("62.5"),
            "62.5%, rounded half up to 63%, lies in the band from 63 to 87: Good.",
        ),
        (
            bands(RATING, *PRINTED, rounding="half-even"),
            Fraction("62.5"),
            "62.5%, rounded half to even to 62%, lies in the band from 39 to 62: Requires improvement.",
        ),
        (
            bands(RATING, *PRINTED, rounding="down"),
            87,
            "87% lies in the band from 63 to 87: Good.",
        ),
        (
            bands(RATING, *PRINTED),
            Fraction("62.5"),
            "62.5% lies in none of the bands, so there is no automatic result.",
        ),
        (bands(RATING, *PRINTED), 20, "20% lies in none of the bands, so there is no automatic result."),
    ],
)
def test_band_is_told_with_the_number(step: object, number: Fraction, words: str) -> None:
    assert placed(step, number)[1] == words


@pytest.mark.parametrize(
    ("outcome", "passed_on"),
    [(NOT_APPLICABLE, NOT_APPLICABLE), (NOT_ASKED, NOT_APPLICABLE), (NO_RESULT, NO_RESULT), (ABSENT, ABSENT)],
)
def test_bands_of_no_number_pass_on_why_there_is_none(outcome: Outcome, passed_on: Outcome) -> None:
    step = bands(RATING, *PERCENT)
    assert step.run({step.of: outcome}.__getitem__, lambda ref: [])[0] == passed_on


def test_scores_of_eight_statements_are_the_eighths_and_show_both_gaps() -> None:
    scores = percent_scores([[IN, OUT]] * 8)
    assert sorted(scores.single) == [Fraction(100 * part, 8) for part in range(9)]
    assert list(gaps(bands(RATING, *PRINTED), scores)) == ["0 (0 of 8)", "62.5 (5 of 8)", "87.5 (7 of 8)"]
    rounded = bands(RATING, *PRINTED, rounding="half-up")
    assert list(gaps(rounded, scores)) == ["0 (0 of 8)"]


def test_scores_with_statements_that_may_be_left_out_are_all_shares_of_fewer() -> None:
    scores = percent_scores([[IN, OUT, None]] * 3)
    assert sorted(scores.single) == [0, Fraction(100, 3), 50, Fraction(200, 3), 100]
    assert scores.words(Fraction(50)) == "50 (1 of 2)"


def test_statement_that_can_only_be_counted_narrows_the_scores() -> None:
    assert sorted(percent_scores([[IN], [IN, OUT]]).single) == [50, 100]


def test_sums_of_twelve_standards_are_0_to_36_and_fill_the_bands() -> None:
    points = [(Fraction(number), Fraction(1)) for number in range(4)]
    scores = sum_scores([points] * 12)
    assert sorted(scores.single) == list(range(37))
    step = bands(RATING, *POINTS)
    assert (list(gaps(step, scores)), list(overlaps(step, scores)), list(unreached(step, scores))) == ([], [], [])


def test_means_are_those_of_every_number_of_answers() -> None:
    points = [(Fraction(number), Fraction(1)) for number in (0, 1)]
    assert sorted(mean_scores([[*points, None]] * 2).single) == [0, Fraction(1, 2), 1]


def test_bands_that_overlap_are_found_where_a_score_lies_in_both() -> None:
    step = bands(RATING, ("80", "outstanding"), ("60-85", "good"), ("0", "inadequate"))
    of_five, of_four = (percent_scores([[IN, OUT]] * number) for number in (5, 4))
    lower, higher, example = next(overlaps(step, of_five))
    assert (lower.grade, higher.grade, example) == ("good", "outstanding", "80 (4 of 5)")
    assert list(overlaps(step, of_four)) == []


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ("120", "No score lies in the band from 120: the highest that can be reached is 100%."),
        ("70-74", "No score lies in the band from 70 to 74."),
    ],
)
def test_band_that_no_score_reaches_is_found(limit: str, words: str) -> None:
    step = bands(RATING, (limit, "outstanding"), ("50", "good"), ("0", "inadequate"))
    assert [said for _, said in unreached(step, percent_scores([[IN, OUT]] * 4))] == [words]


ANY_PERCENT = Scores(low=Fraction(0), high=Fraction(100), ranged=True)


@pytest.mark.parametrize(
    ("rounding", "decimals", "expected"),
    [
        ("none", 0, ["0", "38.5", "62.5", "87.5"]),
        ("half-up", 0, ["0"]),
        ("half-up", 1, ["0", "38.1", "62.1", "87.1"]),
    ],
)
def test_gaps_between_bands_for_any_number_of_cases_are_found_after_rounding(
    rounding: str, decimals: int, expected: list[str]
) -> None:
    step = bands(RATING, *PRINTED, rounding=rounding, decimals=decimals)
    assert list(gaps(step, ANY_PERCENT)) == expected


def test_bands_by_lower_limits_leave_no_gap_for_any_number_of_cases() -> None:
    step = bands(RATING, *PERCENT)
    assert (list(gaps(step, ANY_PERCENT)), list(overlaps(step, ANY_PERCENT)), list(unreached(step, ANY_PERCENT))) == (
        [],
        [],
        [],
    )


def test_bands_that_end_below_the_highest_score_leave_a_gap_above() -> None:
    step = bands(RATING, ("50-99", "good"), ("0", "inadequate"))
    assert list(gaps(step, ANY_PERCENT)) == ["100"]
