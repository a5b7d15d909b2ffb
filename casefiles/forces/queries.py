"""Reading forces and the ties that people have to them."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from access.models import User
from casefiles.forces.models import Force, ForceTie


def forces() -> QuerySet[Force]:
    """Return every force, by name."""
    return Force.objects.all()


def ties_of(user: User) -> QuerySet[ForceTie]:
    """Return a person's ties with their forces, the latest first."""
    return ForceTie.objects.filter(user=user).select_related("force")


def tie_of(user: User, tie: UUID) -> ForceTie:
    """Return one tie of a person, with its force and the person. Raises ForceTie.DoesNotExist."""
    return ForceTie.objects.select_related("force", "user").get(user=user, public_id=tie)


def overlapping(user: User, force: Force, starts: date, ends: date | None) -> QuerySet[ForceTie]:
    """Return a person's ties to a force that share a day with the period; no end is for ever."""
    not_over = Q(ends__isnull=True) | Q(ends__gte=starts)
    not_later = Q(starts__lte=ends) if ends else Q()
    return ForceTie.objects.filter(not_over & not_later, user=user, force=force)
