"""What a framework asks, as names of reports: questions with one choice, and graded criteria, over its versions."""

from collections.abc import Mapping
from dataclasses import dataclass

from review.counting.answer_sources import Answer
from review.counting.dimensions import (
    CRITERION,
    FORCE,
    GRADE,
    INSPECTION,
    REVIEWER,
    Dimension,
    case_facts,
    suspect_facts,
)
from review.counting.scales import ScaleInfo, scale_of
from review.counting.sources import NOT_APPLICABLE
from review.frameworks.models import Criterion
from review.frameworks.over_versions import QuestionOverVersions


@dataclass(frozen=True)
class GradedCriterion:
    """A criterion over the framework versions of an inspection: its name, and its ids in the versions that ask it.

    Only versions in which the methodology says that it is the same question stand together.
    """

    code: str
    question: str
    topic: str
    scale: ScaleInfo
    ids: tuple[int, ...]
    versions: tuple[int, ...]


def is_question(criterion: Criterion) -> bool:
    """Return whether a question has one choice as its answer."""
    return criterion.answer_type == Criterion.AnswerType.CHOICE


def has_several(criterion: Criterion) -> bool:
    """Return whether a question can have several choices as its answer."""
    return criterion.answer_type == Criterion.AnswerType.CHOICES


def is_graded(criterion: Criterion) -> bool:
    """Return whether a criterion is graded, and is not the overall judgment."""
    return criterion.purpose == Criterion.Purpose.GRADED and criterion.answer_type == Criterion.AnswerType.GRADE


TAKEN = frozenset(one.name for one in [*case_facts(()), *suspect_facts()]) | {
    CRITERION,
    FORCE,
    GRADE,
    INSPECTION,
    REVIEWER,
}
"""The names that a framework's question cannot have in a report: it is called question.NAME there."""


def name_of(same: QuestionOverVersions) -> str:
    """Return the name that a question has in reports."""
    return f"question.{same.name}" if same.name in TAKEN else same.name


def question(same: QuestionOverVersions, choices: Mapping[int, str]) -> Dimension:
    """Return a question with one choice as a name of reports."""
    answers = {choice.code: choice.label for criterion in same.criteria for choice in criterion.choices.all()}
    if any(criterion.not_applicable_allowed for criterion in same.criteria):
        answers[NOT_APPLICABLE] = "Not applicable"
    ids = tuple(criterion.pk for criterion in same.criteria)
    return Dimension(name_of(same), same.title, answers, Answer(ids, "choice_id", choices))


def graded(same: QuestionOverVersions) -> GradedCriterion:
    """Return a graded criterion over the versions that ask it in the same way."""
    return GradedCriterion(
        code=same.name,
        question=same.title,
        topic=same.newest.topic.title,
        scale=scale_of(same.newest),
        ids=tuple(criterion.pk for criterion in same.criteria),
        versions=tuple(criterion.framework_version_id for criterion in same.criteria),
    )
