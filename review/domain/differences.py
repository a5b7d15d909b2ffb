"""How far the shares of two independent groups lie apart, and how easily chance alone would set them so far apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import comb, erfc, hypot, sqrt

from review.domain.intervals import Interval, Share, wilson

# Exact up to this many cases in both groups together. Beyond, its integers grow long and both tests agree closely.
MOST_FOR_EXACT = 2000

EXACT, POOLED = "Fisher's exact test", "score test with the pooled share"


@dataclass(frozen=True)
class DifferenceTest:
    """The two-sided p value, 0 to 1, for the difference of two shares, and the name of the test that gave it."""

    p: float
    method: str


def newcombe(one: Share, other: Share, confidence: float = 0.95) -> Interval | None:
    """Give the hybrid score interval of Newcombe (1998), method 10, for the first share less the second.

    It joins the limits of Wilson's interval for each share, without continuity correction; the groups have to be
    independent, so no case may be in both. Limits are parts of 1, within -1 to 1, and enclose the difference.
    None where a group has no case. Raises ValueError where the confidence is not between 0 and 1.
    """
    limits, other_limits = wilson(one.count, one.n, confidence), wilson(other.count, other.n, confidence)
    if limits is None or other_limits is None:
        return None
    share, other_share = one.count / one.n, other.count / other.n
    apart = share - other_share
    down = hypot(share - limits.low, other_limits.high - other_share)
    up = hypot(limits.high - share, other_share - other_limits.low)
    return Interval(max(-1.0, apart - down), min(1.0, apart + up), confidence)


def difference_test(one: Share, other: Share) -> DifferenceTest | None:
    """Test whether two shares differ: exact up to MOST_FOR_EXACT cases in all, by the score test beyond.

    The exact test is the more careful one, so close to the level Newcombe's interval may leave 0 out although p is
    above: 12 of 20 and 5 of 18 have an interval from 0.8 points up and p = 0.058. Reports say both as they are.
    None where a group has no case: there is nothing to compare.
    """
    test, method = (fisher, EXACT) if one.n + other.n <= MOST_FOR_EXACT else (pooled_score, POOLED)
    p = test(one, other)
    return None if p is None else DifferenceTest(p, method)


def fisher(one: Share, other: Share) -> float | None:
    """Give the two-sided p value of Fisher's exact test (1935) for two shares.

    It adds the chances of all tables with the same totals that are no likelier than the one seen. Chances are
    compared as whole numbers, so equal ones are equal. 1 where all cases are alike; None where a group has none.
    """
    if not (one.n and other.n):
        return None
    ways = dict(_ways(one.n, other.n, one.count + other.count))
    seen = ways[one.count]
    return sum(number for number in ways.values() if number <= seen) / sum(ways.values())


def pooled_score(one: Share, other: Share) -> float | None:
    """Give the two-sided p value of the score test for two shares: Pearson's chi-square (1900), uncorrected.

    The variance is that of the pooled share and p comes from the normal distribution, so it serves large groups
    only. 1 where all cases are alike; None where a group has none.
    """
    if not (one.n and other.n):
        return None
    pooled = Share(one.count + other.count, one.n + other.n).exact
    if pooled in (0, 1):
        return 1.0
    variance = pooled * (1 - pooled) * (Share(1, one.n).exact + Share(1, other.n).exact)
    return erfc(sqrt((one.exact - other.exact) ** 2 / variance / 2))


def _ways(n: int, other_n: int, total: int) -> Iterator[tuple[int, int]]:
    """Go through the counts that the first group can have, each with the number of ways to come about."""
    least, most = max(0, total - other_n), min(n, total)
    number = comb(n, least) * comb(other_n, total - least)
    for count in range(least, most + 1):
        yield count, number
        # The next from the last: far quicker than two binomials each, and the division leaves nothing over.
        number = number * (n - count) * (total - count) // ((count + 1) * (other_n - total + count + 1))
