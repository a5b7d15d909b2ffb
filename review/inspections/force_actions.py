"""Every write by which the forces of an inspection come to be judged: the framework for them, a force put up."""

from django.db import transaction

from access import audit
from access.actor import Actor
from access.permissions import Scope, require
from access.refusals import Conflict, Invalid
from review.frameworks.models import FrameworkVersion
from review.inspections.actions import open_inspection
from review.inspections.force_queries import force_version
from review.inspections.models import Inspection, InspectionForce, InspectionFramework, Subject
from review.inspections.queries import force_scope, scope_in

NO_FRAMEWORK = "This inspection has no framework for judging forces yet. Choose one first."
BEGUN = "A force of this inspection is judged by “{}” already, so all of them are. For another, set up an inspection."


def choose_force_framework(actor: Actor, inspection: Inspection, version: FrameworkVersion) -> InspectionFramework:
    """Let the inspection judge its forces by a published version; return the row of it.

    Another can be chosen until the first force is put up: then all are judged by the same. Raises NotAllowed; Invalid
    by `framework_version`; Conflict where the inspection is closed or a force was put up.
    """
    require(actor, "inspection.manage", scope_in(actor, inspection))
    with transaction.atomic():
        now = open_inspection(inspection)
        version = FrameworkVersion.objects.get(pk=version.pk)
        if problem := _problem(version):
            raise Invalid({"framework_version": [problem]})
        before = force_version(now)
        if before == version:
            return now.frameworks.get(framework_version=version)
        if before and now.subjects.filter(inspection_force__isnull=False).exists():
            raise Conflict(BEGUN.format(before))
        return _choose(actor, now, before, version)


def _choose(
    actor: Actor, inspection: Inspection, before: FrameworkVersion | None, version: FrameworkVersion
) -> InspectionFramework:
    inspection.frameworks.filter(framework_version=before).delete()
    chosen = InspectionFramework.objects.create(inspection=inspection, framework_version=version, current=True)
    ids = {"to_version": version.public_id} | ({"from_version": before.public_id} if before else {})
    audit.record(actor, "inspection.force-framework-chosen", "inspection", inspection.public_id, ids=ids)
    return chosen


def _problem(version: FrameworkVersion) -> str:
    if version.judges != FrameworkVersion.Judges.FORCE:
        return "Choose a framework that judges forces."
    if version.status != FrameworkVersion.Status.PUBLISHED:
        return f"“{version}” is {version.get_status_display().lower()}. Choose a version that is published."
    return ""


def put_up_force(actor: Actor, inspection_force: InspectionForce) -> Subject:
    """Put a force up to be judged and return it as a subject; one that is up already is returned as it stands.

    Call inside the transaction of whoever gives it to somebody. Raises NotAllowed; Conflict where the inspection is
    closed or has no framework for forces.
    """
    scope = force_scope(actor, inspection_force.inspection, inspection_force.force)
    now = Inspection.objects.select_for_update().get(pk=inspection_force.inspection_id)
    closed = now.status == Inspection.Status.CLOSED
    require(actor, "subject.assign", Scope(scope.memberships, scope.conflicted, closed=closed))
    version = force_version(now)
    if version is None:
        raise Conflict(NO_FRAMEWORK)
    subject, made = Subject.objects.select_related("inspection", "inspection_force__force", "case").get_or_create(
        inspection=now,
        inspection_force=inspection_force,
        framework_version=version,
        defaults={"created_at": actor.now},
    )
    if made:
        ids = {"inspection": now.public_id, "force": inspection_force.public_id, "framework_version": version.public_id}
        audit.record(actor, "subject.added", "subject", subject.public_id, ids=ids)
    return subject
