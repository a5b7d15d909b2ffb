"""What happened: an append-only trail, each event chained to the one before by a keyed hash.

Written in the action's own transaction, after its work, so that the head row is locked for as short as possible.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Exists, Max, OuterRef
from django.utils import timezone

from access.actor import Actor
from access.immutability import Protected, protect
from access.models import AuditDetail, AuditEvent, AuditHead

protect(Protected("access_auditevent", ("UPDATE", "DELETE"), "The trail is append-only."))
protect(Protected("access_auditdetail", ("UPDATE",), "The trail is append-only."))

Recorded = tuple[AuditEvent, AuditDetail | None]
_waiting: ContextVar[list[Recorded] | None] = ContextVar("events to write together", default=None)

MANY = 20
"""After so many faults a walk stops: the trail is broken, and every later event would say so again."""


def record(
    actor: Actor,
    action: str,
    thing: str,
    thing_id: object,
    *,
    fields: Sequence[str] = (),
    ids: Mapping[str, object] | None = None,
    old: Mapping[str, Any] | None = None,
    new: Mapping[str, Any] | None = None,
    key: UUID | None = None,
) -> AuditEvent:
    """Add an event to the trail and return it.

    `thing` and `thing_id` name the row acted on; `ids` other rows; `fields` the names of what changed. `old` and
    `new` hold the words and go into the detail row, of which the event keeps only a salted digest. `key` is the one
    that the writer gave: the same write sent again finds the event by it, and the database takes no key twice.
    Its place in the chain it has once it is written: at once, or at the end of `together`.
    Raises RuntimeError outside a transaction: an event must stand or fall with what it tells of.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An event of the trail is written inside its action's transaction.")
    detail, digest = _detail(old, new)
    event = AuditEvent(
        at=timezone.now(),
        actor_id=actor.user_id,
        actor_name=actor.name,
        action=action,
        thing=thing,
        thing_id=str(thing_id),
        fields=sorted(fields),
        ids={name: str(value) for name, value in (ids or {}).items()},
        key=key,
        detail_digest=digest,
    )
    waiting = _waiting.get()
    if waiting is None:
        _write([(event, detail)])
    else:
        waiting.append((event, detail))
    return event


@contextmanager
def together() -> Iterator[None]:
    """Let the events that are recorded inside be written at its end, in their order, in as many queries as one.

    Where something is raised inside, none of them is written; let it end the transaction, with what they tell of.
    """
    if _waiting.get() is not None:
        yield
        return
    events: list[Recorded] = []
    before = _waiting.set(events)
    try:
        yield
        _write(events)
    finally:
        _waiting.reset(before)


def _write(recorded: Sequence[Recorded]) -> None:
    """Chain events to the head of the trail, which is locked until the transaction ends, and add them."""
    if not recorded:
        return
    head = _locked_head()
    for event, detail in recorded:
        event.sequence, event.previous_hash = head.sequence + 1, head.hash
        event.hash = link(event)
        head.sequence, head.hash = event.sequence, event.hash
        if detail is not None:
            detail.event_sequence = event.sequence
    AuditEvent.objects.bulk_create(event for event, _ in recorded)
    AuditDetail.objects.bulk_create(detail for _, detail in recorded if detail is not None)
    AuditHead.objects.filter(pk=1).update(sequence=head.sequence, hash=head.hash)


