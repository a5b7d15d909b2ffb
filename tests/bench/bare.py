"""The figures of the standard report as six bare queries over the facts: what its page is compared with."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection

from review.frameworks.models import Choice, Criterion
from review.inspections.models import Inspection

SIGNED = """
FROM review_standingreview standing
JOIN review_judgment overall ON overall.review_id = standing.review_id AND overall.criterion_id = %(overall)s
"""
IN_HEADLINE = """
JOIN review_judgment question ON question.review_id = standing.review_id
    AND question.criterion_id = %(question)s AND question.choice_id = %(answer)s
"""
OF_INSPECTION = "WHERE standing.inspection_id = %(inspection)s"
QUERIES = {
    "headline": f"SELECT overall.grade_id, count(*) {SIGNED} {IN_HEADLINE} {OF_INSPECTION} GROUP BY 1",
    "all": f"SELECT overall.grade_id, count(*) {SIGNED} {OF_INSPECTION} GROUP BY 1",
    "by force": f"""
        SELECT standing.force_id, overall.grade_id, count(*) {SIGNED} {IN_HEADLINE} {OF_INSPECTION} GROUP BY 1, 2
    """,
    "by criterion": f"""
        SELECT judgment.criterion_id, judgment.kind, judgment.grade_id, count(*)
        FROM review_standingreview standing
        JOIN review_judgment judgment ON judgment.review_id = standing.review_id
        {IN_HEADLINE} {OF_INSPECTION} GROUP BY 1, 2, 3
    """,  # noqa: S608
    "flags by force": f"""
        SELECT standing.force_id, sum(standing.language_instances),
            sum(CASE WHEN standing.language_instances > 0 THEN 1 ELSE 0 END), count(*)
        FROM review_standingreview standing {OF_INSPECTION} GROUP BY 1
    """,  # noqa: S608
    "states": "SELECT status, count(*) FROM review_subject WHERE inspection_id = %(inspection)s GROUP BY 1",
}
"""By what they count. The headline is one answer to one question; nothing in these frameworks goes unasked."""


@dataclass(frozen=True)
class Keys:
    """What the queries are asked with."""

    inspection: int
    overall: int
    question: int
    answer: int


def keys_of(inspection: Inspection) -> Keys:
    """Return the keys for an inspection whose cases have one framework version."""
    version = inspection.frameworks.get().framework_version
    question, answer = inspection.headline_subset.split("=")
    overall = Criterion.objects.get(framework_version=version, purpose=Criterion.Purpose.OVERALL)
    asked = Criterion.objects.get(framework_version=version, code=question)
    return Keys(inspection.pk, overall.pk, asked.pk, Choice.objects.get(criterion=asked, code=answer).pk)


def figures(keys: Keys) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of each query."""
    found = {}
    with connection.cursor() as cursor:
        for words, sql in QUERIES.items():
            cursor.execute(sql, asdict(keys))
            found[words] = cursor.fetchall()
    return found
