"""What cannot be taken of the answers that somebody sends, in sentences."""

from collections.abc import Iterator, Sequence

from review.domain.typed_answers import NumberTaken, date_problem, number_problem
from review.frameworks.models import Criterion
from review.reviewing.answers import NOT_APPLICABLE, AnswerInput, Kind, words_in
from review.reviewing.stored import Stored
from review.reviewing.words import ANSWER_LENGTH, RATIONALE_LENGTH, REASON_LENGTH

LONGEST = (("rationale", RATIONALE_LENGTH), ("reason", REASON_LENGTH), ("answer", ANSWER_LENGTH))
ANSWERED_WITH = {
    Kind.GRADE: "a grade",
    Kind.CHOICE: "a choice",
    Kind.CHOICES: "choices",
    Kind.NUMBER: "a number",
    Kind.DATE: "a date",
    Kind.TEXT: "text",
}
"""What a question is answered with, by its kind of answer, in words."""


def answer_problems(answers: Sequence[AnswerInput], stored: Stored) -> dict[str, list[str]]:
    """Return what cannot be taken, by "code.part", or by the empty name where the code is no question of the review."""
    problems: dict[str, list[str]] = {}
    seen: set[str] = set()
    for answer in answers:
        for part, sentence in _problems(answer, stored, seen):
            problems.setdefault(f"{answer.criterion_code}.{part}" if part else "", []).append(sentence)
        seen.add(answer.criterion_code)
    return problems


def _problems(answer: AnswerInput, stored: Stored, seen: set[str]) -> Iterator[tuple[str, str]]:
    code = answer.criterion_code
    if code not in stored.judgments:
        yield "", f"“{code}” is no question of this review's framework version, so it cannot be answered here."
        return
    if code in seen:
        yield "", f"“{code}” was answered twice in the same save. Send it once."
    if sentence := _wrong_value(answer, stored.criterion(code), stored):
        yield "answer", sentence
    for part, most in LONGEST:
        if len(words_in(answer, part)) > most:
            yield part, f"{part.capitalize()} must be {most:,} characters or fewer."


def _wrong_value(answer: AnswerInput, criterion: Criterion, stored: Stored) -> str:
    """Return what is wrong with an answer's kind or value, or nothing."""
    if answer.kind == Kind.NOT_APPLICABLE and not criterion.not_applicable_allowed:
        return f"“{criterion.code}” applies to every case: it cannot be answered with not applicable."
    if answer.kind in (Kind.NONE, NOT_APPLICABLE):
        has_value = answer.value or answer.values
        return f"An answer of the kind “{answer.kind}” has no value." if has_value else ""
    if answer.kind != criterion.answer_type:
        kind = ANSWERED_WITH[Kind(criterion.answer_type)]
        return f"“{criterion.code}” is answered with {kind}, not with “{answer.kind}”."
    if answer.values if answer.kind != Kind.CHOICES else answer.value:
        return f"“{criterion.code}” takes one value of its kind, and no other."
    return _unknown_code(answer, criterion, stored) or _wrong_typed(answer, criterion)


def _unknown_code(answer: AnswerInput, criterion: Criterion, stored: Stored) -> str:
    if answer.kind == Kind.GRADE and not stored.grade(criterion.code, answer.value):
        return f"“{answer.value}” is no grade of the scale by which “{criterion.code}” is graded."
    if answer.kind not in (Kind.CHOICE, Kind.CHOICES):
        return ""
    given = answer.values if answer.kind == Kind.CHOICES else (answer.value,)
    if not given:
        return f"Choose at least one of the answers that “{criterion.code}” offers."
    unknown = [code for code in given if not stored.choice(criterion.code, code)]
    return f"“{unknown[0]}” is none of the answers that “{criterion.code}” offers." if unknown else ""


def _wrong_typed(answer: AnswerInput, criterion: Criterion) -> str:
    if answer.kind == Kind.NUMBER:
        return number_problem(answer.value, NumberTaken(criterion.least, criterion.most, criterion.decimals))
    if answer.kind == Kind.DATE:
        return date_problem(answer.value)
    return "Enter the answer." if answer.kind == Kind.TEXT and not answer.value else ""
