"""Own inspections as exercises among others: the figures that they keep, read together in a constant number of queries.

Only inspections whose reports somebody may read are found at all; of others nothing is told, not even that they exist.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import F

from access.actor import Actor
from review.counting.models import FigureCount, StandingReview
from review.counting.scales import ScaleInfo, scale_of
from review.counting.summaries import as_counted, counted
from review.domain.tabulation import Where, parse_where
from review.frameworks.models import Criterion, FrameworkVersion
from review.frameworks.over_versions import QuestionOverVersions, over_versions
from review.inspections.models import Inspection, InspectionFramework, Subject
from review.inspections.queries import reportable

Counts = dict[str, int]
NOT_THE_SAME = "not asked in the same way in both"


@dataclass(frozen=True)
class OwnExercise:
    """An own inspection with the questions of its versions, and what its signed-off cases were graded by each.

    Cases outside the headline subset are not counted, where there is one.
    """

    inspection: Inspection
    criteria: tuple[Criterion, ...]
    counts: Mapping[int, Counts] = field(default_factory=dict)

    @property
    def overall(self) -> Criterion:
        """Return the overall judgment of its newest version."""
        return next(one for one in self.criteria if one.purpose == Criterion.Purpose.OVERALL)

    @property
    def scale(self) -> ScaleInfo:
        """Return the scale of the overall judgment."""
        return scale_of(self.overall)

    @property
    def versions(self) -> frozenset[int]:
        """Return the framework versions that its cases are judged by."""
        return frozenset(one.framework_version_id for one in self.criteria)

    def headline_words(self) -> str:
        """Return the headline subset in the words of its questions; nothing where every case is counted."""
        words = []
        for condition in _headline(self.inspection).conditions:
            question = next((one for one in self.criteria if one.code == condition.name), None)
            labels = {one.code: one.label for one in question.choices.all()} if question else {}
            answers = " or ".join(labels.get(answer, answer) for answer in condition.answers)
            words.append(f"{question.question if question else condition.name} {answers}")
        return "; ".join(words)

    def overall_counts(self) -> Counts:
        """Return how many cases have each overall grade, zeros included."""
        return self.counts_of([one for one in self.criteria if one.purpose == Criterion.Purpose.OVERALL])

    def counts_of(self, criteria: Iterable[Criterion]) -> Counts:
        """Return how many cases have each grade at criteria that are one question over versions, zeros included."""
        rows = list(criteria)
        found = dict.fromkeys(scale_of(rows[0]).codes, 0)
        for one in rows:
            for code, cases in self.counts.get(one.pk, {}).items():
                found[code] += cases
        return found


def _headline(inspection: Inspection) -> Where:
    return parse_where([inspection.headline_subset] if inspection.headline_subset else [])


def own_exercises(actor: Actor, slugs: Sequence[str]) -> list[OwnExercise]:
    """Return the inspections of these short names whose reports the actor may read, with their figures.

    At most ten queries, however many inspections; three more for one whose figures are not kept by its headline.
    """
    inspections = list(reportable(actor).filter(slug__slug__in=slugs).prefetch_related("forces__force"))
    criteria = _criteria(inspections)
    figures = _figures(inspections)
    return [OwnExercise(one, criteria[one.pk], figures[one.pk]) for one in inspections if criteria[one.pk]]


def sharing_cases(exercises: Sequence[OwnExercise]) -> set[frozenset[int]]:
    """Return the pairs of inspections that have a case in both, so that they are not independent. One query."""
    keys = [one.inspection.pk for one in exercises]
    rows = Subject.objects.filter(
        inspection__in=keys, case__subjects__inspection__in=keys, case__subjects__inspection__gt=F("inspection_id")
    )
    pairs = rows.order_by().values_list("inspection_id", "case__subjects__inspection_id").distinct()
    return {frozenset(pair) for pair in pairs}


def criteria_changed(one: OwnExercise, other: OwnExercise) -> str:
    """Say what of the criteria is not the same in both, which their grades rest on; nothing where all are the same."""
    first, second = one.overall.framework_version, other.overall.framework_version
    if first.framework_id != second.framework_id:
        return f"Criteria changed: they were judged by different frameworks, “{first.title}” and “{second.title}”."
    if one.versions == other.versions and len(one.versions) == 1:
        return ""
    versions = one.versions | other.versions
    changed = [same for same in _questions(one, other) if _versions_of(same) != versions]
    words = list(dict.fromkeys(f"“{same.newest.question}”" for same in changed))
    if not words:
        return ""
    more = f" and {len(words) - 3} more" if len(words) > 3 else ""
    verb = "are" if len(words) > 1 else "is"
    return f"Criteria changed: {', '.join(words[:3])}{more} {verb} {NOT_THE_SAME}."


def mapped_criteria(exercises: Sequence[OwnExercise]) -> list[QuestionOverVersions]:
    """Return the graded criteria that all of these exercises ask in the same way, as the newest version orders them."""
    if len({one.overall.framework_version.framework_id for one in exercises}) != 1:
        return []
    versions = frozenset[int]().union(*(one.versions for one in exercises))
    return [same for same in _over(exercises) if _is_graded(same.newest) and _versions_of(same) == versions]


def _questions(one: OwnExercise, other: OwnExercise) -> list[QuestionOverVersions]:
    """Return the questions that grades rest on: those of topics, the overall judgment, and those of the headline."""
    headline = {condition.name for each in (one, other) for condition in _headline(each.inspection).conditions}
    return [
        same
        for same in _over([one, other])
        if same.newest.purpose != Criterion.Purpose.CLASSIFICATION or same.name in headline
    ]


def _over(exercises: Sequence[OwnExercise]) -> list[QuestionOverVersions]:
    return over_versions({row.pk: row for one in exercises for row in one.criteria}.values())


def _versions_of(same: QuestionOverVersions) -> frozenset[int]:
    return frozenset(row.framework_version_id for row in same.criteria)


def _is_graded(criterion: Criterion) -> bool:
    return criterion.purpose == Criterion.Purpose.GRADED and criterion.answer_type == Criterion.AnswerType.GRADE


def _criteria(inspections: Sequence[Inspection]) -> dict[int, tuple[Criterion, ...]]:
    """Return the questions of the versions by which each inspection judges its cases, the newest version first."""
    used = InspectionFramework.objects.filter(
        inspection__in=inspections, framework_version__judges=FrameworkVersion.Judges.CASE
    ).values_list("inspection_id", "framework_version_id")
    rows = Criterion.objects.filter(framework_version__in={version for _, version in used})
    rows = rows.select_related("framework_version", "scale").prefetch_related("choices", "scale__grades")
    by_version: dict[int, list[Criterion]] = defaultdict(list)
    for row in rows.order_by("position"):
        by_version[row.framework_version_id].append(row)
    found: dict[int, list[Criterion]] = {one.pk: [] for one in inspections}
    for inspection, version in used:
        found[inspection] += by_version[version]
    return {
        key: tuple(sorted(criteria, key=lambda row: (-row.framework_version.number, row.position)))
        for key, criteria in found.items()
    }


def _figures(inspections: Sequence[Inspection]) -> dict[int, dict[int, Counts]]:
    """Return by inspection and criterion how many headline cases have each grade."""
    found: dict[int, dict[int, Counts]] = {one.pk: defaultdict(dict) for one in inspections}
    rows = FigureCount.objects.filter(
        inspection__in=inspections, inspection__figure_summary__headline=F("inspection__headline_subset"), cases__gt=0
    )
    headlines = {one.pk: bool(one.headline_subset) for one in inspections}
    seen = set()
    for row in rows:
        seen.add(row.inspection_id)
        if row.in_headline == FigureCount.InHeadline.YES or not headlines[row.inspection_id]:
            _add(found[row.inspection_id], row.criterion_id, row.outcome, row.cases)
    _add_from_facts(found, [one for one in inspections if one.pk not in seen])
    return found


def _add_from_facts(found: dict[int, dict[int, Counts]], inspections: Sequence[Inspection]) -> None:
    """Count the signed-off cases of inspections that do not keep their figures by their headline."""
    standing = StandingReview.objects.filter(inspection__in=inspections, subject__case__isnull=False)
    keys = set(standing.order_by().values_list("inspection_id", flat=True).distinct()) if inspections else set()
    for one in inspections:
        if one.pk not in keys:
            continue
        for place, amount in counted(one).amounts.items():
            if place.in_headline == FigureCount.InHeadline.YES or not one.headline_subset:
                _add(found[one.pk], place.criterion, place.outcome, amount.cases)


def _add(counts: dict[int, Counts], criterion: int, outcome: str, cases: int) -> None:
    kind, code = as_counted(outcome)
    if kind == "value":
        counts[criterion][code] = counts[criterion].get(code, 0) + cases
