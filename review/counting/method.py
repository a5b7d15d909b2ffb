"""What the framework versions of one or several inspections offer to their reports."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from access.refusals import Invalid
from review.counting.answer_sources import Answer
from review.counting.asked_names import (
    GradedCriterion,
    graded,
    has_several,
    is_graded,
    is_question,
    name_of,
    question,
)
from review.counting.dimensions import (
    CRITERION,
    GRADE,
    INSPECTION,
    REVIEWER,
    Dimension,
    case_facts,
    suspect_facts,
)
from review.counting.fact_sources import Fact, InspectionOf
from review.counting.forces import forces_of, titles_of
from review.counting.forms import forms_of
from review.counting.method_rows import MethodRows, rows_of
from review.counting.rule_results import result_dimensions
from review.counting.scales import ScaleInfo, scale_of
from review.counting.several import several_dimensions
from review.counting.sources import NOT_APPLICABLE
from review.domain.rules.together import Form
from review.frameworks.models import Criterion, FrameworkVersion
from review.frameworks.over_versions import over_versions
from review.inspections.models import Inspection


@dataclass(frozen=True)
class Method:
    """What reports on some inspections can be made of. `overall_versions`: the version of each overall judgment."""

    inspections: tuple[Inspection, ...]
    scale: ScaleInfo
    overall_versions: Mapping[int, int]
    questions: tuple[Dimension, ...]
    several: tuple[Dimension, ...]
    results: tuple[Dimension, ...]
    criteria: tuple[GradedCriterion, ...]
    forces: Dimension
    force_keys: Mapping[tuple[int, int], str]
    grade_codes: Mapping[int, str]
    offences: tuple[str, ...]
    reviewers: Dimension

    versions: frozenset[int]
    has_rules_over_cases: bool
    forms: tuple[Form, ...] = ()
    overall_question: str = ""

    @cached_property
    def dimensions(self) -> dict[str, Dimension]:
        """Return everything that a report can choose by, by name."""
        slugs = {one.pk: one.slug_id for one in self.inspections}
        named = titles_of(self.inspections)
        titles = {slug: named[pk] for pk, slug in slugs.items()}
        several = [Dimension(INSPECTION, "Inspection", titles, InspectionOf(slugs))] if len(titles) > 1 else []
        facts = [*several, self.forces, *case_facts(self.offences), self.reviewers]
        fixed = {dimension.name: dimension for dimension in facts}
        asked = [self._graded(GRADE, "Overall grade", self.scale, self.overall_ids)]
        asked += [self._graded(f"{GRADE}.{one.code}", one.question, one.scale, one.ids) for one in self.criteria]
        return fixed | {
            one.name: one for one in [*asked, *self.results, *self.questions, *self.several, *suspect_facts()]
        }

    def _graded(self, name: str, title: str, scale: ScaleInfo, ids: Sequence[int]) -> Dimension:
        labels = {grade.code: grade.label for grade in scale.grades}
        tones = {grade.code: grade.tone for grade in scale.grades}
        if name != GRADE:
            labels[NOT_APPLICABLE] = "Not applicable"
        return Dimension(name, title, labels, Answer(ids, "grade_id", self.grade_codes), tones=tones)

    @property
    def sample_design(self) -> str:
        """Return how the cases were chosen; "mixed" where several inspections did so in different ways."""
        designs = {one.sample_design for one in self.inspections}
        return designs.pop() if len(designs) == 1 else "mixed"

    @property
    def overall_ids(self) -> tuple[int, ...]:
        """Return the criteria of the overall judgment, one of each version."""
        return tuple(self.overall_versions)

    @cached_property
    def question_names(self) -> frozenset[str]:
        """Return the names of the framework's questions."""
        return frozenset(question.name for question in (*self.questions, *self.several))

    def title(self, name: str) -> str:
        """Return a name to break down by in words."""
        return "Criterion" if name == CRITERION else self.dimensions[name].title

    def criterion(self, code: str) -> GradedCriterion | None:
        """Return the graded criterion of this name, or None."""
        return next((one for one in self.criteria if one.code == code), None)


def method_of(*inspections: Inspection, named: Collection[str] | None = None) -> Method:
    """Return what reports on these inspections can be made of, in a constant number of queries.

    Offences and reviewers are looked for only where a report names them; None means that it may name anything.
    Questions and criteria are there where all inspections use versions of one framework. Raises Invalid where the
    inspections do not share the scale of the overall judgment.
    """
    return method_made(inspections, rows_of(inspections, named))


def method_made(inspections: tuple[Inspection, ...], rows: MethodRows) -> Method:
    """Return the method of inspections, made of rows that are theirs and may be of others too.

    Raises Invalid as method_of does.
    """
    criteria = rows.criteria_of(inspections)
    overall = [criterion for criterion in criteria if criterion.purpose == Criterion.Purpose.OVERALL]
    if len({criterion.scale_id for criterion in overall}) > 1:
        raise Invalid("These inspections grade their cases on different scales, so they cannot be counted together.")
    questions = over_versions(criteria) if len({one.framework_version.framework_id for one in criteria}) == 1 else []
    forces, keys = forces_of(inspections, rows.forces)
    grades = {grade.pk: grade.code for one in criteria if one.scale for grade in one.scale.grades.all()}
    choices = {choice.pk: choice.code for criterion in criteria for choice in criterion.choices.all()}
    return Method(
        inspections=inspections,
        scale=scale_of(overall[0]),
        overall_versions={criterion.pk: criterion.framework_version_id for criterion in overall},
        questions=tuple(question(same, choices) for same in questions if is_question(same.newest)),
        several=tuple(
            one for same in questions if has_several(same.newest) for one in several_dimensions(same, name_of(same))
        ),
        results=result_dimensions(_versions_of(criteria), questions) if questions else (),
        criteria=tuple(graded(same) for same in questions if is_graded(same.newest)),
        forces=forces,
        force_keys=keys,
        grade_codes=grades,
        versions=frozenset(criterion.framework_version_id for criterion in criteria),
        has_rules_over_cases=any(getattr(criterion, "ruled", False) for criterion in criteria),
        offences=rows.offences_of(inspections),
        reviewers=_reviewers(rows.reviewers_of(inspections)),
        forms=forms_of(_versions_of(criteria), questions) if questions else (),
        overall_question=_one({criterion.question for criterion in overall}),
    )


def methods_of(groups: Iterable[tuple[Inspection, ...]]) -> dict[tuple[int, ...], Method]:
    """Return the methods of groups of inspections by their keys, in as many queries as one of all of them takes.

    Those that cannot be counted together have none: their frameworks or their scales differ.
    """
    wanted = {tuple(one.pk for one in group): group for group in groups}
    every = list({one.pk: one for group in wanted.values() for one in group}.values())
    if not every:
        return {}
    rows, found = rows_of(every, apart=True), {}
    for keys, group in wanted.items():
        if len({one.framework_version.framework_id for one in rows.criteria_of(group)}) == 1:
            with suppress(Invalid):
                found[keys] = method_made(group, rows)
    return found


def _one(questions: Collection[str]) -> str:
    """Return the question that all versions ask in the same words; nothing where they do not."""
    return next(iter(questions)) if len(questions) == 1 else ""


def _versions_of(criteria: Sequence[Criterion]) -> list[FrameworkVersion]:
    return list({one.framework_version_id: one.framework_version for one in criteria}.values())


def _reviewers(people: Sequence[tuple[int, str, str]]) -> Dimension:
    source = Fact("review__reviewer_id", code_of={pk: username for pk, username, _ in people})
    return Dimension(REVIEWER, "Reviewer", {username: name for _, username, name in people}, source)
