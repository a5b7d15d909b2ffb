"""What the rules over cases gave for a force, as it was taken up: the suggestion beside a graded judgment of it."""

from collections.abc import Mapping

from review.frameworks.models import FrameworkVersion, Grade
from review.frameworks.published import Offered, offered_by
from review.reviewing.models import Review, RuleResult


def case_results(review: Review) -> Mapping[str, RuleResult]:
    """Return the results in force of a force's cases, by the code of the judgment beside which each stands.

    That is the graded judgment of the topic with the same code, on the same scale. None, and no query, for a case.
    """
    offered = offered_by(review.framework_version)
    if offered.judges != FrameworkVersion.Judges.FORCE:
        return {}
    force = review.subject.inspection_force_id
    beside = _graded(offered, review.framework_version.overall_scale_id)
    rows = RuleResult.objects.filter(inspection_force=force, current=True).select_related("rule", "grade")
    fitting = (row for row in rows.order_by() if row.rule.topic_code in beside)
    return {beside[row.rule.topic_code]: row for row in fitting if _on_scale(review, row.grade)}


def _graded(offered: Offered, scale: int) -> dict[str, str]:
    """Return the code of each topic's graded judgment; none where a topic has several."""
    found: dict[str, list[str]] = {}
    for code, one in offered.by_code.items():
        if one.criterion.scale_id == scale:
            found.setdefault(offered.method.by_code[code].topic, []).append(code)
    return {topic: codes[0] for topic, codes in found.items() if topic and len(codes) == 1}


def _on_scale(review: Review, grade: Grade | None) -> bool:
    return grade is None or grade.scale_id == review.framework_version.overall_scale_id
