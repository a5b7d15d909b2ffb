"""When words that came too late are kept already, and when they go on where those that are kept ended."""

from collections.abc import Iterable

from review.domain.word_growth import grows
from review.reviewing.answers import AnswerInput, Kind
from review.reviewing.late.models import LateWords

Parts = tuple[tuple[object, ...], tuple[str, ...]]
"""What an answer chose, and its words: those of a text answer, of the rationale and of the reason."""


def is_kept(late: LateWords, sent: AnswerInput) -> bool:
    """Return whether the row is what was sent, word for word."""
    return _kept(late) == _sent(sent)


def holds(late: LateWords, sent: AnswerInput) -> bool:
    """Return whether the row is what was sent, or has grown from it since."""
    return _goes_on(_sent(sent), _kept(late))


def grows_into(late: LateWords, sent: AnswerInput) -> bool:
    """Return whether the row can grow into what was sent, of which nothing that it has is gone.

    One that was handed over grows no more: what came after it is to be handed over, too.
    """
    return late.handed_at is None and _goes_on(_kept(late), _sent(sent))


def _goes_on(before: Parts, now: Parts) -> bool:
    """Return whether nothing is gone: the same was chosen, and each text is as it was or had words put in."""
    words = zip(before[1], now[1], strict=True)
    return before[0] == now[0] and all(old in ("", new) or grows(old, new) for old, new in words)


def _sent(answer: AnswerInput) -> Parts:
    return _parts(answer.kind, answer.value, answer.values, answer.rationale, answer.reason)


def _kept(late: LateWords) -> Parts:
    kind, value, values = late.answer
    return _parts(kind, value, values, late.rationale, late.reason)


def _parts(kind: str, value: str, values: Iterable[str], rationale: str, reason: str) -> Parts:
    text = value if kind == Kind.TEXT else ""
    return (kind, "" if text else value, *values), (text, rationale, reason)
