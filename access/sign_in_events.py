"""Signing in, failing to and signing out, as events of the trail.

The one place with signals: Django sends these at every door there is or will be, which a call at each could miss.
"""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction

from access import audit
from access.actor import Actor, actor_of, nobody
from access.models import User

UNKNOWN = "unknown"
"""Stands for a username that nobody has. What was typed is not kept: people type their password there."""


def connect() -> None:
    """Listen to Django's signals; called once, when the app starts."""
    user_logged_in.connect(record_sign_in, dispatch_uid="casegrade.sign-in")
    user_login_failed.connect(record_failure, dispatch_uid="casegrade.sign-in-failed")
    user_logged_out.connect(record_sign_out, dispatch_uid="casegrade.sign-out")


def record_sign_in(user: User, **_: Any) -> None:
    """Record that `user` signed in."""
    _record(actor_of(user), "sign-in.done", user)


def record_failure(credentials: dict[str, Any], **_: Any) -> None:
    """Record that signing in failed, under the user whose username was given, if there is one."""
    user = User.objects.filter(username__iexact=str(credentials.get("username", ""))).first()
    _record(nobody(), "sign-in.failed", user)


def record_refusal(user: User) -> None:
    """Record that `user` gave the right password and was refused, since their access has ended."""
    _record(nobody(), "sign-in.refused", user)


def record_sign_out(user: User | None, **_: Any) -> None:
    """Record that `user` signed out, or was signed out."""
    if user is not None:
        _record(actor_of(user), "sign-out.done", user)


def _record(actor: Actor, action: str, user: User | None) -> None:
    with transaction.atomic():
        audit.record(actor, action, "user", user.public_id if user else UNKNOWN)
