"""Intervals for a share, so that a figure from a sample shows how sure it can be."""

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from statistics import NormalDist


@dataclass(frozen=True)
class Interval:
    """The lower and upper limit at a level of confidence within 0 to 1.

    The limits of a share lie within 0 to 1, those of a difference of two shares within -1 to 1.
    """

    low: float
    high: float
    confidence: float


@dataclass(frozen=True)
class Share:
    """`count` of `n` cases. Raises ValueError where that is impossible: a negative number, or more than n."""

    count: int
    n: int

    def __post_init__(self) -> None:
        if not 0 <= self.count <= self.n:
            raise ValueError(f"{self.count} of {self.n} is not a share of anything.")

    @property
    def exact(self) -> Fraction:
        """The share as an exact fraction, 0 to 1. Raises ZeroDivisionError where there is no case."""
        return Fraction(self.count, self.n)


def wilson(successes: int, n: int, confidence: float = 0.95) -> Interval | None:
    """Give the score interval of Wilson (1927) for `successes` of `n`, without continuity correction.

    The quantile of the normal distribution is exact, not a rounded 1.96. None where n is 0: no case, no interval.
    With no success the lower limit is exactly 0; with nothing but successes the upper limit is exactly 1.
    Raises ValueError where the input is impossible: a negative number, more successes than cases, or a confidence
    that is not between 0 and 1.
    """
    Share(successes, n)
    if not 0 < confidence < 1:
        raise ValueError(f"A confidence lies between 0 and 1; {confidence} does not.")
    if n == 0:
        return None
    share, z = successes / n, NormalDist().inv_cdf((1 + confidence) / 2)
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    # Rounding in the last digit must not push a limit past the share itself, nor out of 0 to 1.
    return Interval(max(0.0, min(share, middle - reach)), min(1.0, max(share, middle + reach)), confidence)
