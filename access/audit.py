"""What happened: an append-only trail, each event chained to the one before by a keyed hash.

Written in the action's own transaction, after its work, so that the head row is locked for as short as possible.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from access.actor import Actor
from access.immutability import Protected, protect
from access.models import AuditDetail, AuditEvent, AuditHead

protect(Protected("access_auditevent", ("UPDATE", "DELETE"), "The trail is append-only."))
protect(Protected("access_auditdetail", ("UPDATE",), "The trail is append-only."))


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
) -> AuditEvent:
    """Add an event to the trail and return it.

    `thing` and `thing_id` name the row acted on; `ids` other rows; `fields` the names of what changed. `old` and
    `new` hold the words and go into the detail row, of which the event keeps only a salted digest.
    Raises RuntimeError outside a transaction: an event must stand or fall with what it tells of.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An event of the trail is written inside its action's transaction.")
    detail, digest = _detail(old, new)
    head = _locked_head()
    event = AuditEvent(
        sequence=head.sequence + 1,
        at=timezone.now(),
        actor_id=actor.user_id,
        actor_name=actor.name,
        action=action,
        thing=thing,
        thing_id=str(thing_id),
        fields=sorted(fields),
        ids={name: str(value) for name, value in (ids or {}).items()},
        detail_digest=digest,
        previous_hash=head.hash,
    )
    event.hash = link(event)
    event.save(force_insert=True)
    if detail is not None:
        detail.event_sequence = event.sequence
        detail.save(force_insert=True)
    AuditHead.objects.filter(pk=1).update(sequence=event.sequence, hash=event.hash)
    return event


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
    """Walk the whole trail and return what was found; an intact one has no faults."""
    details = {row.event_sequence: row for row in AuditDetail.objects.iterator()}
    faults: list[str] = []
    count, erased, previous = 0, 0, ""
    for event in AuditEvent.objects.order_by("sequence").iterator():
        count += 1
        faults.extend(_faults(event, count, previous))
        if event.detail_digest:
            detail = details.pop(event.sequence, None)
            erased += detail is None
            if detail is not None and _digest(detail.salt, detail.body) != event.detail_digest:
                faults.append(f"Event {event.sequence}: its detail was changed.")
        previous = event.hash
        if len(faults) > 20:
            break
    faults.extend(f"Detail {sequence} belongs to no event." for sequence in sorted(details) if not faults)
    head = AuditHead.objects.filter(pk=1).first()
    if (head.sequence, head.hash) != (count, previous) if head else count:
        faults.append("The head does not match the last event: the end of the trail was cut or added to.")
    return Verdict(count, erased, previous, tuple(faults))


def _faults(event: AuditEvent, expected: int, previous: str) -> Iterator[str]:
    if event.sequence != expected:
        yield f"Event {expected} is missing (found {event.sequence})."
    if event.previous_hash != previous:
        yield f"Event {event.sequence} does not follow the event before it."
    if not hmac.compare_digest(event.hash, link(event)):
        yield f"Event {event.sequence} was changed."


def _locked_head() -> AuditHead:
    """Return the head row, locked until the transaction ends (SQLite's immediate transactions lock the whole)."""
    AuditHead.objects.get_or_create(pk=1)
    return AuditHead.objects.select_for_update().get(pk=1)


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
