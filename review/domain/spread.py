"""The spread of a whole number that each case has, such as the days it took: median, quartiles, least and most."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate


@dataclass(frozen=True)
class Spread:
    """How many cases, and the five numbers of their spread in the unit of the values, quartiles exact."""

    n: int
    least: int
    lower_quartile: Fraction
    median: Fraction
    upper_quartile: Fraction
    most: int


def spread(cases: Mapping[int, int]) -> Spread | None:
    """Give the spread of values, each with the number of cases that have it.

    Quartiles are definition 7 of Hyndman and Fan (1996), also called inclusive: of n values in order, numbered from
    0, the quartile q is the one at place q * (n - 1); between two places it lies on the straight line between them.
    None where there is no case; a single case is its own quartiles. Raises ValueError where a number is negative.
    """
    if min(cases.values(), default=0) < 0:
        raise ValueError("A number of cases is negative.")
    values = sorted(value for value, number in cases.items() if number)
    if not values:
        return None
    up_to = list(accumulate(cases[value] for value in values))
    low, middle, high = (_quartile(values, up_to, quarters) for quarters in (1, 2, 3))
    return Spread(up_to[-1], values[0], low, middle, high, values[-1])


def _quartile(values: list[int], up_to: list[int], quarters: int) -> Fraction:
    """Read the quartile off the numbers of cases up to each value, without writing out every case."""
    last = up_to[-1] - 1
    place = Fraction(quarters * last, 4)
    before = values[bisect_right(up_to, int(place))]
    after = values[bisect_right(up_to, min(int(place) + 1, last))]
    return before + (place - int(place)) * (after - before)
