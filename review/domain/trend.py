"""Whether shares rise or fall over groups that have an order, such as the years of one kind of exercise."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import erfc, isfinite, sqrt

from review.domain.intervals import Share

NO_CASES, ONE_GROUP, ALL_ALIKE = "no-cases", "one-group", "all-alike"


@dataclass(frozen=True)
class Trend:
    """A trend tested: z is positive where shares rise with the scores; chi-square is its square; p is two-sided."""

    z: float
    chi_square: float
    p: float
    n: int
    groups: int


@dataclass(frozen=True)
class NoTrend:
    """A test that is not defined: `reason` is NO_CASES, ONE_GROUP or ALL_ALIKE. It is not a trend of zero."""

    reason: str
    n: int
    groups: int


def cochran_armitage(shares: Sequence[Share], scores: Sequence[float] | None = None) -> Trend | NoTrend:
    """Test for a trend of shares over ordered groups, by Cochran (1954) and Armitage (1955), uncorrected.

    Scores say how far apart the groups lie; without them each is one step after the last. A group without cases
    changes nothing but keeps its step. Sums are exact; p comes from the normal distribution.
    Not defined, with the reason: no case at all, cases at one score only, or all cases alike.
    Raises ValueError where there is not one finite score for each group.
    """
    steps = _steps(shares, scores)
    n, groups = sum(share.n for share in shares), sum(share.n > 0 for share in shares)
    reason = _reason(shares, steps)
    if reason:
        return NoTrend(reason, n, groups)
    whole = Fraction(sum(share.count for share in shares), n)
    middle = sum((share.n * step for share, step in zip(shares, steps, strict=True)), Fraction()) / n
    slope = sum(((share.count - whole * share.n) * step for share, step in zip(shares, steps, strict=True)), Fraction())
    scatter = sum((share.n * (step - middle) ** 2 for share, step in zip(shares, steps, strict=True)), Fraction())
    chi_square = float(slope**2 / (whole * (1 - whole) * scatter))
    z = sqrt(chi_square) * (-1 if slope < 0 else 1)
    return Trend(z, chi_square, erfc(sqrt(chi_square / 2)), n, groups)


def _steps(shares: Sequence[Share], scores: Sequence[float] | None) -> list[Fraction]:
    if scores is None:
        return [Fraction(place) for place in range(1, len(shares) + 1)]
    if len(scores) != len(shares):
        raise ValueError(f"There are {len(shares)} groups, but {len(scores)} scores.")
    if not all(map(isfinite, scores)):
        raise ValueError("A score is a finite number.")
    return [Fraction(score) for score in scores]


def _reason(shares: Sequence[Share], steps: Sequence[Fraction]) -> str:
    """Say why the test is not defined, or nothing where it is."""
    counted = {step for share, step in zip(shares, steps, strict=True) if share.n}
    if not counted:
        return NO_CASES
    if len(counted) == 1:
        return ONE_GROUP
    seen = sum(share.count for share in shares)
    return ALL_ALIKE if seen in (0, sum(share.n for share in shares)) else ""
