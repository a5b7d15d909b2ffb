"""How the signed-off cases of an inspection were graded at the questions of one review: for its reviewer, by policy."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from review.counting.queries import GradeCount
from review.domain.rules.words import counted
from review.frameworks.models import Criterion
from review.reviewing.entries import Entry
from review.reviewing.models import Judgment, Review

LEAST = 5
"""Of fewer cases nothing is shown: each of them would show through."""
TOO_FEW = (
    f"Fewer than {LEAST} other cases of this inspection are signed off and graded here. "
    "Of so few no grades are shown, since a single case could be told from them."
)


@dataclass(frozen=True)
class TeamGrades:
    """How other cases were graded at one question: each grade with its number, and how often it was not applicable."""

    grades: Sequence[GradeCount]
    not_applicable: int = 0

    @property
    def graded(self) -> int:
        """How many cases have a grade."""
        return sum(grade.count for grade in self.grades)

    @property
    def words(self) -> str:
        """The grades with their numbers, or why they are not shown."""
        if self.graded < LEAST:
            return TOO_FEW
        said = ", ".join(f"{grade.count} {grade.label.lower()}" for grade in self.grades)
        besides = f"; not applicable in {self.not_applicable} more" if self.not_applicable else ""
        return f"{said} ({counted(self.graded, 'case', 'cases')}{besides})"


def team_grades(review: Review, entries: Sequence[Entry]) -> dict[str, TeamGrades]:
    """Return how the other signed-off cases of the review's inspection were graded, by the codes of its questions.

    They are those of the same question, graded by the same scale, in any version of the framework. The review's own
    case is none of them. One query, however many questions.
    """
    graded = [entry for entry in entries if entry.asked.criterion.answer_type == Criterion.AnswerType.GRADE]
    rows = (
        Judgment.objects.filter(
            review__standing__inspection_id=review.subject.inspection_id,
            criterion__lineage__in=[entry.asked.criterion.lineage for entry in graded],
            kind__in=[Judgment.Kind.GRADE, Judgment.Kind.NOT_APPLICABLE],
            asked=True,
        )
        .exclude(review__subject_id=review.subject_id)
        .values_list("criterion__lineage", "criterion__scale_id", "grade_id")
        .annotate(n=Count("pk"))
        .order_by()
    )
    found: dict[tuple[object, object], dict[int | None, int]] = defaultdict(dict)
    for lineage, scale, grade, number in rows:
        found[lineage, scale][grade] = number
    return {
        entry.code: _of(entry, found[entry.asked.criterion.lineage, entry.asked.criterion.scale_id]) for entry in graded
    }


def _of(entry: Entry, numbers: dict[int | None, int]) -> TeamGrades:
    grades = [GradeCount(grade.label, grade.tone, numbers.get(grade.pk, 0)) for grade in entry.asked.grades]
    return TeamGrades(grades, numbers.get(None, 0))
