"""Exact rounding of fractions, by the rule that the method states."""

from fractions import Fraction
from math import ceil, floor

ROUNDINGS = ("none", "half-up", "half-even", "down", "up")


def rounded(number: Fraction, rounding: str, decimals: int = 0) -> Fraction:
    """Return a number rounded to decimal places; raise ValueError for an unknown rounding.

    `half-up` takes a half away from zero, `half-even` to the even neighbour, `down` towards zero, `up` away from it.
    """
    if rounding == "none":
        return number
    scaled = abs(number) * 10**decimals
    whole = _whole(scaled, rounding)
    return Fraction(whole if number >= 0 else -whole, 10**decimals)


def _whole(scaled: Fraction, rounding: str) -> int:
    if rounding == "half-up":
        return floor(scaled + Fraction(1, 2))
    if rounding == "half-even":
        return round(scaled)
    if rounding == "down":
        return floor(scaled)
    if rounding == "up":
        return ceil(scaled)
    raise ValueError(f"There is no rounding “{rounding}”.")
