"""Every write to an inspection: its details, forces, steps and subjects; the team's are re-exported here."""

from collections.abc import Collection
from datetime import date
from itertools import count, product
from string import ascii_uppercase
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from access import audit
from access.actor import Actor
from access.permissions import require
from access.refusals import Conflict, Invalid
from casefiles.cases.models import CaseFile
from casefiles.domain.facts import one_line
from casefiles.forces.models import Force
from review.frameworks.models import FrameworkVersion
from review.history.models import StatusChange
from review.inspections.details import InspectionDetails, columns, detail_problems, details_of, tidy
from review.inspections.models import (
    ExerciseSlug,
    Inspection,
    InspectionForce,
    InspectionFramework,
    Subject,
    TeamMember,
)
from review.inspections.queries import case_version, force_scope, scope_in, tied_supervisors
from review.inspections.team_actions import add_member, declare_conflict, end_membership, remove_member
from review.inspections.version_actions import adopt_version
from review.inspections.version_queries import versions_of
from review.transitions import MEANWHILE, move

__all__ = [
    "InspectionDetails",
    "add_force",
    "add_member",
    "add_subject",
    "adopt_version",
    "close",
    "create_inspection",
    "declare_conflict",
    "end_membership",
    "remove_force",
    "remove_member",
    "reopen_fieldwork",
    "start_fieldwork",
    "update_inspection",
]

CLOSED = "This inspection is closed. Reopen its fieldwork first."
LABEL_LENGTH = 60


def create_inspection(
    actor: Actor, details: InspectionDetails, framework_version: FrameworkVersion, synthetic: bool = False
) -> Inspection:
    """Set up an inspection that judges cases by a published version, with its creator as supervisor; return it.

    Raises NotAllowed, or Invalid with sentences by field of InspectionDetails (or `framework_version`).
    """
    require(actor, "inspection.create")
    details = tidy(details)
    problems = detail_problems(details, [framework_version])
    if framework_version.status != FrameworkVersion.Status.PUBLISHED:
        problems["framework_version"] = ["Choose a published framework: a draft or retired one cannot be used."]
    elif framework_version.judges != FrameworkVersion.Judges.CASE:
        problems["framework_version"] = ["Choose a framework that judges cases."]
    _refuse(problems)
    try:
        with transaction.atomic():
            slug = ExerciseSlug.objects.create(slug=details.slug)
            inspection = Inspection.objects.create(
                slug=slug, synthetic=synthetic, created_at=actor.now, **columns(details)
            )
            InspectionFramework.objects.create(inspection=inspection, framework_version=framework_version)
            member = TeamMember.objects.create(
                inspection=inspection, user_id=actor.key, role=TeamMember.Role.SUPERVISOR, starts=actor.today
            )
            ids = {"framework_version": framework_version.public_id, "team_member": member.public_id}
            audit.record(actor, "inspection.created", "inspection", inspection.public_id, ids=ids, new=vars(details))
    except IntegrityError:
        if ExerciseSlug.objects.filter(slug=details.slug).exists():
            _refuse({"slug": ["There is already an inspection or a published result with this short name."]})
        raise
    return inspection


def update_inspection(actor: Actor, inspection: Inspection, details: InspectionDetails, version: int) -> Inspection:
    """Change an inspection's details, but for its slug, and return it as it stands then.

    Saving what is there already changes nothing. Raises NotAllowed; Invalid by field; Conflict where the inspection
    is closed or no longer at `version`.
    """
    require(actor, "inspection.manage", scope_in(actor, inspection))
    details = tidy(details)
    problems = detail_problems(details, [row.framework_version for row in versions_of(inspection)])
    if details.slug != inspection.slug_id:
        problems["slug"] = ["The short name stays as it is: links and reports use it."]
    _refuse(problems)
    with transaction.atomic():
        before = open_inspection(inspection)
        old, new = columns(details_of(before)), columns(details)
        changed = sorted(name for name in new if old[name] != new[name])
        if before.version != version:
            raise Conflict(MEANWHILE)
        if changed:
            _change(actor, before, {n: old[n] for n in changed}, {n: new[n] for n in changed})
    inspection.refresh_from_db()
    return inspection


def _change(actor: Actor, inspection: Inspection, old: dict[str, Any], new: dict[str, Any]) -> None:
    now = Inspection.objects.filter(pk=inspection.pk, version=inspection.version)
    if not now.update(version=F("version") + 1, **new):
        raise Conflict(MEANWHILE)
    audit.record(actor, "inspection.changed", "inspection", inspection.public_id, fields=list(new), old=old, new=new)


def add_force(actor: Actor, inspection: Inspection, force: Force, label: str = "") -> InspectionForce:
    """Add a force under a label, the next free one (Force A, Force B ...) unless given; return it in the inspection.

    Raises NotAllowed; Invalid by field (`force`, `label`); Conflict where the inspection is closed.
    """
    require(actor, "inspection.manage", scope_in(actor, inspection))
    with transaction.atomic():
        return _add_force(actor, open_inspection(inspection), force, one_line(label))


