"""What a report shows beside its tables: language flags, grades not signed off, when figures changed."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, F, Max, Q, Sum

from casefiles.cases.models import CaseCorrection
from review.counting.cells import signed
from review.counting.facts import FACT_FIELDS
from review.counting.method import Method
from review.counting.standard import FlagCount
from review.inspections.models import Inspection, Subject
from review.moderation.models import SignOff
from review.reviewing.models import Judgment, Review


def flags_by_force(method: Method) -> dict[tuple[int, int], FlagCount]:
    """Return what was flagged in the signed-off cases of each force, by inspection and force. One query."""
    rows = signed(method).values_list("inspection_id", "force_id").order_by()
    counted = rows.annotate(
        instances=Sum("language_instances"), cases=Count("pk", filter=Q(language_instances__gt=0)), n=Count("pk")
    )
    return {(inspection, force): FlagCount(*found) for inspection, force, *found in counted}


def unsigned_grades(inspection: Inspection, method: Method) -> dict[str, int]:
    """Return the overall grades of submitted reviews that nobody has signed off: shown apart, never counted in."""
    rows = (
        Judgment.objects.filter(
            review__subject__inspection=inspection,
            review__subject__status=Subject.Status.READY,
            review__status=Review.Status.SUBMITTED,
            review__kind=Review.Kind.FIRST,
            criterion_id__in=method.overall_ids,
            grade__isnull=False,
        )
        .values_list("grade_id")
        .annotate(n=Count("pk"))
        .order_by()
    )
    counts = dict.fromkeys(method.scale.codes, 0)
    counts.update({method.grade_codes[grade]: n for grade, n in rows})
    return counts


def signed_off_of(inspections: Sequence[Inspection]) -> dict[int, tuple[int, int]]:
    """Return how many cases of each inspection are signed off, and how many it has but withdrawn ones. One query."""
    rows = Subject.objects.filter(inspection__in=[one.pk for one in inspections], case__isnull=False)
    counted = (
        rows.exclude(status=Subject.Status.WITHDRAWN)
        .values_list("inspection_id")
        .annotate(signed=Count("pk", filter=Q(status=Subject.Status.SIGNED_OFF)), whole=Count("pk"))
        .order_by()
    )
    return dict.fromkeys((one.pk for one in inspections), (0, 0)) | {key: (signed, n) for key, signed, n in counted}


def last_changed(inspection: Inspection) -> datetime | None:
    """Return when the figures last changed, by a sign-off or a reopening; None where nothing was ever signed off."""
    rows = SignOff.objects.filter(subject__inspection=inspection, subject__case__isnull=False)
    latest = rows.aggregate(made=Max("at"), ended=Max("ended_at"))
    return max((moment for moment in latest.values() if moment), default=None)


def corrected_since(inspection: Inspection) -> int:
    """Return how many signed-off cases have facts that differ now from those that were signed off.

    Only a case that was ever corrected can, so that the query begins with the corrections and looks at no other case.
    """
    standing = "case__subjects__standing"
    same = Q(**{f"{standing}__force_id": F("case__force_id")})
    for field in FACT_FIELDS:
        then, now = f"{standing}__{field}", f"case__{field}"
        same &= Q(**{then: F(now)}) | Q(**{f"{then}__isnull": True, f"{now}__isnull": True})
    rows = CaseCorrection.objects.filter(case__subjects__inspection=inspection, **{f"{standing}__isnull": False})
    counts = rows.order_by().aggregate(
        all=Count(standing, distinct=True), same=Count(standing, distinct=True, filter=same)
    )
    return int(counts["all"] - counts["same"])
