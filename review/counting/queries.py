"""Reading what counts."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from review.counting.facts import digest, figures_facts
from review.counting.models import StandingReview
from review.frameworks.models import Criterion, FrameworkVersion, Grade
from review.inspections.models import InspectionFramework, Subject
from review.reviewing.models import Judgment


@dataclass(frozen=True)
class GradeCount:
    """How many signed-off cases have one overall grade."""

    label: str
    tone: str
    count: int


def grades_so_far(inspection_ids: Iterable[int]) -> dict[int, list[GradeCount]]:
    """Return for each inspection the overall grades of its signed-off cases, best first, zeros included.

    Two queries, however many inspections. Not applicable cannot occur: the overall judgment is always a grade.
    """
    ids = list(inspection_ids)
    counted = (
        Judgment.objects.filter(
            review__standing__inspection_id__in=ids,
            criterion__purpose=Criterion.Purpose.OVERALL,
            grade__isnull=False,
        )
        .values_list("review__standing__inspection_id", "grade_id")
        .annotate(n=Count("pk"))
        .order_by()
    )
    found = {(inspection, grade): n for inspection, grade, n in counted}
    scales = InspectionFramework.objects.filter(
        inspection_id__in=ids, framework_version__judges=FrameworkVersion.Judges.CASE
    ).values_list("inspection_id", "framework_version__overall_scale_id")
    grades: dict[int, list[Grade]] = {}
    for grade in Grade.objects.filter(scale_id__in=[scale for _, scale in scales]).order_by("rank"):
        grades.setdefault(grade.scale_id, []).append(grade)
    return {
        inspection: [GradeCount(g.label, g.tone, found.get((inspection, g.pk), 0)) for g in grades.get(scale, [])]
        for inspection, scale in scales
    }


def facts_corrected_since(subject: Subject) -> bool:
    """Return whether the case's facts differ from those that were signed off. Needs `standing` and `case__force`."""
    standing: StandingReview | None = getattr(subject, "standing", None)
    return standing is not None and digest(figures_facts(subject)) != standing.facts_digest
