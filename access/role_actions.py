"""The write that makes the roles: groups with fixed codes."""

from django.contrib.auth.models import Group
from django.db import transaction

from access import audit
from access.actor import Actor
from access.permissions import require
from access.roles import ROLES


def save_roles(actor: Actor) -> int:
    """Make the roles that are not there yet, and return how many. Raises NotAllowed."""
    require(actor, "reference.load")
    with transaction.atomic():
        there = set(Group.objects.values_list("name", flat=True))
        missing = [code for code, _, _ in ROLES if code not in there]
        for code in missing:
            Group.objects.create(name=code)
            audit.record(actor, "role.added", "role", code)
    return len(missing)
