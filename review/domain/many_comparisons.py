"""What is left of many comparisons once it is allowed for that some differ by chance alone."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

HOLM, BENJAMINI_HOCHBERG = "Holm", "Benjamini-Hochberg"


@dataclass(frozen=True)
class Adjusted:
    """A p value as it was, as adjusted for its family of comparisons, and whether it stays at or below the level."""

    p: float
    adjusted: float
    stays: bool


def holm(p_values: Sequence[float], alpha: float = 0.05) -> list[Adjusted]:
    """Adjust p values by the step-down method of Holm (1979), in the order given.

    The chance of even one false difference in the whole family is at most alpha, however the comparisons hang
    together. None gives none; a single one stays as it is. Raises ValueError where a p value is not within 0 to 1,
    or alpha not between them.
    """
    _check(p_values, alpha)
    return _adjusted(p_values, alpha, _stepped(p_values, lambda rank, p: (len(p_values) - rank) * p, down=True))


def benjamini_hochberg(p_values: Sequence[float], alpha: float = 0.05) -> list[Adjusted]:
    """Adjust p values by the step-up method of Benjamini and Hochberg (1995), in the order given.

    Of the differences that stay, at most a part of alpha is expected to be false, where the comparisons are
    independent; those of pairs from the same groups are not quite. None gives none; a single one stays as it is.
    Raises ValueError where a p value is not within 0 to 1, or alpha not between them.
    """
    _check(p_values, alpha)
    return _adjusted(p_values, alpha, _stepped(p_values, lambda rank, p: len(p_values) * p / (rank + 1), down=False))


def pairs(groups: int) -> int:
    """Give how many pairs there are of so many groups: 21 of 7. Raises ValueError where the number is negative."""
    if groups < 0:
        raise ValueError(f"There are no {groups} groups.")
    return groups * (groups - 1) // 2


def _check(p_values: Iterable[float], alpha: float) -> None:
    wrong = [p for p in p_values if not 0 <= p <= 1]
    if wrong:
        raise ValueError(f"A p value lies within 0 to 1; {wrong[0]} does not.")
    if not 0 < alpha < 1:
        raise ValueError(f"A level lies between 0 and 1; {alpha} does not.")


def _stepped(p_values: Sequence[float], weigh: Callable[[int, float], float], down: bool) -> dict[int, float]:
    """Give the adjusted value for each place: weighed by rank, and never the other way round than the p values."""
    order = sorted(range(len(p_values)), key=lambda place: p_values[place])
    # Rounding in the last digit must not make an adjusted value smaller than the value itself.
    weighed = [min(1.0, max(p_values[place], weigh(rank, p_values[place]))) for rank, place in enumerate(order)]
    if down:
        return dict(zip(order, accumulate(weighed, max), strict=True))
    return dict(zip(reversed(order), accumulate(reversed(weighed), min), strict=True))


def _adjusted(p_values: Sequence[float], alpha: float, values: dict[int, float]) -> list[Adjusted]:
    return [Adjusted(p, values[place], values[place] <= alpha) for place, p in enumerate(p_values)]
