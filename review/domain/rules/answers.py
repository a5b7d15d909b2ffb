"""Answers, and what can be wrong with them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from review.domain.rules import outcomes
from review.domain.rules.outcomes import Outcome, Value
from review.domain.rules.words import counted, list_words, number_words

if TYPE_CHECKING:
    from review.domain.rules.method import Method, Question


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: `value` is a grade's or choice's code, several codes, a number, or text; None for not applicable."""

    value: Value | None
    reason: str = ""

    @property
    def outcome(self) -> Outcome:
        """Return the answer as something that rules look at."""
        return outcomes.NOT_APPLICABLE if self.value is None else outcomes.of_value(self.value)


Answers = Mapping[str, Answer]
Facts = Mapping[str, str]
NO_FACTS: Facts = {}
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def answer_problems(method: "Method", answers: Answers) -> Iterator[tuple[str, str]]:
    """Yield the code and a sentence for each answer that its question cannot take."""
    for code, answer in answers.items():
        question = method.by_code.get(code)
        if question is None:
            yield code, f"There is no question “{code}”."
        elif sentence := answer_problem(question, answer.value):
            yield code, sentence


def answer_problem(question: "Question", value: Value | None) -> str:
    """Return what is wrong with an answer's value (None: not applicable), or nothing."""
    if value is None:
        return "" if question.not_applicable else f"“{question.code}” cannot be answered with not applicable."
    if question.kind == "number":
        return _number_problem(question, value)
    codes = question.codes
    if question.kind == "choices":
        fits = isinstance(value, tuple) and bool(value) and len(set(value)) == len(value) and set(value) <= set(codes)
        return "" if fits else f"“{question.code}” is answered with a list, each once, of {list_words(codes, 'or')}."
    if codes:
        return "" if value in codes else f"“{question.code}” is answered with {list_words(codes, 'or')}."
    if question.kind == "date":
        return "" if _is_date(value) else f"“{question.code}” is answered with a date such as 2024-01-31."
    return "" if isinstance(value, str) and value else f"“{question.code}” is answered with a text."


def _is_date(value: Value) -> bool:
    if not isinstance(value, str) or not DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _number_problem(question: "Question", value: Value) -> str:
    if not isinstance(value, Fraction):
        return f"“{question.code}” is answered with a number."
    if (question.least is not None and value < question.least) or (question.most is not None and value > question.most):
        bounds = (f"{word} {number_words(bound)}" for word, bound in _bounds(question) if bound is not None)
        return f"“{question.code}” is answered with a number of {list_words(bounds)}."
    if (value * 10**question.decimals).denominator != 1:
        places = counted(question.decimals, "decimal place", "decimal places") if question.decimals else "no decimals"
        return f"“{question.code}” is answered with a number with {places}{' at most' if question.decimals else ''}."
    return ""


def _bounds(question: "Question") -> tuple[tuple[str, Fraction | None], ...]:
    return ("at least", question.least), ("at most", question.most)
