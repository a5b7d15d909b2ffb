"""How figures are said: counts first, a percentage only beside its count, and the reconciliation as a sentence."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor

from review.domain.intervals import Interval, wilson
from review.domain.tabulation import Table

# From this many cases a percentage says something that the counts do not; below it would only sound exact.
LEAST_FOR_PERCENTAGE = 10

NO_CASE = "no case"
"""Said where nothing was counted, so that there is no share."""
UNANSWERED, NOT_ASKED = "Question not answered", "Question not asked"
NOT_ASKED_OR_ANSWERED = "Question not asked or not answered"
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
    """Give a share in words: "9 (33.3%)" from `least` cases up, "4 of 6" below, "no case" where there is none.

    Raises ValueError where the input is impossible: a negative number, or more than n.
    """
    percent = percentage(count, n, least)
    if percent:
        return f"{count} ({percent})"
    return f"{count} of {n}" if n else NO_CASE


def shown_interval(count: int, n: int, least: int = LEAST_FOR_PERCENTAGE) -> Interval | None:
    """Give the 95% interval by Wilson (1927) of `count` of `n`; None below `least` cases, as for the percentage.

    An interval gives its share away, so it stands only where the percentage does. Raises ValueError where the input is
    impossible: a negative number, or more than n.
    """
    interval = wilson(count, n)
    return None if n < least else interval


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


def several_words(table: Table, unit: tuple[str, str] = ("case", "cases")) -> str:
    """Say that the answers of a table overlap, and by how much; nothing where each of what is counted has one.

    `unit` are the words for what is counted: one of it, and several.
    """
    one, many = unit
    if not table.several:
        return ""
    if table.given > table.n:
        answers = f"{table.given} answers in {table.n} {one if table.n == 1 else many}"
        overlap = f"A {one} may have several of these answers, so the rows add up to more than the {many}: {answers}."
    else:
        overlap = f"A {one} may have several of these answers; here no {one} counted has more than one."
    return (
        f"{overlap} Every {one} counted has at least one; a {one} with none of them is left out, for the reason told."
    )


def percent_words(part: Fraction) -> str:
    """Give a part of 1 as "33.3%", rounded half up; an interval's limit too."""
    tenths = floor(part * 1000 + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}%"


def lower_first(text: str) -> str:
    """Give words as they stand within a sentence."""
    return text[:1].lower() + text[1:]


def counted_words(title: str, units: str = "cases") -> str:
    """Say what is counted and by what: "Suspects, by ethnicity of the suspect"."""
    return f"{units.capitalize()}, by {named_words([title])}"


NOT_THE_SAMPLE = (
    "Those finished first need not be like the rest: until all are signed off, neither their shares nor any interval "
    "stands for the whole sample."
)


def unfinished_words(table: Table, units: str = "cases") -> str:
    """Say that the signed-off part of a random sample need not be a random sample; nothing where all are, or none.

    Those withdrawn are no part of the sample any more.
    """
    whole = table.selected - table.left_out["withdrawn"]
    signed = whole - table.left_out["not-reviewed"] - table.left_out["unsigned"]
    if not 0 < signed < whole:
        return ""
    are = "cases of this sample are signed off" if units == "cases" else f"{units} are of cases that are signed off"
    return f"Only {signed} of the {whole} {are}. {NOT_THE_SAMPLE}"


def part_signed_words(signed: int, whole: int, is_random: bool) -> str:
    """Say of an exercise among others how many of its cases are signed off; nothing where all are, or it has none."""
    if signed >= whole:
        return ""
    words = f"Only {signed} of the {whole} cases {'of this random sample ' if is_random else ''}are signed off."
    return f"{words} Those finished first need not be like the rest, so its figures may still change."


def named_words(titles: Sequence[str]) -> str:
    """Give the names that a table is broken down by as a part of a sentence; a question stands in quotation marks."""
    return " and ".join(f"“{title}”" if title.endswith("?") else lower_first(title) for title in titles)
