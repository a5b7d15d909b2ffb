"""What is wrong between the fields of one question: what its kind of answer needs, and what it excludes."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, TypeGuard

from review.frameworks.problems.problem import Path, listed
from review.frameworks.problems.raw_parts import Found, Raw, inner, listed_in, says

OFFERING = ("choice", "choices")
ORIGINS = ("same-as", "reworded-from", "split-from")
NEVER_NEEDED = (
    "The fewest words count where a rationale is needed, and here it never is. Take least away, or write "
    "rationale: required, or list in rationale-for the answers that need one."
)
ANSWERS = ("grade", "yes-no", "choice", "choices", "number", "date", "text")


def question_problems(path: Path, question: Raw) -> Iterator[Found]:
    """Yield what is wrong with a criterion, a classification question or the overall judgment."""
    answer = question.get("answer")
    if answer in ANSWERS and path != ("overall",):
        yield from _scale_problems(path, question, str(answer))
        yield from _choices_problems(path, question, str(answer))
        yield from _number_problems(path, question, str(answer))
    yield from _needs_problems(path, question)
    yield from _words_problems(path, question)
    if len(stated := [name for name in ORIGINS if says(question, name)]) > 1:
        yield (
            (*path, stated[1]),
            f"A question comes from one earlier question at most, and this has {listed(stated)}. Keep one of them.",
        )


def _scale_problems(path: Path, question: Raw, answer: str) -> Iterator[Found]:
    if answer == "grade" and "scale" not in question:
        yield (*path, "scale"), "A question with answer: grade needs a scale. Add it: scale: and the code of one."
    if answer != "grade" and says(question, "scale"):
        yield (*path, "scale"), "Only answer: grade has a scale. Take the scale away, or write answer: grade."


def _choices_problems(path: Path, question: Raw, answer: str) -> Iterator[Found]:
    choices, place = question.get("choices", ()), (*path, "choices")
    if answer in OFFERING:
        if isinstance(choices, tuple) and len(choices) < 2:
            yield place, f"A question with answer: {answer} needs two choices or more. Add them."
    elif not choices:
        return
    elif answer == "yes-no":
        yield place, "Yes and no are the choices of answer: yes-no. Take the choices away, or write answer: choice."
    elif answer == "grade":
        yield place, "A grade is one of its scale. Take the choices away, or write answer: choice."
    else:
        yield place, f"A question with answer: {answer} offers no choices. Take them away, or write answer: choice."


def _number_problems(path: Path, question: Raw, answer: str) -> Iterator[Found]:
    for place, number in inner(question, path, "number"):
        if answer != "number":
            yield place, "Only answer: number says which numbers it takes. Take this away, or write answer: number."
        least, most, decimals = (number.get(name) for name in ("least", "most", "decimals"))
        if is_number(least) and is_number(most) and least > most:
            sentence = f"The largest number, {most}, is smaller than the smallest, {least}. Change one of them."
            yield (*place, "most"), sentence
        places = decimals if is_number(decimals) else 0
        for name, bound in (("least", least), ("most", most)):
            if is_number(bound) and _places(bound) > places:
                yield (
                    (*place, name),
                    f"{bound} has more decimal places than the answers, which have {places}. "
                    "Change it, or give decimals.",
                )


def _needs_problems(path: Path, question: Raw) -> Iterator[Found]:
    for need in ("rationale", "evidence"):
        if question.get(need) == "required" and listed_in(question, f"{need}-for"):
            yield (
                (*path, f"{need}-for"),
                f"With {need}: required every answer needs it. Take {need}-for away, or write {need}: optional.",
            )


def _words_problems(path: Path, question: Raw) -> Iterator[Found]:
    """Yield what is wrong with how long a rationale is to be."""
    for place, words in inner(question, path, "rationale-words"):
        least, most = words.get("least"), words.get("most")
        if least is None and most is None:
            yield place, "Say how many words a rationale has: least, most or both. Or take this away."
        if is_number(least) and is_number(most) and least > most:
            sentence = f"The most words, {most}, are fewer than the least, {least}. Change one of them."
            yield (*place, "most"), sentence
        if is_number(least) and question.get("rationale") != "required" and not listed_in(question, "rationale-for"):
            yield (*place, "least"), NEVER_NEEDED


def is_number(value: Any) -> TypeGuard[Decimal | int]:
    """Return whether a value is a number that can be compared."""
    return isinstance(value, Decimal | int) and not isinstance(value, bool)


def _places(number: Decimal | int) -> int:
    """Return how many decimal places a number has, without zeros at the end."""
    exponent = Decimal(number).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
