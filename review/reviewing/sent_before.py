"""The key of a write: how the same write is known when it comes again, and what it came to the first time."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from access.actor import Actor
from access.models import AuditDetail, AuditEvent
from access.refusals import Invalid
from review.reviewing.answers import AnswerInput
from review.reviewing.models import Review

ANSWERED = "review.answered"
WHOLE = ""
"""Under this name, which no question has, the detail of an event keeps what is about the write as a whole."""
KEY_TAKEN = "This was sent with the key of another write. Load the page again, then send it once more."


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


def own_event(actor: Actor, key: UUID, action: str, thing_id: object = None, **ids: object) -> AuditEvent | None:
    """Return the event of the write with this key; None where nobody used the key.

    It must be the actor's own, an `action` about the things that `ids` names and, where it is given, on `thing_id`.
    Raises Invalid by `key` where the key is that of any other write, of which nothing is told.
    """
    event = AuditEvent.objects.filter(key=key).first()
    if event is None:
        return None
    same = (event.actor_id, event.action) == (actor.user_id, action)
    on_it = thing_id is None or event.thing_id == str(thing_id)
    if not (same and on_it and all(event.ids.get(name, "") == str(value) for name, value in ids.items())):
        raise Invalid({"key": [KEY_TAKEN]})
    return event


@contextmanager
def key_used_once(key: UUID | None) -> Iterator[None]:
    """Raise Invalid by `key` in place of the database's refusal where another write took the key at the same moment.

    Put it around the transaction: what it refuses leaves nothing written.
    """
    try:
        yield
    except IntegrityError as refused:
        if key and "access_auditevent" in str(refused):
            raise Invalid({"key": [KEY_TAKEN]}) from refused
        raise


def told_before(actor: Actor, review: Review, answers: Sequence[AnswerInput], key: UUID) -> dict[str, Any] | None:
    """Return what the write with this key came to, where the very same was sent before; else None.

    Raises Invalid by `key` where the key is that of another write.
    """
    event = own_event(actor, key, ANSWERED, review.public_id, answer=about(answers))
    detail = AuditDetail.objects.filter(event_sequence=event.sequence).first() if event else None
    told = detail.body["new"].get(WHOLE, {}) if detail else {}
    return dict(told) if told.get("sent") == digest(answers) else None
