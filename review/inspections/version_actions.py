"""Taking up a newer version of its framework: from then on an inspection judges new cases by it."""

from django.db import transaction
from django.db.models import F

from access import audit
from access.actor import Actor
from access.permissions import require
from access.refusals import Conflict
from review.frameworks.models import FrameworkVersion
from review.inspections.models import Inspection, InspectionFramework
from review.inspections.queries import case_version, scope_in
from review.inspections.version_queries import why_not_adopted
from review.transitions import MEANWHILE


def adopt_version(
    actor: Actor, inspection: Inspection, version: FrameworkVersion, seen: int | None = None
) -> InspectionFramework:
    """Let the inspection judge new cases by a newer published version of its framework; cases so far stay as they are.

    `seen` is the version of the inspection's row that was on screen. Raises NotAllowed; Conflict where the version
    cannot be taken up (the sentence says why), the inspection is closed, or it was changed meanwhile.
    """
    with transaction.atomic():
        now = Inspection.objects.select_for_update().get(pk=inspection.pk)
        require(actor, "inspection.adopt-version", scope_in(actor, now))
        if seen is not None and seen != now.version:
            raise Conflict(MEANWHILE)
        current = case_version(now)
        version = FrameworkVersion.objects.select_related("overall_scale").get(pk=version.pk)
        if reason := why_not_adopted(current, version):
            raise Conflict(reason)
        adopted = _make_current(now, current, version)
        ids = {"from_version": current.public_id, "to_version": version.public_id}
        old, new = {"number": current.number}, {"number": version.number}
        audit.record(actor, "inspection.version-adopted", "inspection", now.public_id, ids=ids, old=old, new=new)
    inspection.refresh_from_db()
    return adopted


def _make_current(inspection: Inspection, current: FrameworkVersion, version: FrameworkVersion) -> InspectionFramework:
    inspection.frameworks.filter(framework_version=current).update(current=False)
    adopted = InspectionFramework.objects.create(inspection=inspection, framework_version=version, current=True)
    Inspection.objects.filter(pk=inspection.pk).update(version=F("version") + 1)
    return adopted
