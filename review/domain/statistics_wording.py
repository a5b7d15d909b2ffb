"""How comparisons, trends and spreads are said in a report: counts first, and no percentage of a few cases."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor

from review.domain.intervals import Interval, Share
from review.domain.spread import Spread
from review.domain.trend import ALL_ALIKE, NO_CASES, ONE_GROUP, NoTrend, Trend
from review.domain.wording import LEAST_FOR_PERCENTAGE

NO_TREND = {
    NO_CASES: "no case is counted, so a trend is not defined",
    ONE_GROUP: "only one group has cases, so a trend is not defined",
    ALL_ALIKE: "all cases are alike, so a trend is not defined",
}
MINUS = "−"

# At the 5% level.
ONE_IN = 20


def difference_words(
    one: str, share: Share, other: str, other_share: Share, interval: Interval | None, least: int = LEAST_FOR_PERCENTAGE
) -> str:
    """Say two shares and how far apart: "Force A 12 of 20, Force B 5 of 18: 32.2 percentage points apart; 95% ...".

    `interval` is that of the first share less the second; it is said for the greater less the smaller, so that its
    signs read the same either way round, and it is said when it includes no difference at all. Below `least` cases
    in a group only the counts are said, and which group has too few.
    """
    counts = f"{one} {share.count} of {share.n}, {other} {other_share.count} of {other_share.n}"
    few = [name for name, part in ((one, share), (other, other_share)) if part.n < max(least, 1)]
    if few:
        return f"{counts}: too few cases in {' and '.join(few)} to say how far apart."
    apart = share.exact - other_share.exact
    words = f"{counts}: {points_words(abs(apart))} percentage points apart"
    return f"{words}; {_limits(interval, apart < 0)}." if interval else f"{words}."


def p_words(p: float) -> str:
    """Give a p value as "p = 0.25", "p = 0.004" or "p < 0.001": as many digits as anybody can use."""
    if p < 0.001:
        return "p < 0.001"
    # Near the usual level two digits would hide on which side of it the value lies.
    return f"p = {p:.3f}" if p < 0.1 else f"p = {p:.2f}"


def trend_words(trend: Trend | NoTrend, answer: str, least: int = LEAST_FOR_PERCENTAGE) -> str:
    """Say whether the share of an answer rises or falls, with z and p; why a trend is not defined; or too few cases.

    Only at the 5% level is a rise or a fall spoken of: above it the cases show neither.
    """
    of = f"Trend of the share of “{answer}”"
    if isinstance(trend, NoTrend):
        return f"{of}: {NO_TREND[trend.reason]}."
    if trend.n < least:
        return f"{of}: {_number(trend.n, 'case')} in {_number(trend.groups, 'group')}, too few to speak of a trend."
    shown = "it rises" if trend.z > 0 else "it falls"
    way = shown if is_shown(trend.p) else "these cases show no rise and no fall"
    numbers = f"z = {z_words(trend.z)}, {p_words(trend.p)}"
    return (
        f"{of} over {_number(trend.groups, 'group')} in their order, {_number(trend.n, 'case')} in all: "
        f"{way} (Cochran-Armitage test, {numbers})."
    )


def z_words(z: float) -> str:
    """Give the value of a test to two digits: "0.22", "−2.87"."""
    return _signed(Fraction(z), 2)


def is_shown(p: float) -> bool:
    """Return whether a p value is below the 5% level, at which reports speak of a rise, a fall or a difference."""
    return p < 1 / ONE_IN


def many_comparisons_words(number: int, things: str = "pairs of forces") -> str:
    """Flag many comparisons at the 5% level, with how many would differ by chance; nothing below two comparisons."""
    if number < 2:
        return ""
    expected = floor(Fraction(number, ONE_IN) + Fraction(1, 2))
    by_chance = f"about {expected}" if expected else "fewer than one, on average,"
    return (
        f"{number} {things} are compared here. Even if none of them really differed, chance alone would make about "
        f"one in {ONE_IN} look different at the 5% level: {by_chance} of these {number}. "
        f"Read a single difference with care, and by its p value adjusted for all {number} comparisons."
    )


def too_few_words(groups: Sequence[tuple[str, int]], least: int = LEAST_FOR_PERCENTAGE) -> str:
    """Say which groups, each with its number of cases, are not compared since they have fewer than `least`."""
    named = ", ".join(f"{label} ({n})" for label, n in groups)
    return f"Not compared, with fewer than {least} cases: {named}." if groups else ""


def adjusted_words(p: float, adjusted: float, comparisons: int, method: str = "Holm") -> str:
    """Say a p value with the adjusted one: "p = 0.012; adjusted for 21 comparisons (Holm): p = 0.25"."""
    if comparisons < 2:
        return p_words(p)
    return f"{p_words(p)}; adjusted for {comparisons} comparisons ({method}): {p_words(adjusted)}"


def spread_words(found: Spread | None, unit: str = "days", least: int = LEAST_FOR_PERCENTAGE) -> str:
    """Say a spread: "27 cases: median 34 days, the middle half from 12 to 60, all from 0 to 210."; "none" for none.

    Below `least` cases there are no quartiles, which would only sound exact.
    """
    if found is None:
        return "No cases counted."
    if found.n == 1:
        return f"1 case: {_of(Fraction(found.least), unit)}."
    parts = [f"median {_of(found.median, unit)}"]
    if found.n >= least:
        parts.append(f"the middle half from {value_words(found.lower_quartile)} to {value_words(found.upper_quartile)}")
    parts.append(f"all from {value_words(found.least)} to {value_words(found.most)}")
    few = "" if found.n >= least else " (too few for quartiles)"
    return f"{found.n} cases: {', '.join(parts)}{few}."


def value_words(value: Fraction | int) -> str:
    """Give a value of a spread with at most one decimal, rounded half up: "34", "12.5", "12.3" for 12.25."""
    return _signed(Fraction(value), 1).removesuffix(".0")


def points_words(part: Fraction) -> str:
    """Give a difference of shares in percentage points: "12.5", "−3.0"; no plus, which spreadsheets take for a sum."""
    return _signed(part * 100, 1)


def _limits(interval: Interval, turned: bool) -> str:
    """Say an interval in percentage points, for the greater share less the smaller, and whether 0 is within it."""
    low, high = (-interval.high, -interval.low) if turned else (interval.low, interval.high)
    within = ", which includes no difference at all" if low <= 0 <= high else ""
    level = f"{interval.confidence * 100:g}%"
    return f"{level} interval {points_words(Fraction(low))} to {points_words(Fraction(high))}{within}"


def _signed(value: Fraction, digits: int) -> str:
    """Write a number with so many digits, rounded half away from 0, with a real minus sign and none before 0."""
    units = floor(abs(value) * 10**digits + Fraction(1, 2))
    sign = MINUS if value < 0 and units else ""
    return f"{sign}{units // 10**digits}.{units % 10**digits:0{digits}}"


def _number(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _of(value: Fraction, unit: str) -> str:
    return f"{value_words(value)} {unit.removesuffix('s') if value == 1 else unit}"
