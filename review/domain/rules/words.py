"""Numbers and lists in the words of a trace."""

from collections.abc import Iterable
from fractions import Fraction


def number_words(number: Fraction) -> str:
    """Return a number in digits: exact where two decimal places suffice, or else rounded to two and said so."""
    hundred = number * 100
    if hundred.denominator == 1:
        return _decimal(hundred.numerator)
    return f"about {_decimal(round(hundred))}"


def _decimal(hundredths: int) -> str:
    whole, rest = divmod(abs(hundredths), 100)
    text = f"{whole}.{rest:02}".rstrip("0").rstrip(".")
    return f"-{text}" if hundredths < 0 and text != "0" else text


def list_words(words: Iterable[str], last: str = "and") -> str:
    """Return words as a list in a sentence, empty for none."""
    *first, final = list(words) or [""]
    return f"{', '.join(first)} {last} {final}" if first else final


def counted(number: int, one: str, more: str) -> str:
    """Return a number with the word for what it counts."""
    return f"{number} {one if number == 1 else more}"
