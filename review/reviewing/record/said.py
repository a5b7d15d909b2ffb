"""An answer as the trail has it, in words: what the record of work says was answered at a time."""

from datetime import date
from typing import Any

from django.utils.formats import date_format

from review.domain.rules.words import list_words
from review.frameworks.queries import OutlinedCriterion
from review.reviewing.answers import NOT_APPLICABLE, Kind

ERASED = "What was answered was erased"
TAKEN_BACK = "Taken back"


def said(asked: OutlinedCriterion, value: list[Any] | None) -> str:
    """Return an answer in the framework's words, where its kind and value are known; of a text its revision's number.

    A code that the question does not offer, because another version did, is told as it is.
    """
    if value is None:
        return ERASED
    kind, given = value
    if kind in (Kind.NONE, NOT_APPLICABLE):
        return TAKEN_BACK if kind == Kind.NONE else str(Kind.NOT_APPLICABLE.label)
    if kind == Kind.TEXT:
        return f"Words: revision {given}" if isinstance(given, int) else str(given)
    return typed(asked, kind, given)


def typed(asked: OutlinedCriterion, kind: str, given: Any) -> str:
    """Return a choice, several, a number or a date in words."""
    if kind == Kind.NUMBER:
        return f"{given} {asked.criterion.unit}".rstrip()
    if kind == Kind.DATE:
        return date_format(date.fromisoformat(given), "j F Y")
    labels = {option.code: option.label for option in asked.options}
    codes = given if isinstance(given, list | tuple) else [given]
    return list_words(str(labels.get(code, code)) for code in codes)
