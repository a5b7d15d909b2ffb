"""How figures are said: counts first, a percentage only beside its count, and the reconciliation as a sentence."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor

from review.domain.intervals import Interval
from review.domain.tabulation import Table

# From this many cases a percentage says something that the counts do not; below it would only sound exact.
LEAST_FOR_PERCENTAGE = 10

UNANSWERED = "Question not answered"
LEFT_OUT_LABELS = {
    "withdrawn": "Withdrawn",
    "not-reviewed": "Review not submitted yet",
    "unsigned": "Review not signed off yet",
    "question-not-answered": UNANSWERED,
    "not-in-subset": "Not in the subset",
    "not-applicable": "Not applicable",
}


def percentage(count: int, n: int, least: int = LEAST_FOR_PERCENTAGE) -> str | None:
    """Give `count` of `n` as "33.3%", rounded half up from the exact fraction; None where n is below `least`.

    `n` holds only cases with a grade, so a case that is not applicable is in no percentage.
    Raises ValueError where the input is impossible: a negative number, or more than n.
    """
    if not 0 <= count <= n:
        raise ValueError(f"{count} of {n} is not a share of anything.")
    return None if n < max(least, 1) else percent_words(Fraction(count, n))


def share(count: int, n: int, least: int = LEAST_FOR_PERCENTAGE) -> str:
    """Give a share in words: "9 (33.3%)" from `least` cases up, "4 of 6" below, "none" where there is no case.

    Raises ValueError where the input is impossible: a negative number, or more than n.
    """
    percent = percentage(count, n, least)
    if percent:
        return f"{count} ({percent})"
    return f"{count} of {n}" if n else "none"


def interval_words(interval: Interval | None) -> str:
    """Give an interval as "18.6% to 52.2%"; "not defined" where there is none."""
    if interval is None:
        return "not defined"
    return f"{percent_words(Fraction(interval.low))} to {percent_words(Fraction(interval.high))}"


def left_out_words(reason: str, unanswered: str = UNANSWERED) -> str:
    """Give a reason for being left out in words; `unanswered` says what lacks an answer where that is no question.

    Raises KeyError where there is no such reason.
    """
    return unanswered if LEFT_OUT_LABELS[reason] == UNANSWERED else LEFT_OUT_LABELS[reason]


def reconciliation(table: Table, unanswered: str = UNANSWERED) -> str:
    """Give the reconciliation as a sentence: "52 selected = 27 counted + 25 left out (not in the subset 25).".

    `unanswered` is what lacks an answer in a case without one.
    """
    reasons = table.left_out_nonzero()
    sentence = f"{table.selected} selected = {table.n} counted + {sum(reasons.values())} left out"
    if not reasons:
        return f"{sentence}."
    listed = ", ".join(
        f"{lower_first(left_out_words(reason, unanswered))} {count}" for reason, count in reasons.items()
    )
    return f"{sentence} ({listed})."


def percent_words(part: Fraction) -> str:
    """Give a part of 1 as "33.3%", rounded half up; an interval's limit too."""
    tenths = floor(part * 1000 + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}%"


def lower_first(text: str) -> str:
    """Give words as they stand within a sentence."""
    return text[:1].lower() + text[1:]


def named_words(titles: Sequence[str]) -> str:
    """Give the names that a table is broken down by as a part of a sentence; a question stands in quotation marks."""
    return " and ".join(f"“{title}”" if title.endswith("?") else lower_first(title) for title in titles)
