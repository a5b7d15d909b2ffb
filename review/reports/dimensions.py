"""The names that a report can choose and break down by, with the answers that each can have."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.text import slugify

from casefiles.domain import codes
from review.frameworks.models import Criterion, FrameworkVersion, Grade, Scale
from review.frameworks.over_versions import QuestionOverVersions, over_versions
from review.inspections.models import Inspection, InspectionForce

FORCE, TEAM_TYPE, CRITERION = "force", "team-type", "criterion"
NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True)
class Dimension:
    """A name with its title and its answers in order, code to label; `ids` are a question's criteria."""

    name: str
    title: str
    answers: Mapping[str, str]
    ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class GradeInfo:
    """A grade as reports show it."""

    code: str
    label: str
    tone: str


@dataclass(frozen=True)
class ScaleInfo:
    """A scale as reports show it: its grades, best first."""

    code: str
    title: str
    grades: tuple[GradeInfo, ...]

    @property
    def codes(self) -> list[str]:
        """Return the grades' codes, best first."""
        return [grade.code for grade in self.grades]


def scale_info(scale: Scale) -> ScaleInfo:
    """Return a scale with its grades; one query unless they are prefetched."""
    grades = sorted(scale.grades.all(), key=lambda grade: grade.rank)
    return ScaleInfo(scale.code, scale.title, tuple(GradeInfo(g.code, g.label, g.tone) for g in grades))


@dataclass(frozen=True)
class GradedCriterion:
    """A criterion over the framework versions of an inspection: its name, and its ids in the versions that ask it.

    Only versions in which the methodology says that it is the same question stand together. `optional`: in some
    version it need not be answered, or is not asked of every case, so a signed-off review may lack an answer.
    """

    code: str
    question: str
    topic: str
    scale: ScaleInfo
    ids: tuple[int, ...]
    versions: tuple[int, ...]
    optional: bool


@dataclass(frozen=True)
class Method:
    """What an inspection's framework versions offer to its reports."""

    scale: ScaleInfo
    overall_ids: tuple[int, ...]
    questions: tuple[Dimension, ...]
    criteria: tuple[GradedCriterion, ...]
    forces: Dimension
    force_keys: Mapping[int, str]
    grade_codes: Mapping[int, str]
    choice_codes: Mapping[int, str]

    @property
    def dimensions(self) -> dict[str, Dimension]:
        """Return everything that a report can choose by, by name."""
        team = Dimension(TEAM_TYPE, "Team type", dict(codes.TEAM_TYPES))
        return {dimension.name: dimension for dimension in (self.forces, team, *self.questions)}

    @property
    def breakdowns(self) -> dict[str, str]:
        """Return everything that a report can break down by: name to title."""
        titles = {name: dimension.title for name, dimension in self.dimensions.items()}
        return titles | {CRITERION: "Criterion"}


def method_of(inspection: Inspection) -> Method:
    """Return what the inspection's reports can be made of, in a constant number of queries."""
    criteria = list(
        Criterion.objects.filter(
            framework_version__inspections__inspection=inspection,
            framework_version__judges=FrameworkVersion.Judges.CASE,
        )
        .select_related("topic", "scale", "framework_version")
        .prefetch_related("choices", "scale__grades")
        .order_by("-framework_version__number", "position")
    )
    questions = over_versions(criteria)
    overall = [criterion for criterion in criteria if criterion.purpose == Criterion.Purpose.OVERALL]
    forces = list(inspection.forces.select_related("force"))
    keys = {row.force_id: force_key(inspection, row) for row in forces}
    labels = {keys[row.force_id]: row.label if inspection.show_labels else row.force.name for row in forces}
    return Method(
        scale=_scale(overall[0]),
        overall_ids=tuple(criterion.pk for criterion in overall),
        questions=tuple(_question(same) for same in questions if _is_question(same.newest)),
        criteria=tuple(_graded(same) for same in questions if _is_graded(same.newest)),
        forces=Dimension(FORCE, "Force", labels),
        force_keys=keys,
        grade_codes=dict(Grade.objects.filter(scale__in=_scales(criteria)).values_list("pk", "code")),
        choice_codes={choice.pk: choice.code for criterion in criteria for choice in criterion.choices.all()},
    )


def force_key(inspection: Inspection, row: InspectionForce) -> str:
    """Return the name by which reports address a force: of its label where the inspection shows only labels."""
    return slugify(row.label) or row.force.code if inspection.show_labels else row.force.code


def _is_question(criterion: Criterion) -> bool:
    return (
        criterion.purpose == Criterion.Purpose.CLASSIFICATION and criterion.answer_type == Criterion.AnswerType.CHOICE
    )


def _is_graded(criterion: Criterion) -> bool:
    return criterion.purpose == Criterion.Purpose.GRADED and criterion.answer_type == Criterion.AnswerType.GRADE


def _question(same: QuestionOverVersions) -> Dimension:
    answers = {choice.code: choice.label for criterion in same.criteria for choice in criterion.choices.all()}
    if any(criterion.not_applicable_allowed for criterion in same.criteria):
        answers[NOT_APPLICABLE] = "Not applicable"
    return Dimension(same.name, same.title, answers, tuple(criterion.pk for criterion in same.criteria))


def _graded(same: QuestionOverVersions) -> GradedCriterion:
    return GradedCriterion(
        code=same.name,
        question=same.title,
        topic=same.newest.topic.title,
        scale=_scale(same.newest),
        ids=tuple(criterion.pk for criterion in same.criteria),
        versions=tuple(criterion.framework_version_id for criterion in same.criteria),
        optional=not all(criterion.required and not criterion.asked_when for criterion in same.criteria),
    )


def _scale(criterion: Criterion) -> ScaleInfo:
    if criterion.scale is None:
        raise ValueError(f"The criterion {criterion.code} has no scale.")
    return scale_info(criterion.scale)


def _scales(criteria: list[Criterion]) -> set[int]:
    return {criterion.scale_id for criterion in criteria if criterion.scale_id}
