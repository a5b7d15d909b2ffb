"""Reading the framework versions of an inspection: those that it uses, those that it could take up, and why not."""

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import Count, QuerySet

from access.actor import Actor
from review.domain.where import parse_where
from review.frameworks.models import FrameworkVersion
from review.frameworks.over_versions import questions_over
from review.frameworks.queries import published_versions
from review.inspections.models import Inspection, InspectionFramework, Subject
from review.inspections.queries import without_conflicts


def versions_of(inspection: Inspection) -> list[InspectionFramework]:
    """Return the versions that the inspection judges its cases by, the newest first, each with whether it is current.

    The current one is that of new cases. One query.
    """
    rows = inspection.frameworks.filter(framework_version__judges=FrameworkVersion.Judges.CASE)
    return list(rows.select_related("framework_version__framework").order_by("-framework_version__number"))


def newer_versions(current: FrameworkVersion) -> QuerySet[FrameworkVersion]:
    """Return the published versions of the same framework with a higher number, the newest first."""
    return published_versions().filter(framework_id=current.framework_id, number__gt=current.number)


def version_to_adopt(current: FrameworkVersion, number: int) -> FrameworkVersion:
    """Return the version of the framework with this number; raise DoesNotExist where there is none to be seen."""
    rows = FrameworkVersion.objects.select_related("framework", "overall_scale").exclude(published_at=None)
    return rows.get(framework_id=current.framework_id, number=number)


def why_not_adopted(current: FrameworkVersion, version: FrameworkVersion) -> str:
    """Return why an inspection that judges by `current` cannot judge new cases by `version`, or nothing."""
    if version.framework_id != current.framework_id:
        return (
            f"“{version}” is another framework. An inspection keeps its framework and can take up newer versions of "
            "it; for another framework, create another inspection."
        )
    return _not_newer(current, version) or _unfit(current, version)


def _not_newer(current: FrameworkVersion, version: FrameworkVersion) -> str:
    if version.number == current.number:
        return f"New cases are judged by version {version.number} already."
    if version.number < current.number:
        return f"Version {version.number} is older than version {current.number}, by which new cases are judged."
    return ""


def _unfit(current: FrameworkVersion, version: FrameworkVersion) -> str:
    number = version.number
    if version.status != FrameworkVersion.Status.PUBLISHED:
        return f"Version {number} is {version.get_status_display().lower()}. Only a published one can be taken up."
    if version.judges != current.judges:
        judged = version.get_judges_display().lower()
        return f"Version {number} judges {judged}, so the cases of this inspection cannot be judged by it."
    if version.overall_scale_id != current.overall_scale_id:
        return (
            f"Version {number} gives its overall judgment on another scale ({version.overall_scale.title}), so its "
            "cases could not be counted together with those judged so far. Create another inspection for it."
        )
    return ""


def unasked_subset(inspection: Inspection, version: FrameworkVersion) -> list[str]:
    """Return the questions that choose the cases which the report counts first and that a version does not ask."""
    names = {
        condition.name
        for condition in parse_where([inspection.headline_subset] if inspection.headline_subset else []).conditions
    }
    used = [row.framework_version for row in versions_of(inspection)]
    asked = questions_over([*used, version])
    return [
        question.newest.question
        for question in asked
        if question.name in names and version.pk not in {one.framework_version_id for one in question.criteria}
    ]


def cases_by_version(actor: Actor, inspection: Inspection) -> Mapping[int, Mapping[str, int]]:
    """Return how many cases of each version, by its key, stand in each state, without those closed to the actor.

    The caller makes sure that the actor supervises the inspection: a case's state tells of its reviews.
    """
    subjects = without_conflicts(Subject.objects.filter(inspection=inspection, case__isnull=False), actor)
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    rows = subjects.order_by().values_list("framework_version_id", "status").annotate(Count("pk"))
    for version_id, status, number in rows:
        counts[version_id][status] = number
    return counts
