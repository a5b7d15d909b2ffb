"""Numbers and dates as somebody types them: written the one way, and compared with what a question takes."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

NUMBER = re.compile(r"([+-]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))?")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOST_DIGITS = 10
"""So many digits before the point can be stored."""

NO_NUMBER = "Enter a number in digits, such as 3"
NO_DECIMALS = "Enter a whole number, without decimal places"
TOO_LARGE = f"Enter a number of {MOST_DIGITS} digits at most"
NO_DATE = "Enter a real date, such as 2025-03-31"


@dataclass(frozen=True)
class NumberTaken:
    """Which numbers a question takes: bounds (None for no bound) and how many decimal places at most."""

    least: Decimal | None = None
    most: Decimal | None = None
    decimals: int = 0


def number_text(typed: str) -> str:
    """Return a number written the one way, such as -1200.5; what is no number as it was typed."""
    found = NUMBER.fullmatch(typed.strip().replace("\N{MINUS SIGN}", "-"))
    if not found:
        return typed.strip()
    whole = found[2].replace(",", "").lstrip("0") or "0"
    places = (found[3] or "").rstrip("0")
    text = f"{whole}.{places}" if places else whole
    return f"-{text}" if found[1] == "-" and text != "0" else text


def number_problem(text: str, taken: NumberTaken) -> str:
    """Return what is wrong with a number as number_text() writes it, in a sentence; nothing where it can be taken."""
    found = NUMBER.fullmatch(text)
    if not found:
        return NO_NUMBER
    if len(found[2]) > MOST_DIGITS:
        return TOO_LARGE
    if len(found[3] or "") > taken.decimals:
        places = f"{taken.decimals} decimal place{'s' * (taken.decimals != 1)}"
        return f"Enter a number with {places} at most" if taken.decimals else NO_DECIMALS
    return _out_of_bounds(Decimal(text), taken)


def _out_of_bounds(number: Decimal, taken: NumberTaken) -> str:
    least, most = taken.least, taken.most
    if (least is None or number >= least) and (most is None or number <= most):
        return ""
    if least is not None and most is not None:
        return f"Enter a number from {decimal_text(least)} to {decimal_text(most)}"
    if least is not None:
        return f"Enter {decimal_text(least)} or more"
    return f"Enter {decimal_text(most or Decimal(0))} or less"


def decimal_text(number: Decimal) -> str:
    """Return a number in digits, without zeros that say nothing."""
    return number_text(f"{number:f}")


def date_problem(text: str) -> str:
    """Return what is wrong with a date, in a sentence; nothing where there is such a day."""
    if not DATE.fullmatch(text):
        return NO_DATE
    try:
        date.fromisoformat(text)
    except ValueError:
        return NO_DATE
    return ""
