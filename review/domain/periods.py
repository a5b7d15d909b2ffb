"""Time as reports count it: months, quarters and years as codes with ranges (2023-11..2024-02), and bands of days."""

import re
from collections.abc import Iterable
from typing import Literal

Step = Literal["month", "quarter", "year"]
STEPS: tuple[Step, ...] = ("month", "quarter", "year")
PATTERNS = {"month": r"\d{4}-(0[1-9]|1[0-2])", "quarter": r"\d{4}-Q[1-4]", "year": r"\d{4}"}
EXAMPLES = {"month": "2023-11", "quarter": "2023-Q4", "year": "2023"}
MOST = 1200
"""The longest range: a hundred years of months."""
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

BANDS = (
    ("under-28-days", "Under 28 days", 0),
    ("28-to-90-days", "28 to 90 days", 28),
    ("91-to-181-days", "91 to 181 days", 91),
    ("182-to-364-days", "182 to 364 days", 182),
    ("365-days-or-more", "365 days or more", 365),
    ("dates-out-of-order", "The later date is before the earlier one", None),
)
"""The bands of days with their least number; the last is of records whose dates cannot both be right."""

BAND_CODES = tuple(code for code, _, _ in BANDS)


class PeriodError(ValueError):
    """A period that cannot be read; its text is a sentence for the user."""


def code_of_month(month: str, step: Step) -> str:
    """Return the period that a month ("2023-11") is in: the month, its quarter ("2023-Q4") or its year ("2023")."""
    year, number = month[:4], int(month[5:7])
    if step == "month":
        return month
    return f"{year}-Q{(number + 2) // 3}" if step == "quarter" else year


def months_of(code: str, step: Step) -> list[str]:
    """Return the months in a period, in their order; the reverse of `code_of_month`. None for what is no period."""
    if not is_period(code, step):
        return []
    if step == "month":
        return [code]
    first = int(code[-1]) * 3 - 2 if step == "quarter" else 1
    return [f"{code[:4]}-{number:02}" for number in range(first, first + (3 if step == "quarter" else 12))]


def period_words(code: str) -> str:
    """Return a period in words: "November 2023", "October to December 2023", "2023"."""
    if "Q" in code:
        last = int(code[-1]) * 3
        return f"{_MONTHS[last - 3]} to {_MONTHS[last - 1]} {code[:4]}"
    return f"{_MONTHS[int(code[5:7]) - 1]} {code[:4]}" if "-" in code else code


def is_period(code: str, step: Step) -> bool:
    """Tell whether a text is the code of a period of this step."""
    return re.fullmatch(PATTERNS[step], code) is not None


def spelled_out(text: str, step: Step) -> list[str]:
    """Return every period of a range FIRST..LAST, or the one period that the text is.

    Raises PeriodError with a sentence where it is neither, where the range runs backwards, or is longer than MOST.
    """
    first, dots, last = text.partition("..")
    ends = (first, last if dots else first)
    if not all(is_period(end, step) for end in ends):
        raise PeriodError(
            f'"{text}" is not a {step}. Write {EXAMPLES[step]}, or FIRST..LAST for all from one to another.'
        )
    low, high = (_number(end, step) for end in ends)
    if high < low:
        raise PeriodError(f'"{text}" runs backwards: {last} is before {first}.')
    if high - low >= MOST:
        raise PeriodError(f'"{text}" is longer than {MOST} {step}s.')
    return [_code(number, step) for number in range(low, high + 1)]


def without_gaps(codes: Iterable[str], step: Step) -> list[str]:
    """Return the periods from the first to the last of `codes`, those without cases among them; none for none.

    Where they lie further apart than MOST only those given are returned, in their order.
    """
    known = sorted(set(codes))
    if not known or _number(known[-1], step) - _number(known[0], step) >= MOST:
        return known
    return spelled_out(f"{known[0]}..{known[-1]}", step)


def _number(code: str, step: Step) -> int:
    year = int(code[:4])
    if step == "year":
        return year
    return year * 12 + int(code[5:7]) - 1 if step == "month" else year * 4 + int(code[-1]) - 1


def _code(number: int, step: Step) -> str:
    if step == "year":
        return f"{number:04}"
    if step == "month":
        return f"{number // 12:04}-{number % 12 + 1:02}"
    return f"{number // 4:04}-Q{number % 4 + 1}"


def band_of(days: int) -> str:
    """Return the code of the band that a number of whole days is in."""
    found = [code for code, _, least in BANDS if least is not None and days >= least]
    return found[-1] if found else BANDS[-1][0]


def band_limits(code: str) -> tuple[int | None, int | None]:
    """Return the least number of days of a band and that below which they lie, None for no such limit.

    The reverse of `band_of`. Raises KeyError for what is no band.
    """
    starts = [least for _, _, least in BANDS if least is not None]
    limits: dict[str, tuple[int | None, int | None]] = {
        band: (None, starts[0]) if least is None else (least, next((more for more in starts if more > least), None))
        for band, _, least in BANDS
    }
    return limits[code]
