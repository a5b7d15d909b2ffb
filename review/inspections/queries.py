"""Reading inspections, and how somebody stands to one: the filters that say the permission table's rules in SQL."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from access.actor import Actor
from access.permissions import Scope
from access.roles import INSPECTOR, SUPERVISOR
from casefiles.forces.models import ForceTie
from review.inspections.models import ConflictOfInterest, Inspection, Subject, TeamMember


def active_on(actor: Actor) -> Q:
    """Return the filter of dated rows (`starts`, `ends`) that hold on the actor's day."""
    return Q(starts__lte=actor.today) & (Q(ends__isnull=True) | Q(ends__gte=actor.today))


def memberships_of(actor: Actor) -> QuerySet[TeamMember]:
    """Return the actor's memberships that hold today, of roles that they also hold in the installation."""
    return TeamMember.objects.filter(active_on(actor), user_id=actor.key, role__in=actor.roles)


def inspections_as(actor: Actor, *roles: str) -> QuerySet[Inspection]:
    """Return the inspections in which the actor holds one of `roles` today."""
    held = memberships_of(actor).filter(role__in=roles)
    return Inspection.objects.filter(pk__in=held.values("inspection_id"))


def visible_inspections(actor: Actor) -> QuerySet[Inspection]:
    """Return the inspections that the actor can see: those on whose team they are."""
    return inspections_as(actor, INSPECTOR, SUPERVISOR)


def roles_in(actor: Actor, inspection_id: int) -> frozenset[str]:
    """Return the roles that the actor holds in an inspection today."""
    return frozenset(memberships_of(actor).filter(inspection_id=inspection_id).values_list("role", flat=True))


def tied_forces(actor: Actor) -> QuerySet[ForceTie]:
    """Return the actor's ties to forces that hold today."""
    return ForceTie.objects.filter(active_on(actor), user_id=actor.key)


def without_conflicts(subjects: QuerySet[Subject], actor: Actor) -> QuerySet[Subject]:
    """Leave out the subjects that are closed to the actor: of a force they are tied to, or declared a conflict with."""
    declared = ConflictOfInterest.objects.filter(user_id=actor.key)
    ties = tied_forces(actor).values("force_id")
    in_conflict_force = Exists(
        declared.filter(
            inspection_force__inspection_id=OuterRef("inspection_id"),
            inspection_force__force_id=OuterRef("case__force_id"),
        )
    )
    return (
        subjects.exclude(case__force_id__in=ties)
        .exclude(inspection_force__force_id__in=ties)
        .exclude(pk__in=declared.filter(subject__isnull=False).values("subject_id"))
        .exclude(inspection_force_id__in=declared.filter(inspection_force__isnull=False).values("inspection_force_id"))
        .exclude(in_conflict_force)
    )


def has_conflict_in(actor: Actor, inspection: Inspection) -> bool:
    """Return whether the actor has a tie to a force of the inspection or a declared conflict in it."""
    return (
        inspection.forces.filter(force_id__in=tied_forces(actor).values("force_id")).exists()
        or ConflictOfInterest.objects.filter(
            Q(subject__inspection=inspection) | Q(inspection_force__inspection=inspection), user_id=actor.key
        ).exists()
    )


def scope_in(actor: Actor, inspection: Inspection) -> Scope:
    """Return how the actor stands to the inspection as a whole: only their roles in it."""
    return Scope(memberships=roles_in(actor, inspection.pk))


def report_scope(actor: Actor, inspection: Inspection) -> Scope:
    """Return how the actor stands to the inspection's figures, which any conflict in it closes to them whole."""
    return Scope(memberships=roles_in(actor, inspection.pk), conflicted=has_conflict_in(actor, inspection))
