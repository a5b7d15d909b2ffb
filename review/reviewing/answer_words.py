"""Answers in words, as pages and what was signed off show them."""

from collections.abc import Iterable, Sequence

from django.utils.formats import date_format

from review.domain.rules.words import list_words
from review.domain.typed_answers import decimal_text
from review.frameworks.models import Choice
from review.reviewing.models import Judgment


def answer_words(judgment: Judgment, chosen: Sequence[Choice], text: str) -> str:
    """Return an answer in words: labels, a number with its unit, a date, a text, or that there is none."""
    value = judgment.grade or judgment.choice
    if value:
        return value.label
    if judgment.kind == Judgment.Kind.CHOICES:
        return list_words(choice.label for choice in chosen)
    if judgment.number is not None:
        return f"{decimal_text(judgment.number)} {judgment.criterion.unit}".rstrip()
    if judgment.date:
        return date_format(judgment.date, "j F Y")
    return text if judgment.kind == Judgment.Kind.TEXT else judgment.get_kind_display()


def need_words(required: bool, codes: Iterable[str], labels: dict[str, str]) -> str:
    """Return whether a rationale is needed: always, for some answers, or not."""
    if required:
        return "needed"
    named = [labels[code] for code in codes if code in labels]
    return f"needed for {list_words(named, 'or')}" if named else "optional"
