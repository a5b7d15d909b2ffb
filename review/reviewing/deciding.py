"""What a change of an answer bears on: what is asked and suggested, and what the page shows beside it."""

from review.domain.word_count import word_count
from review.frameworks.models import Criterion
from review.reviewing.answers import NOT_APPLICABLE, AnswerInput, Kind

TYPED = (Kind.TEXT, Kind.DATE)
"""Kinds of answers with which no condition and no rule can compare anything."""


def decides(answer: AnswerInput, before: AnswerInput) -> bool:
    """Return whether a method could come to something else: it looks at values, and at whether a reason is there."""
    if answer.kind != before.kind:
        return True
    if answer.kind == NOT_APPLICABLE:
        return _has_reason(answer) != _has_reason(before)
    return answer.kind not in TYPED and (answer.value, answer.values) != (before.value, before.values)


def _has_reason(answer: AnswerInput) -> bool:
    return bool(answer.reason) and answer.reason_for in ("", NOT_APPLICABLE)


def shows(answer: AnswerInput, before: AnswerInput, criterion: Criterion) -> bool:
    """Return whether the page shows something else outside the answer's own fields: what it lacks, for one."""
    if (answer.kind, answer.values) != (before.kind, before.values):
        return True
    if answer.kind not in TYPED and answer.value != before.value:
        return True
    return _lacks(answer, criterion) != _lacks(before, criterion)


def _lacks(answer: AnswerInput, criterion: Criterion) -> tuple[object, ...]:
    words = word_count(answer.rationale)
    return (
        bool(answer.rationale),
        words >= (criterion.words_least or 0),
        criterion.words_most is None or words <= criterion.words_most,
        bool(answer.reason),
        answer.reason_for if answer.reason else "",
    )
