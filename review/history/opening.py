"""Opening a case or a document is an event of the trail, once a person, thing and session."""

from django.http import HttpRequest

from access.actor import Actor
from review.history.actions import opened

SESSION_KEY = "opened"
KEPT = 500
"""How many openings a session remembers; beyond that the oldest would be recorded again."""


def note_opened(request: HttpRequest, actor: Actor, thing: str, thing_id: object) -> None:
    """Record the first opening of a thing in this session."""
    mark = f"{thing}:{thing_id}"
    seen = request.session.get(SESSION_KEY, [])
    if mark in seen:
        return
    opened(actor, thing, thing_id)
    request.session[SESSION_KEY] = [*seen[1 - KEPT :], mark]
