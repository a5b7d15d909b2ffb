"""What somebody opens, or takes away, is an event of the trail, once a person, thing and session."""

from collections.abc import Callable
from uuid import UUID

from django.db import IntegrityError
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from access.actor import Actor
from access.models import AuditEvent
from review.history.actions import opened


def note_opened(request: HttpRequest, actor: Actor, thing: str, thing_id: object) -> None:
    """Record the first opening of a thing in this session."""
    once_a_session(request, f"{thing}:{thing_id}", lambda key: opened(actor, thing, thing_id, key))


def once_a_session(request: HttpRequest, mark: str, record: Callable[[UUID], object]) -> None:
    """Let `record` write what `mark` stands for, unless this session did before.

    It gives its event the key that it is called with. The trail takes no key twice, so that of two requests of a
    session at the same moment, such as those for the text and for the file of a document, one alone is recorded.
    """
    key = _key(request, mark)
    if _known(key):
        return
    try:
        record(key)
    except IntegrityError:
        if not _known(key):
            raise


def _key(request: HttpRequest, mark: str) -> UUID:
    """Return the key of the mark in this session: of the session itself it tells nothing."""
    digest = salted_hmac("once-a-session", f"{request.session.session_key} {mark}", algorithm="sha256")
    return UUID(bytes=digest.digest()[:16])


def _known(key: UUID) -> bool:
    return AuditEvent.objects.filter(key=key).exists()
