"""Reading inspections, and how somebody stands to one: the filters that say the permission table's rules in SQL."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from access.actor import Actor
from access.models import User
from access.permissions import Scope
from access.roles import INSPECTOR, SUPERVISOR, SYSTEM
from casefiles.forces.models import Force, ForceTie
from review.frameworks.models import FrameworkVersion, Rule
from review.frameworks.queries import published_versions
from review.inspections.models import ConflictOfInterest, Inspection, InspectionForce, Subject, TeamMember

OPEN_REVIEWS = ("assigned", "in-progress", "submitted", "returned")
"""The states of a review that is neither locked by a sign-off nor closed."""


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


def working_inspectors(actor: Actor) -> QuerySet[TeamMember]:
    """Return the memberships by which somebody can review on the actor's day: with access and the role of inspector."""
    lasting = Q(user__access_until__isnull=True) | Q(user__access_until__gte=actor.today)
    rows = TeamMember.objects.filter(active_on(actor), lasting, role=INSPECTOR, user__is_active=True)
    return rows.filter(user__groups__name=INSPECTOR)


def tied_forces(actor: Actor) -> QuerySet[ForceTie]:
    """Return the actor's ties to forces that hold today."""
    return ForceTie.objects.filter(active_on(actor), user_id=actor.key)


def without_conflicts(subjects: QuerySet[Subject], actor: Actor) -> QuerySet[Subject]:
    """Leave out the subjects that are closed to the actor: of a force they are tied to, or declared a conflict with.

    A force that is judged is closed by a conflict with any of its cases, too, since its judgments rest on them.
    """
    declared = ConflictOfInterest.objects.filter(user_id=actor.key)
    ties = tied_forces(actor).values("force_id")
    in_conflict_force = Exists(
        declared.filter(
            inspection_force__inspection_id=OuterRef("inspection_id"),
            inspection_force__force_id=OuterRef("case__force_id"),
        )
    )
    with_its_case = Exists(
        declared.filter(
            subject__inspection_id=OuterRef("inspection_id"),
            subject__case__force_id=OuterRef("inspection_force__force_id"),
        )
    )
    return (
        subjects.exclude(case__force_id__in=ties)
        .exclude(inspection_force__force_id__in=ties)
        .exclude(pk__in=declared.filter(subject__isnull=False).values("subject_id"))
        .exclude(inspection_force_id__in=declared.filter(inspection_force__isnull=False).values("inspection_force_id"))
        .exclude(in_conflict_force)
        .exclude(with_its_case)
    )


def closed_to(actor: Actor, subject: Subject) -> set[int]:
    """Return the users to whom a subject is closed on the actor's day: without_conflicts, asked about everybody."""
    ties = ForceTie.objects.filter(active_on(actor), force=subject.force)
    at_force = Q(inspection_force__inspection=subject.inspection_id, inspection_force__force=subject.force)
    of_subject = Q(subject=subject)
    if subject.inspection_force_id:
        of_subject |= Q(subject__inspection=subject.inspection_id, subject__case__force=subject.force)
    declared = ConflictOfInterest.objects.filter(at_force | of_subject)
    keys = (rows.order_by().values_list("user_id", flat=True) for rows in (ties, declared))
    return {key for found in keys for key in found}


def conflicted_inspections(actor: Actor) -> set[int]:
    """Return the inspections in which the actor has a tie to a force or a declared conflict. One query."""
    of_forces = Q(force_id__in=tied_forces(actor).values("force_id")) | Q(conflicts__user_id=actor.key)
    forces = InspectionForce.objects.filter(of_forces).values_list("inspection_id", flat=True)
    subjects = Subject.objects.filter(conflicts__user_id=actor.key).values_list("inspection_id", flat=True)
    return set(forces.order_by().union(subjects.order_by()))


def has_conflict_in(actor: Actor, inspection: Inspection) -> bool:
    """Return whether the actor has a tie to a force of the inspection or a declared conflict in it."""
    return inspection.pk in conflicted_inspections(actor)


def scope_in(actor: Actor, inspection: Inspection) -> Scope:
    """Return how the actor stands to the inspection as a whole: their roles in it, and whether it is closed."""
    return Scope(memberships=roles_in(actor, inspection.pk), closed=inspection.status == Inspection.Status.CLOSED)


def report_scope(actor: Actor, inspection: Inspection) -> Scope:
    """Return how the actor stands to the inspection's figures, which any conflict in it closes to them whole."""
    roles = roles_in(actor, inspection.pk)
    settled = SUPERVISOR not in roles and is_settled(inspection)
    return Scope(memberships=roles, conflicted=has_conflict_in(actor, inspection), settled=settled)


def is_settled(inspection: Inspection) -> bool:
    """Return whether nothing in an inspection is blind to its team any more.

    It is closed, each of its subjects is signed off or withdrawn, and no review of them is open. One query, and none
    where it is not closed.
    """
    closed = inspection.status == Inspection.Status.CLOSED
    return closed and Inspection.objects.filter(_settled(), pk=inspection.pk).exists()


def _settled() -> Q:
    """Return the filter of inspections of which is_settled is true."""
    open_reviews = Q(reviews__status__in=OPEN_REVIEWS)
    waiting = ~Q(status__in=[Subject.Status.SIGNED_OFF, Subject.Status.WITHDRAWN])
    blind = Subject.objects.filter(waiting | open_reviews, inspection=OuterRef("pk"))
    return Q(~Exists(blind), status=Inspection.Status.CLOSED)


