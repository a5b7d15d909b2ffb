"""Reading one value of an imported table as its column asks."""

import re
from collections.abc import Collection
from datetime import date
from difflib import get_close_matches

from casefiles.domain.facts import one_line
from casefiles.domain.import_layouts import Column
from casefiles.domain.import_rows import KnownCodes

# A longer list of allowed codes would drown the sentence.
MOST_LISTED = 12
_NUMBER = re.compile(r"[0-9]{1,9}")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_BRITISH = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


class Wrong(ValueError):
    """A value that its column does not accept; `stand_in` lets the rest of the row be checked all the same."""

    def __init__(self, message: str, stand_in: str | None) -> None:
        super().__init__(message)
        self.stand_in = stand_in


def read_value(column: Column, text: str, known: KnownCodes) -> str | date | None:
    """Read a value: a date or None where the column holds dates, else text on one line.

    A whole number from 0 up stays text. Raises Wrong with a sentence where a required value is empty, where it is too
    long for its column, and where it is no number, no date or no code of the list. What facts must be like beyond that
    is checked on the whole row.
    """
    text = one_line(text)
    if column.required and not text:
        raise Wrong("There is no value. Every row needs one here.", "")
    if len(text) > column.longest:
        stand_in = None if column.kind == "date" else text[: column.longest]
        raise Wrong(f"This must be {column.longest} characters or fewer; it has {len(text):,}.", stand_in)
    if column.kind == "date":
        return _read_date(text) if text else None
    if text and column.kind == "number":
        _check_number(text)
    elif text and column.kind != "text":
        _check_code(column, text, known[column.name] if column.kind == "code" else [code for code, _ in column.choices])
    return text or column.when_empty


def _check_number(text: str) -> None:
    if not _NUMBER.fullmatch(text):
        raise Wrong(f"“{text}” is not a whole number. Write one in digits, without a sign.", "")


def _check_code(column: Column, text: str, allowed: Collection[str]) -> None:
    if text not in allowed:
        parts = (f"“{text}” {column.unknown}", hint(text, allowed), column.remedy)
        raise Wrong(" ".join(part for part in parts if part), text)


def hint(word: str, allowed: Collection[str]) -> str:
    """Give the nearest allowed word as a question, else the allowed ones if few, else where to look; empty if none."""
    if not allowed:
        return ""
    nearest = get_close_matches(word.lower().replace(" ", "-"), allowed, n=1)
    # Of codes as short as 9 and 99 none is a likely slip for another.
    if nearest and len(word) > 2:
        return f"Did you mean “{nearest[0]}”?"
    return f"Use one of: {', '.join(allowed)}." if len(allowed) <= MOST_LISTED else "See the list of codes."


def _read_date(text: str) -> date:
    iso, british = _ISO.fullmatch(text), _BRITISH.fullmatch(text)
    parts = iso.groups() if iso else british.groups()[::-1] if british else None
    if not parts:
        raise Wrong(f"“{text}” is not a date. Write it as 2023-05-14 or 14/05/2023.", None)
    try:
        return date(*map(int, parts))
    except ValueError:
        raise Wrong(f"“{text}” is not a day of the calendar.", None) from None
