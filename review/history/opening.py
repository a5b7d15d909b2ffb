"""What somebody opens, or takes away, is an event of the trail, once a person, thing and session."""

from collections.abc import Callable

from django.http import HttpRequest

from access.actor import Actor
from review.history.actions import opened

SESSION_KEY = "opened"
KEPT = 500
"""How many openings a session remembers; beyond that the oldest would be recorded again."""


def note_opened(request: HttpRequest, actor: Actor, thing: str, thing_id: object) -> None:
    """Record the first opening of a thing in this session."""
    once_a_session(request, SESSION_KEY, KEPT, f"{thing}:{thing_id}", lambda: opened(actor, thing, thing_id))


def once_a_session(request: HttpRequest, key: str, kept: int, mark: str, record: Callable[[], object]) -> None:
    """Record what `mark` stands for unless this session has it among the last `kept` under `key` already."""
    seen = request.session.get(key, [])
    if mark not in seen:
        record()
        request.session[key] = [*seen[1 - kept :], mark]
