"""Reading an inspection's forces, its team, and what stands between somebody and a part of it."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from access.actor import Actor
from access.models import User
from access.roles import INSPECTOR, SUPERVISOR
from casefiles.forces.models import Force, ForceTie
from review.inspections.models import ConflictOfInterest, Inspection, InspectionForce, Subject, TeamMember
from review.inspections.queries import during, roles_in, without_conflicts


def forces_with_cases(inspection: Inspection) -> list[InspectionForce]:
    """Return the forces of an inspection by their label, with how many of its cases are theirs (`case_count`)."""
    theirs = Count(
        "force__case_files__subjects", filter=Q(force__case_files__subjects__inspection=inspection), distinct=True
    )
    rows = InspectionForce.objects.filter(inspection=inspection).select_related("force")
    return list(rows.annotate(case_count=theirs).order_by("label"))


def force_in(inspection: Inspection, public_id: UUID) -> InspectionForce:
    """Return one of the inspection's forces; raise InspectionForce.DoesNotExist where it is another's."""
    return InspectionForce.objects.select_related("force", "inspection").get(inspection=inspection, public_id=public_id)


def forces_to_add(inspection: Inspection) -> QuerySet[Force]:
    """Return the forces that can be added: real and synthetic ones, or in a synthetic inspection only the latter."""
    rows = Force.objects.exclude(inspections__inspection=inspection)
    return rows.filter(kind=Force.Kind.SYNTHETIC) if inspection.synthetic else rows


def team_of(inspection: Inspection) -> QuerySet[TeamMember]:
    """Return the memberships of the inspection, past and future ones too, by name; `holds_role` in the installation."""
    held = User.groups.through.objects.filter(user_id=OuterRef("user_id"), group__name=OuterRef("role"))
    return (
        TeamMember.objects.filter(inspection=inspection)
        .annotate(holds_role=Exists(held))
        .select_related("user", "inspection")
        .order_by("user__name", "starts", "pk")
    )


def member_in(inspection: Inspection, public_id: UUID) -> TeamMember:
    """Return one of the inspection's memberships; raise TeamMember.DoesNotExist where it is another's."""
    return team_of(inspection).get(public_id=public_id)


def people_to_add(day: date) -> QuerySet[User]:
    """Return who can be put on a team: people with access on the day who hold one of its roles, with their groups."""
    held = User.groups.through.objects.filter(user_id=OuterRef("pk"), group__name__in=(INSPECTOR, SUPERVISOR))
    rows = User.objects.filter(Exists(held), Q(access_until__isnull=True) | Q(access_until__gte=day), is_active=True)
    return rows.prefetch_related("groups").order_by("name", "username")


def ties_in(inspection: Inspection, day: date) -> dict[int, list[str]]:
    """Return for each user with a tie, on the day or later, to a force of the inspection the labels of these forces."""
    labels = {force.force_id: force.label for force in inspection.forces.all()}
    ties = ForceTie.objects.filter(during(day, None), force_id__in=labels).values_list("user_id", "force_id")
    found: dict[int, list[str]] = defaultdict(list)
    for user_id, force_id in ties:
        found[user_id].append(labels[force_id])
    return {user_id: sorted(set(names)) for user_id, names in found.items()}


def conflicts_in(inspection: Inspection) -> QuerySet[ConflictOfInterest]:
    """Return the conflicts of interest that were declared in the inspection, with who and what."""
    return ConflictOfInterest.objects.filter(
        Q(subject__inspection=inspection) | Q(inspection_force__inspection=inspection)
    ).select_related("user", "subject__case", "inspection_force")


def subject_to_declare(actor: Actor, inspection: Inspection, public_id: UUID) -> Subject:
    """Return a case that the actor can declare a conflict with: any as supervisor, as inspector one they were given.

    Raises Subject.DoesNotExist for any other, and for one that is closed to them already.
    """
    rows = Subject.objects.filter(inspection=inspection, case__isnull=False).select_related("case")
    if SUPERVISOR not in roles_in(actor, inspection.pk):
        rows = rows.filter(reviews__reviewer_id=actor.key)
    return without_conflicts(rows, actor).distinct().get(public_id=public_id)