def link(event: AuditEvent) -> str:
    """Return the keyed hash (HMAC-SHA-256, hex) of an event and of the hash before it."""
    content = {
        "sequence": event.sequence,
        "at": _instant(event.at),
        "actor_id": event.actor_id,
        "actor_name": event.actor_name,
        "action": event.action,
        "thing": event.thing,
        "thing_id": event.thing_id,
        "fields": event.fields,
        "ids": event.ids,
        "key": str(event.key) if event.key else "",
        "detail_digest": event.detail_digest,
        "previous_hash": event.previous_hash,
    }
    return hmac.new(settings.AUDIT_KEY.encode(), _canonical(content), hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class Verdict:
    """What a walk of the trail found: how many events, how many details were erased, and what is wrong."""

    events: int
    erased_details: int
    head: str
    faults: tuple[str, ...]


def verify() -> Verdict:
    """Walk the whole trail and return what was found; an intact one has no faults.

    Others may add to it meanwhile, so the walk goes as far as the head stood when it began.
    """
    head = _head()
    walk = _Walk(head.sequence)
    for event in AuditEvent.objects.filter(sequence__lte=head.sequence).order_by("sequence").iterator():
        walk.step(event)
        if len(walk.faults) > MANY:
            break
    else:
        walk.faults.extend(_end_faults(walk, head))
    return Verdict(walk.count, walk.erased, walk.previous, tuple(walk.faults))


class _Walk:
    """Where a walk has come to: one pass over the events and, beside it, one over their details."""

    def __init__(self, until: int) -> None:
        self.details = AuditDetail.objects.filter(event_sequence__lte=until).order_by("event_sequence").iterator()
        self.detail = next(self.details, None)
        self.count, self.erased, self.previous = 0, 0, ""
        self.faults: list[str] = []

    def step(self, event: AuditEvent) -> None:
        """Check an event, its place in the chain, and its detail."""
        self.count += 1
        self.faults.extend(_faults(event, self.count, self.previous))
        detail = self._detail_of(event)
        self.erased += bool(event.detail_digest) and detail is None
        if detail is not None and _digest(detail.salt, detail.body) != event.detail_digest:
            self.faults.append(f"Event {event.sequence}: its detail was changed.")
        self.previous = event.hash

    def _detail_of(self, event: AuditEvent) -> AuditDetail | None:
        while self.detail is not None and self.detail.event_sequence < event.sequence:
            self.detail = next(self.details, None)
        return self.detail if self.detail and self.detail.event_sequence == event.sequence else None


def _end_faults(walk: _Walk, head: AuditHead) -> Iterator[str]:
    last = AuditEvent.objects.aggregate(last=Max("sequence"))["last"] or 0
    if (walk.count, walk.previous) != (head.sequence, head.hash) or last > _head().sequence:
        yield "The head does not match the last event: the end of the trail was cut or added to."
    has_event = Exists(AuditEvent.objects.filter(sequence=OuterRef("event_sequence")))
    for stray in AuditDetail.objects.exclude(has_event)[:MANY]:
        yield f"Detail {stray.event_sequence} belongs to no event."


def _faults(event: AuditEvent, expected: int, previous: str) -> Iterator[str]:
    if event.sequence != expected:
        yield f"Event {expected} is missing (found {event.sequence})."
    if event.previous_hash != previous:
        yield f"Event {event.sequence} does not follow the event before it."
    if not hmac.compare_digest(event.hash, link(event)):
        yield f"Event {event.sequence} was changed."


def _head() -> AuditHead:
    return AuditHead.objects.filter(pk=1).first() or AuditHead()


def _locked_head() -> AuditHead:
    """Return the head row, locked until the transaction ends (SQLite's immediate transactions lock the whole)."""
    locked = AuditHead.objects.select_for_update().filter(pk=1)
    head = locked.first()
    if head is None:
        AuditHead.objects.get_or_create(pk=1)
        head = locked.get()
    return head


def _detail(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> tuple[AuditDetail | None, str]:
    if not old and not new:
        return None, ""
    body = json.loads(_canonical({"old": old or {}, "new": new or {}}))
    salt = secrets.token_hex(16)
    return AuditDetail(salt=salt, body=body), _digest(salt, body)


def _digest(salt: str, body: Any) -> str:
    return hashlib.sha256(salt.encode() + _canonical(body)).hexdigest()


def _canonical(value: Any) -> bytes:
    text = json.dumps(value, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
