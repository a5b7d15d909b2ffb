"""Scores that a measure can reach: every single one where they can be told, or else the range in which they lie."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor, gcd, lcm

from review.domain.rules.words import number_words

MOST_BITS = 200_000
MOST_WEIGHTS = 4_000
Part = tuple[Fraction, Fraction]
"""What one answer adds: the points, and what it weighs (the most that it could have added, or 1)."""


@dataclass(frozen=True)
class Scores:
    """Numbers with a word on how each comes about; or the multiples of `step` (0: all numbers) from `low` to `high`."""

    single: Mapping[Fraction, str] = field(default_factory=dict)
    low: Fraction | None = None
    high: Fraction | None = None
    step: Fraction = Fraction(0)
    ranged: bool = False

    def words(self, number: Fraction) -> str:
        """Return a number with how it comes about, such as 62.5 (5 of 8)."""
        how = self.single.get(number, "")
        return f"{number_words(number)} ({how})" if how else number_words(number)


@dataclass(frozen=True)
class Region:
    """Numbers between two limits, which belong to it or not; None: no limit."""

    low: Fraction | None
    high: Fraction | None
    with_low: bool = True
    with_high: bool = True

    def holds(self, number: Fraction) -> bool:
        """Return whether a number lies in it."""
        above = self.low is None or number > self.low or (self.with_low and number == self.low)
        return above and (self.high is None or number < self.high or (self.with_high and number == self.high))


def percent_scores(parts: Sequence[Iterable[Part | None]]) -> Scores:
    """Return the scores of 100 times the points as a share of the weights; see `added`."""

    def shown(total: Fraction, weight: Fraction) -> str:
        return f"{number_words(total)} of {number_words(weight)}"

    return _scores(parts, lambda total, weight, count: 100 * total / weight if weight > 0 else None, shown)


def sum_scores(parts: Sequence[Iterable[Part | None]]) -> Scores:
    """Return the scores of the points added up."""
    return _scores(parts, lambda total, weight, count: total if count else None, lambda total, weight: "")


def mean_scores(parts: Sequence[Iterable[Part | None]]) -> Scores:
    """Return the scores of the mean of the points; the weight of each must be 1."""

    def shown(total: Fraction, weight: Fraction) -> str:
        return f"{number_words(total)} in {number_words(weight)}"

    return _scores(parts, lambda total, weight, count: total / count if count else None, shown)


def _scores(
    parts: Sequence[Iterable[Part | None]],
    number_of: Callable[[Fraction, Fraction, int], Fraction | None],
    shown: Callable[[Fraction, Fraction], str],
) -> Scores:
    found: dict[Fraction, str] = {}
    for total, weight, count in added(parts):
        number = number_of(total, weight, count)
        if number is not None and number not in found:
            found[number] = shown(total, weight)
    return Scores(found)


def added(parts: Sequence[Iterable[Part | None]]) -> Iterator[tuple[Fraction, Fraction, int]]:
    """Yield every total of points, with its weight and how many were added, fewest first.

    Each of `parts` says what one answer can add; None that it may be left out. Raises OverflowError where there are
    too many. Works on whole numbers as rows of bits: bit n says that the total n can be had.
    """
    choices = [list(dict.fromkeys(one)) for one in parts]
    numbers = [number for one in choices for part in one if part for number in part]
    unit = lcm(*(number.denominator for number in numbers))
    lowest = min([0, *(int(part[0] * unit) for one in choices for part in one if part)])
    rows: dict[tuple[int, int], int] = {(0, 0): 1}
    for one in choices:
        rows = _with_one_more(rows, one, unit, lowest)
    for (count, weight), row in sorted(rows.items()):
        for total in _bits(row):
            yield Fraction(total + count * lowest, unit), Fraction(weight, unit), count


def _with_one_more(
    rows: Mapping[tuple[int, int], int], choices: Iterable[Part | None], unit: int, lowest: int
) -> dict[tuple[int, int], int]:
    after: dict[tuple[int, int], int] = {}
    for part in choices:
        points, weight = (int(part[0] * unit) - lowest, int(part[1] * unit)) if part else (0, 0)
        if points > MOST_BITS:
            raise OverflowError
        for (count, whole), row in rows.items():
            key = (count + 1, whole + weight) if part else (count, whole)
            after[key] = after.get(key, 0) | row << points
    if len(after) > MOST_WEIGHTS or max(map(int.bit_length, after.values()), default=0) > MOST_BITS:
        raise OverflowError
    return after


def _bits(row: int) -> Iterator[int]:
    return (place for place, digit in enumerate(reversed(f"{row:b}")) if digit == "1")


def common_step(numbers: Iterable[Fraction]) -> Fraction:
    """Return the largest number of which all are multiples, 0 for none but 0."""
    given = [number for number in numbers if number]
    if not given:
        return Fraction(0)
    unit = lcm(*(number.denominator for number in given))
    return Fraction(gcd(*(int(number * unit) for number in given)), unit)


def example_in(scores: Scores, region: Region, rounding: Callable[[Fraction], Fraction], places: int | None) -> str:
    """Return a score that lies in a region once it is rounded, in words, or nothing.

    `places` is the number of decimal places that rounding leaves, None where nothing is rounded.
    """
    for number in scores.single:
        after = rounding(number)
        if region.holds(after):
            shown = scores.words(number)
            return shown if after == number else f"{shown}, rounded to {number_words(after)},"
    return _example_in_range(scores, region, rounding, places) if scores.ranged else ""


def _example_in_range(
    scores: Scores, region: Region, rounding: Callable[[Fraction], Fraction], places: int | None
) -> str:
    low = region.low if scores.low is None else rounding(scores.low)
    high = region.high if scores.high is None else rounding(scores.high)
    low = low if region.low is None else max(region.low, low if low is not None else region.low)
    high = high if region.high is None else min(region.high, high if high is not None else region.high)
    step = Fraction(1, 10**places) if places is not None else scores.step
    if places is not None and scores.step:
        step = Fraction(lcm(step.numerator, scores.step.numerator), gcd(step.denominator, scores.step.denominator))
    within = Region(low, high)
    tries = _simple(low, high) if not step else _multiples(low, high, step)
    number = next((one for one in tries if region.holds(one) and within.holds(one)), None)
    return "" if number is None else number_words(number)


def _multiples(low: Fraction | None, high: Fraction | None, step: Fraction) -> Iterator[Fraction]:
    """Yield the multiples nearest to a limit."""
    if low is not None:
        yield from (floor(low / step) * step + more * step for more in range(3))
    elif high is not None:
        yield from (ceil(high / step) * step - less * step for less in range(3))


def _simple(low: Fraction | None, high: Fraction | None) -> Iterator[Fraction]:
    """Yield numbers between two limits, those with few digits and small denominators first."""
    if low is None or high is None:
        end = high if low is None else low
        yield from () if end is None else (end, end + (1 if high is None else -1))
        return
    for below in (1, 2, 4, 5, 8, 10, 20, 100, 1000):
        first = floor(low * below)
        yield from (Fraction(first + more, below) for more in range(3))
    yield (low + high) / 2
