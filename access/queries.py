"""Reading users: who can be seen by whom, and who holds which role now."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from access.actor import Actor
from access.models import User
from access.permissions import may
from access.roles import ADMINISTRATOR, LABELS


def visible_users(actor: Actor) -> QuerySet[User]:
    """Return the users that the actor can look at with their details: all for who manages users, else none."""
    return User.objects.all() if may(actor, "user.manage") else User.objects.none()


def user_at(actor: Actor, user: UUID) -> User:
    """Return the user at an address. Raises User.DoesNotExist."""
    return visible_users(actor).prefetch_related("groups").get(public_id=user)


def matching(users: QuerySet[User], words: str = "", role: str = "") -> QuerySet[User]:
    """Return those of `users` whose name or username contains `words` and who hold `role`; empty asks for nothing."""
    if role:
        users = users.filter(groups__name=role)
    words = words.replace("\0", "")  # which PostgreSQL cannot look for
    return users.filter(Q(name__icontains=words) | Q(username__icontains=words)) if words else users


def roles_of(user: User) -> list[str]:
    """Return the codes of the user's roles, in the order of the roles; reads what was prefetched."""
    held = {group.name for group in user.groups.all()}
    return [code for code in LABELS if code in held]


def role_labels(codes: Iterable[str]) -> str:
    """Return roles in words, for one line."""
    return ", ".join(LABELS[code] for code in codes)


def administrators(last_until: date) -> QuerySet[User]:
    """Return the active administrators whose access lasts to `last_until` or beyond."""
    lasting = Q(access_until__isnull=True) | Q(access_until__gte=last_until)
    return User.objects.filter(lasting, is_active=True, groups__name=ADMINISTRATOR)


def has_no_user() -> bool:
    """Return whether nobody was added yet, so that nobody can sign in."""
    return not User.objects.exists()
