"""What the methods of inspections are made of, read at once for however many of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from review.counting.dimensions import OFFENCE, REVIEWER
from review.counting.models import StandingReview
from review.frameworks.models import Criterion, FrameworkVersion, Rule
from review.inspections.models import Inspection, InspectionForce, InspectionFramework
from review.reviewing.models import Review


@dataclass(frozen=True)
class MethodRows:
    """The criteria, forces, offences and reviewers of some inspections.

    `versions` says which versions each inspection judges its cases by; None where all are of the same inspections.
    Offences and reviewers come with their inspection.
    """

    criteria: Sequence[Criterion]
    forces: Sequence[InspectionForce]
    offences: Sequence[tuple[int, str]]
    reviewers: Sequence[tuple[int, int, str, str]]
    versions: Collection[tuple[int, int]] | None = None

    def criteria_of(self, inspections: Collection[Inspection]) -> list[Criterion]:
        """Return the criteria of the versions that some of the inspections use."""
        if self.versions is None:
            return list(self.criteria)
        used = {version for inspection, version in self.versions if inspection in {one.pk for one in inspections}}
        return [one for one in self.criteria if one.framework_version_id in used]

    def offences_of(self, inspections: Collection[Inspection]) -> tuple[str, ...]:
        """Return the offences of the signed-off cases of some of the inspections, in their order."""
        keys = {one.pk for one in inspections}
        return tuple(dict.fromkeys(offence for inspection, offence in self.offences if inspection in keys))

    def reviewers_of(self, inspections: Collection[Inspection]) -> list[tuple[int, str, str]]:
        """Return who reviewed the signed-off cases of some of the inspections: key, user name and name."""
        keys = {one.pk for one in inspections}
        people = ((pk, username, name) for inspection, pk, username, name in self.reviewers if inspection in keys)
        return list(dict.fromkeys(people))


def rows_of(inspections: Sequence[Inspection], named: Collection[str] | None = None, apart: bool = False) -> MethodRows:
    """Return the rows of some inspections; `apart`: methods of only some of them are to be made of these, too.

    Offences and reviewers are looked for only where a report names them; None means that it may name anything.
    """
    keys = [one.pk for one in inspections]
    used = InspectionFramework.objects.filter(inspection__in=keys)
    return MethodRows(
        criteria=_criteria(keys),
        forces=list(InspectionForce.objects.filter(inspection__in=keys).select_related("force")),
        offences=_offences(keys) if named is None or OFFENCE in named else (),
        reviewers=_reviewers(keys) if named is None or REVIEWER in named else (),
        versions=set(used.values_list("inspection_id", "framework_version_id")) if apart else None,
    )


def _criteria(keys: Sequence[int]) -> list[Criterion]:
    rows = Criterion.objects.filter(
        framework_version__inspections__inspection__in=keys,
        framework_version__judges=FrameworkVersion.Judges.CASE,
    )
    rows = rows.select_related("topic", "scale", "framework_version").prefetch_related("choices", "scale__grades")
    over_cases = Rule.objects.filter(framework_version=OuterRef("framework_version"), of=Rule.Of.CASES)
    rows = rows.annotate(ruled=Exists(over_cases))
    return list(rows.order_by("-framework_version__number", "position").distinct())


def _offences(keys: Sequence[int]) -> list[tuple[int, str]]:
    rows = StandingReview.objects.filter(inspection__in=keys).exclude(offence="")
    return list(rows.order_by("offence").values_list("inspection_id", "offence").distinct())


def _reviewers(keys: Sequence[int]) -> list[tuple[int, int, str, str]]:
    names = ("standing__inspection_id", "reviewer_id", "reviewer__username", "reviewer__name")
    rows = Review.objects.filter(standing__inspection__in=keys).order_by("reviewer__name", "reviewer__username")
    return list(rows.values_list(*names).distinct())
