"""The reading that the trail keeps: somebody opened a case or a document. Of reports it keeps who took one away."""

from django.db import transaction

from access import audit
from access.actor import Actor


def opened(actor: Actor, thing: str, thing_id: object) -> None:
    """Record that somebody opened a thing; who may open it was asked before."""
    with transaction.atomic():
        audit.record(actor, f"{thing}.opened", thing, thing_id)
