"""The key of a write: how the same write is known when it comes again, and what it came to the first time."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from access.actor import Actor
from access.models import AuditDetail, AuditEvent
from access.refusals import Invalid
from review.reviewing.answers import AnswerInput
from review.reviewing.models import Review

ANSWERED = "review.answered"
WHOLE = ""
"""Under this name, which no question has, the detail of an event keeps what is about the write as a whole."""
KEY_TAKEN = "This key belongs to another write. Send the answer again with a new one."


@dataclass(frozen=True)
class Sent:
    """A write as its event keeps it: its key, the question where it is about one, and what to tell when it comes again.

    The digest of what was sent stands in the event's detail, which may be erased, because answers can be guessed.
    """

    key: UUID
    answer: str
    told: Mapping[str, Any]


def digest(answers: Sequence[AnswerInput]) -> str:
    """Return the SHA-256 of what was sent, whatever version of an answer each was made of."""
    plain = [asdict(answer) | {"version": 0, "kept": sorted(answer.kept)} for answer in answers]
    return hashlib.sha256(json.dumps(plain, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def about(answers: Sequence[AnswerInput]) -> str:
    """Return the code of the question that a write is about, empty where it is about several."""
    return answers[0].criterion_code if len(answers) == 1 else ""


def told_before(actor: Actor, review: Review, answers: Sequence[AnswerInput], key: UUID) -> dict[str, Any] | None:
    """Return what the write with this key came to, where the very same was sent before; else None.

    Raises Invalid by `key` where the key is that of somebody's write of something else, of which nothing is told.
    """
    event = AuditEvent.objects.filter(key=key).first()
    if event is None:
        return None
    mine = (event.actor_id, event.action, event.thing_id, event.ids.get("answer", ""))
    if mine != (actor.user_id, ANSWERED, str(review.public_id), about(answers)):
        raise Invalid({"key": [KEY_TAKEN]})
    detail = AuditDetail.objects.filter(event_sequence=event.sequence).first()
    told = detail.body["new"].get(WHOLE, {}) if detail else {}
    return dict(told) if told.get("sent") == digest(answers) else None
