"""The interval of a share against published cases, the 13 published exercises, and its properties."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from review.domain.intervals import Interval, Share, wilson
from review.domain.wording import interval_words, percentage
from tests.review.domain.oracle_cases import oracle_cases

CASES = oracle_cases("single_proportion_95", "single_proportion")

# Good grades of the 13 published exercises. The limits were worked out apart from the code under test: by bisection
# on the score equation |share - p| = z * sqrt(p (1 - p) / n), in fractions.
PUBLISHED = [
    ("eight-forces-2015", 177, 576, "30.7%", "27.1% to 34.6%"),
    ("metropolitan-2017-q3", 10, 135, "7.4%", "4.1% to 13.1%"),
    ("north-yorkshire-2021", 13, 73, "17.8%", "10.7% to 28.1%"),
    ("warwickshire-2022", 23, 74, "31.1%", "21.7% to 42.3%"),
    ("dorset-2022", 10, 31, "32.3%", "18.6% to 49.9%"),
    ("suffolk-2022", 27, 72, "37.5%", "27.2% to 49.0%"),
    ("north-yorkshire-2022", 11, 33, "33.3%", "19.8% to 50.4%"),
    ("cheshire-2023", 10, 38, "26.3%", "15.0% to 42.0%"),
    ("warwickshire-2023", 9, 34, "26.5%", "14.6% to 43.1%"),
    ("wiltshire-2023", 12, 30, "40.0%", "24.6% to 57.7%"),
    ("suffolk-2023", 17, 30, "56.7%", "39.2% to 72.6%"),
    ("avon-and-somerset-2023", 17, 69, "24.6%", "16.0% to 36.0%"),
    ("group-based-cse-2023", 9, 27, "33.3%", "18.6% to 52.2%"),
]

shares = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
confidences = st.floats(0.01, 0.9999)


def width(interval: Interval | None) -> float:
    assert interval is not None
    return interval.high - interval.low


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_wilson_equals_the_oracle(case: dict[str, Any]) -> None:
    inputs, expected = case["inputs"], (case["expected"] or {}).get("wilson")
    interval = wilson(inputs["x"], inputs["n"], inputs["confidence"])
    if expected is None:
        assert interval is None
    else:
        assert interval is not None
        assert (interval.low, interval.high) == pytest.approx(tuple(expected), abs=case["tolerance"])


def test_the_oracles_hold_every_case() -> None:
    assert len(CASES) == 16


@pytest.mark.parametrize(("exercise", "good", "n", "percent", "limits"), PUBLISHED)
def test_wilson_of_a_published_exercise(exercise: str, good: int, n: int, percent: str, limits: str) -> None:
    assert (percentage(good, n), interval_words(wilson(good, n))) == (percent, limits)


@pytest.mark.parametrize(
    ("successes", "n", "confidence"), [(-1, 5, 0.95), (6, 5, 0.95), (1, -1, 0.95), (1, 2, 0.0), (1, 2, 1.0), (1, 2, 95)]
)
def test_wilson_refuses_impossible_input(successes: int, n: int, confidence: float) -> None:
    with pytest.raises(ValueError, match="not"):
        wilson(successes, n, confidence)


@given(shares, confidences)
def test_wilson_contains_the_share_and_stays_within_bounds(share: tuple[int, int], confidence: float) -> None:
    interval = wilson(*share, confidence)
    assert interval is not None
    assert 0 <= interval.low <= share[0] / share[1] <= interval.high <= 1


@given(shares, confidences)
def test_wilson_mirrors_when_successes_and_failures_swap(share: tuple[int, int], confidence: float) -> None:
    interval, mirrored = wilson(*share, confidence), wilson(share[1] - share[0], share[1], confidence)
    assert interval is not None
    assert mirrored is not None
    assert (mirrored.low, mirrored.high) == pytest.approx((1 - interval.high, 1 - interval.low), abs=1e-12)


@given(shares, st.integers(2, 50))
def test_wilson_narrows_with_more_cases_of_the_same_share(share: tuple[int, int], times: int) -> None:
    assert width(wilson(share[0] * times, share[1] * times)) < width(wilson(*share))


@given(shares, confidences, confidences)
def test_wilson_widens_with_confidence(share: tuple[int, int], one: float, other: float) -> None:
    assume(abs(one - other) > 1e-6)
    assert width(wilson(*share, min(one, other))) < width(wilson(*share, max(one, other)))


def test_wilson_is_exact_at_the_ends() -> None:
    none, every = wilson(0, 20), wilson(27, 27)
    assert none is not None
    assert every is not None
    assert (none.low, every.high) == (0.0, 1.0)


@pytest.mark.parametrize(("count", "n"), [(-1, 5), (6, 5), (1, 0), (0, -1)])
def test_share_refuses_impossible_input(count: int, n: int) -> None:
    with pytest.raises(ValueError, match="is not a share of anything"):
        Share(count, n)
