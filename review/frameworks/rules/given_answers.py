"""An answer as it is given in a worked example or a trial, turned into one that rules work with."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from review.domain.rules.answers import Answer, answer_problem
from review.domain.rules.method import Question


def given_answer(question: Question, given: Any) -> Answer | str | None:
    """Return an answer to a question, None for none, or a sentence about what is wrong with it.

    `given` is a code, several, a number or a text; true and false stand for yes and no, {"na": reason} for not
    applicable, and None for no answer.
    """
    if given is None:
        return None
    if isinstance(given, dict):
        if set(given) != {"na"} or not isinstance(given["na"], str):
            return 'Write {"na": "the reason"} where it does not apply.'
        answer = Answer(None, given["na"].strip())
    else:
        answer = Answer(_value(question, given))
    return answer_problem(question, answer.value) or answer


def _value(question: Question, given: Any) -> Any:
    if isinstance(given, bool):
        return "yes" if given else "no"
    if isinstance(given, list | tuple):
        return tuple(str(one) for one in given)
    if isinstance(given, int | Decimal) and question.kind == "number":
        return Fraction(given)
    return str(given) if isinstance(given, int | Decimal) else given
