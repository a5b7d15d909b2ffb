"""Who acts, in which roles, and when: the first argument of every action and every query."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from access import roles
from access.models import User


@dataclass(frozen=True)
class Actor:
    """Somebody (or a named command) acting at a moment. `now` is the moment that the action's own dates take."""

    user_id: int | None
    name: str
    roles: frozenset[str]
    now: datetime

    @property
    def today(self) -> date:
        """The day, in the installation's time zone."""
        return timezone.localtime(self.now).date()

    @property
    def key(self) -> int:
        """The user's primary key for filters; 0, which no user has, for a command or for nobody."""
        return self.user_id or 0

    def has(self, role: str) -> bool:
        """Return whether the actor holds `role`."""
        return role in self.roles


NOBODY = "not signed in"


def actor_of(user: User, now: datetime | None = None) -> Actor:
    """Return `user` as an actor with the roles they hold; without roles where their access has ended."""
    moment = now or timezone.now()
    actor = Actor(user.pk, user.username, frozenset(user.groups.values_list("name", flat=True)), moment)
    if has_access(user, actor.today):
        return actor
    return Actor(user.pk, user.username, frozenset(), moment)


def has_access(user: User, day: date) -> bool:
    """Return whether `user` may sign in and act on `day`: active, and not past their last day of access."""
    return user.is_active and (user.access_until is None or user.access_until >= day)


def system_actor(command: str, now: datetime | None = None) -> Actor:
    """Return the actor that a command is when it runs for nobody in particular."""
    return Actor(None, f"system: {command}", frozenset({roles.SYSTEM}), now or timezone.now())


def nobody() -> Actor:
    """Return the actor of a request by somebody who is not signed in."""
    return Actor(None, NOBODY, frozenset(), timezone.now())