def reportable(actor: Actor) -> QuerySet[Inspection]:
    """Return the inspections whose reports the actor may read: the permission report.view, said in SQL. Two queries."""
    if actor.has(SYSTEM):
        return Inspection.objects.all()
    as_supervisor, as_inspector = (
        Q(pk__in=inspections_as(actor, role).values("pk")) for role in (SUPERVISOR, INSPECTOR)
    )
    rows = Inspection.objects.filter(as_supervisor | (as_inspector & _settled()))
    return rows.exclude(pk__in=conflicted_inspections(actor))


def force_scope(actor: Actor, inspection: Inspection, force: Force) -> Scope:
    """Return how the actor stands to a force's cases in an inspection, whether there are any yet or not."""
    tied = tied_forces(actor).filter(force=force).exists()
    declared = ConflictOfInterest.objects.filter(
        user_id=actor.key, inspection_force__inspection=inspection, inspection_force__force=force
    )
    return Scope(memberships=roles_in(actor, inspection.pk), conflicted=tied or declared.exists())


def case_version(inspection: Inspection) -> FrameworkVersion:
    """Return the framework version by which new cases of the inspection are judged."""
    return FrameworkVersion.objects.select_related("framework", "overall_scale").get(
        judges=FrameworkVersion.Judges.CASE, inspections__inspection=inspection, inspections__current=True
    )


def has_rules_over_cases(inspection: Inspection) -> bool:
    """Return whether a framework of the inspection has rules that put all its cases together."""
    rules = Rule.objects.filter(of=Rule.Of.CASES, framework_version__judges=FrameworkVersion.Judges.CASE)
    return rules.filter(framework_version__inspections__inspection=inspection).exists()


def during(starts: date, ends: date | None) -> Q:
    """Return the filter of dated rows (`starts`, `ends`) that hold on some day of a period; no end is for ever."""
    not_over = Q(ends__isnull=True) | Q(ends__gte=starts)
    return not_over & Q(starts__lte=ends) if ends else not_over


def overlapping(inspection: Inspection, user: User, role: str, starts: date, ends: date | None) -> QuerySet[TeamMember]:
    """Return somebody's memberships in a role of the inspection that share a day with the period."""
    return TeamMember.objects.filter(during(starts, ends), inspection=inspection, user=user, role=role)


def other_supervision(member: TeamMember, after: date) -> QuerySet[TeamMember]:
    """Return the other memberships by which somebody with access supervises the inspection after a day."""
    return TeamMember.objects.filter(
        Q(ends__isnull=True) | Q(ends__gt=after),
        inspection_id=member.inspection_id,
        role=TeamMember.Role.SUPERVISOR,
        user__is_active=True,
    ).exclude(pk=member.pk)


def forces_tied_to(inspection: Inspection, user: User, starts: date, ends: date | None) -> list[str]:
    """Return the names of the inspection's forces that somebody is tied to on some day of a period."""
    ties = ForceTie.objects.filter(during(starts, ends), user=user, force__inspections__inspection=inspection)
    return sorted(set(ties.values_list("force__name", flat=True)))


def tied_supervisors(inspection: Inspection, force: Force, today: date) -> list[str]:
    """Return the names of the inspection's supervisors, of today or later, with a tie to the force in that time."""
    members = TeamMember.objects.filter(
        during(today, None), inspection=inspection, role=TeamMember.Role.SUPERVISOR
    ).select_related("user")
    tied = (m for m in members if _ties(m.user, force, max(m.starts, today), m.ends).exists())
    return sorted({member.user.name for member in tied})


def _ties(user: User, force: Force, starts: date, ends: date | None) -> QuerySet[ForceTie]:
    return ForceTie.objects.filter(during(starts, ends), user=user, force=force)


def forces_of(inspection: Inspection) -> list[InspectionForce]:
    """Return the forces of the inspection with their labels, by label."""
    return list(inspection.forces.select_related("force"))


def roles_by_inspection(actor: Actor) -> dict[int, set[str]]:
    """Return the roles that the actor holds today in each inspection on whose team they are."""
    roles: dict[int, set[str]] = defaultdict(set)
    for inspection_id, role in memberships_of(actor).values_list("inspection_id", "role"):
        roles[inspection_id].add(role)
    return dict(roles)


def inspections_matching(actor: Actor, words: str) -> QuerySet[Inspection]:
    """Return the inspections that the actor can see whose title or short name holds `words`, newest first."""
    rows = visible_inspections(actor)
    return rows.filter(Q(title__icontains=words) | Q(slug__slug__icontains=words)) if words else rows


def inspection_at(actor: Actor, slug: str) -> Inspection:
    """Return the inspection at an address; raise Inspection.DoesNotExist where the actor cannot see it."""
    return visible_inspections(actor).get(slug__slug=slug)


def inspection_called(actor: Actor, slug: str) -> Inspection | None:
    """Return the inspection with this short name that the actor can see, or None; commands see every one."""
    rows = Inspection.objects.all() if actor.has(SYSTEM) else visible_inspections(actor)
    return rows.filter(slug__slug=slug).first()


def cases_by_state(actor: Actor, inspection_ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """Return how many cases of each inspection stand in each state, without those that are closed to the actor.

    The caller makes sure that the actor supervises them: a case's state tells of its reviews.
    """
    subjects = Subject.objects.filter(inspection_id__in=list(inspection_ids), case__isnull=False)
    rows = without_conflicts(subjects, actor).order_by().values_list("inspection_id", "status")
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for inspection_id, status, number in rows.annotate(Count("pk")):
        counts[inspection_id][status] = number
    return dict(counts)


def usable_versions() -> QuerySet[FrameworkVersion]:
    """Return the framework versions that a new inspection can judge its cases by."""
    return published_versions().filter(judges=FrameworkVersion.Judges.CASE)