def _add_force(actor: Actor, inspection: Inspection, force: Force, label: str = "") -> InspectionForce:
    taken = dict(inspection.forces.values_list("force_id", "label"))
    label = label or next_label(taken.values())
    _refuse(_force_problems(inspection, force, label, taken, actor.today))
    added = InspectionForce.objects.create(inspection=inspection, force=force, label=label)
    audit.record(
        actor,
        "inspection.force-added",
        "inspection",
        inspection.public_id,
        ids={"force": force.code, "inspection_force": added.public_id},
        new={"label": label},
    )
    return added


def _force_problems(
    inspection: Inspection, force: Force, label: str, taken: dict[int, str], today: date
) -> dict[str, list[str]]:
    if force.pk in taken:
        return {"force": [f"{force.name} is already in this inspection, as {taken[force.pk]}."]}
    if inspection.synthetic and force.kind != Force.Kind.SYNTHETIC:
        return {"force": ["This inspection holds synthetic data, so it takes synthetic forces only."]}
    if tied := tied_supervisors(inspection, force, today):
        names = ", ".join(tied)
        sentence = f"{names} supervises this inspection and has a tie to {force.name}. End that membership first."
        return {"force": [sentence]}
    if label in taken.values():
        return {"label": [f"There is already a force with the label “{label}”."]}
    if len(label) > LABEL_LENGTH:
        return {"label": [f"The label must be {LABEL_LENGTH} characters or fewer."]}
    return {}


def remove_force(actor: Actor, inspection_force: InspectionForce) -> None:
    """Take a force that was added by mistake out of its inspection; the trail keeps it.

    Raises NotAllowed; Conflict where the inspection is closed, or it has cases or a declared conflict of the force.
    """
    inspection = inspection_force.inspection
    require(actor, "inspection.manage", scope_in(actor, inspection))
    with transaction.atomic():
        open_inspection(inspection)
        if inspection.subjects.filter(case__force=inspection_force.force_id).exists():
            raise Conflict(
                f"{inspection_force.label} has cases in this inspection, so it stays. Withdraw them instead."
            )
        if inspection_force.subjects.exists():
            raise Conflict(f"{inspection_force.label} is judged in this inspection, so it stays.")
        if inspection_force.conflicts.exists():
            raise Conflict(f"Somebody declared a conflict of interest with {inspection_force.label}, so it stays.")
        ids = {"force": inspection_force.force.code, "inspection_force": inspection_force.public_id}
        old = {"label": inspection_force.label}
        audit.record(actor, "inspection.force-removed", "inspection", inspection.public_id, ids=ids, old=old)
        inspection_force.delete()


def next_label(taken: Collection[str]) -> str:
    """Return the first of Force A to Force Z, Force AA, Force AB and so on that is not taken."""
    letters = ("".join(word) for size in count(1) for word in product(ascii_uppercase, repeat=size))
    return next(label for label in (f"Force {word}" for word in letters) if label not in taken)


def start_fieldwork(actor: Actor, inspection: Inspection) -> StatusChange:
    """Start the fieldwork. Raises NotAllowed or Conflict."""
    return _step(actor, inspection, "start-fieldwork")


def close(actor: Actor, inspection: Inspection) -> StatusChange:
    """Close the inspection. Raises NotAllowed or Conflict."""
    return _step(actor, inspection, "close")


def reopen_fieldwork(actor: Actor, inspection: Inspection, reason: str) -> StatusChange:
    """Reopen the fieldwork of a closed inspection. Raises NotAllowed, Invalid (no reason) or Conflict."""
    return _step(actor, inspection, "reopen-fieldwork", reason)


def _step(actor: Actor, inspection: Inspection, name: str, reason: str = "") -> StatusChange:
    with transaction.atomic():
        return move(inspection, name, actor, scope_in(actor, inspection), reason)


def add_subject(actor: Actor, inspection: Inspection, case: CaseFile) -> Subject:
    """Add a case to the inspection, its force too if it is not there yet; return it as a subject, to be assigned.

    Raises NotAllowed; Invalid (it is there already, or synthetic and real data would mix); Conflict where closed.
    """
    require(actor, "case.manage", force_scope(actor, inspection, case.force))
    with transaction.atomic():
        inspection = open_inspection(inspection)
        if case.synthetic != inspection.synthetic:
            raise Invalid("Synthetic cases belong in synthetic inspections, and real cases in real ones.")
        if inspection.subjects.filter(case=case).exists():
            raise Invalid({"reference": [f"The case {case.reference} is already in this inspection."]})
        if not inspection.forces.filter(force=case.force).exists():
            _add_force(actor, inspection, case.force)
        version = case_version(inspection)
        subject = Subject.objects.create(
            inspection=inspection, framework_version=version, case=case, created_at=actor.now
        )
        ids = {"inspection": inspection.public_id, "case": case.public_id, "framework_version": version.public_id}
        audit.record(actor, "subject.added", "subject", subject.public_id, ids=ids)
    return subject


def open_inspection(inspection: Inspection) -> Inspection:
    """Return the inspection as it stands, locked until the transaction ends; raise Conflict where it is closed."""
    now = Inspection.objects.select_for_update().get(pk=inspection.pk)
    if now.status == Inspection.Status.CLOSED:
        raise Conflict(CLOSED)
    return now


def _refuse(problems: dict[str, list[str]]) -> None:
    if problems:
        raise Invalid(problems)
