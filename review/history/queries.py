"""Reading the steps that things went through."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from review.history.models import StatusChange


def steps_of(machine: str, thing_ids: Iterable[UUID]) -> QuerySet[StatusChange]:
    """Return the steps of the named things, oldest first, with who took them."""
    return StatusChange.objects.filter(machine=machine, thing_id__in=list(thing_ids)).select_related("by")
