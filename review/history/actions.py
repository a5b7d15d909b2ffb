"""The reading that the trail keeps: somebody opened a case or a document. Of reports it keeps who took one away."""

from uuid import UUID

from django.db import transaction

from access import audit
from access.actor import Actor


def opened(actor: Actor, thing: str, thing_id: object, key: UUID) -> None:
    """Record under a key that somebody opened a thing; who may open it was asked before.

    Raises IntegrityError, with nothing written, where the trail has the key already.
    """
    with transaction.atomic():
        audit.record(actor, f"{thing}.opened", thing, thing_id, key=key)
