"""The overall grade of a case, with the mark and the reason where it is another than the suggested one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from review.frameworks.models import Criterion
from review.reviewing.models import Judgment, JudgmentText, Review
from review.reviewing.suggestions import differs


@dataclass(frozen=True)
class OverallGrade:
    """The overall judgment of a case in words; where a rule suggested another grade, that one, and why it differs."""

    label: str
    unlike: str = ""
    reason: str = ""


def overall_grade(reviews: Sequence[Review]) -> OverallGrade | None:
    """Return the overall grade of the review that a supervisor can read now; None where there is none. One query."""
    readable = [r.pk for r in reviews if r.status in (Review.Status.SUBMITTED, Review.Status.LOCKED)]
    reason = JudgmentText.objects.filter(judgment=OuterRef("pk"), part=JudgmentText.Part.REASON, current=True)
    rows = Judgment.objects.filter(
        review_id__in=readable, criterion__purpose=Criterion.Purpose.OVERALL, grade__isnull=False
    )
    rows = rows.select_related("grade", "suggested_grade").annotate(reason=Subquery(reason.values("text")[:1]))
    judgment = rows.first()
    if judgment is None or judgment.grade is None:
        return None
    suggested = judgment.suggested_grade
    if suggested is None or not differs(judgment):
        return OverallGrade(judgment.grade.label)
    return OverallGrade(judgment.grade.label, suggested.label, judgment.reason or "")
