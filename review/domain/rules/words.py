"""Numbers and lists in the words of a trace."""

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

MOST_PLACES = 9


def number_words(number: Fraction) -> str:
    """Return a number in digits: exact where two decimal places suffice, or else rounded and said so.

    It is rounded to two places, or to more where that would make it look like a rounder number: 64.9983 is not about
    65.
    """
    return _number_words(number.numerator, number.denominator)


@lru_cache(maxsize=4096)
def _number_words(numerator: int, under: int) -> str:
    over, sign = abs(numerator), "-" if numerator < 0 else ""
    if under == 1:
        return f"{sign}{over}"
    if 100 % under == 0:
        return f"{sign}{_decimal(over * (100 // under), 2)}"
    for places in range(2, MOST_PLACES):
        scaled = (2 * over * 10**places + under) // (2 * under)
        if scaled % 10:
            about = "" if scaled * under == over * 10**places else "about "
            return f"{about}{sign}{_decimal(scaled, places)}"
    return f"about {sign}{_decimal(over * 100 // under, 2)}"


def _decimal(scaled: int, places: int) -> str:
    whole, rest = divmod(scaled, 10**places)
    return f"{whole}.{rest:0{places}}".rstrip("0").rstrip(".")


def list_words(words: Iterable[str], last: str = "and") -> str:
    """Return words as a list in a sentence, empty for none."""
    *first, final = list(words) or [""]
    return f"{', '.join(first)} {last} {final}" if first else final


def counted(number: int, one: str, more: str) -> str:
    """Return a number with the word for what it counts."""
    return f"{number} {one if number == 1 else more}"


def ended(sentence: str) -> str:
    """Return a sentence with a full stop where its author left it out; nothing for nothing."""
    return sentence if not sentence or sentence.endswith((".", "!", "?", "…", ".”", ".)")) else f"{sentence}."
