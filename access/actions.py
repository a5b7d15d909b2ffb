"""Every write to users: added, changed, deactivated, given a password."""

from access import audit
from access.actor import actor_of
from access.models import User


def password_was_changed(user: User) -> None:
    """Record that `user` chose a new password, which ends a one-time one."""
    User.objects.filter(pk=user.pk).update(must_change_password=False)
    user.must_change_password = False
    audit.record(actor_of(user), "password.changed", "user", user.public_id)
