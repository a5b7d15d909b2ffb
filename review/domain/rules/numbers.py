"""Exact rounding of fractions, by the rule that the method states."""

from fractions import Fraction

ROUNDINGS = ("none", "half-up", "half-even", "down", "up")


def rounded(number: Fraction, rounding: str, decimals: int = 0) -> Fraction:
    """Return a number rounded to decimal places; raise ValueError for an unknown rounding.

    `half-up` takes a half away from zero, `half-even` to the even neighbour, `down` towards zero, `up` away from it.
    """
    if rounding == "none":
        return number
    scale = 10**decimals
    whole = _whole(abs(number.numerator) * scale, number.denominator, rounding)
    return Fraction(whole if number >= 0 else -whole, scale)


def _whole(over: int, under: int, rounding: str) -> int:
    """Return the whole number to which over / under is rounded; both are positive, or the first is 0."""
    whole, rest = divmod(over, under)
    if rounding == "down":
        return whole
    if rounding == "up":
        return whole + (rest > 0)
    if rounding == "half-up":
        return whole + (2 * rest >= under)
    if rounding == "half-even":
        return whole + (2 * rest > under or (2 * rest == under and whole % 2 == 1))
    raise ValueError(f"There is no rounding “{rounding}”.")


def at_least(number: Fraction, bound: Fraction) -> bool:
    """Return whether a number reaches a bound: as `number >= bound` does, several times as fast."""
    return number.numerator * bound.denominator >= bound.numerator * number.denominator
