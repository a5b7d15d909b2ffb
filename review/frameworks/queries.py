"""Reading frameworks: versions as somebody may see them, and one version with everything in it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from access.actor import Actor
from access.permissions import may
from review.frameworks.models import Choice, Criterion, FrameworkVersion, Grade, Rule, Scale, Topic
from review.frameworks.rows import CLASSIFICATION_TOPIC, OVERALL_TOPIC, CriterionRow, RuleRow, TopicRow

__all__ = ["CLASSIFICATION_TOPIC", "OVERALL_TOPIC"]


@dataclass(frozen=True)
class OutlinedCriterion:
    """A criterion with the answers that it offers: the grades of its scale, best first, or its choices, in order."""

    criterion: Criterion
    grades: tuple[Grade, ...] = ()
    choices: tuple[Choice, ...] = ()

    @property
    def code(self) -> str:
        """The criterion's code, unique in the version."""
        return self.criterion.code

    @property
    def options(self) -> tuple[Grade | Choice, ...]:
        """The grades or choices that one answers with; none where the answer is typed."""
        return self.grades or self.choices

    def labels_of(self, codes: Iterable[str]) -> list[str]:
        """Return the words of some of the answers, in their order."""
        chosen = set(codes)
        return [option.label for option in self.options if option.code in chosen]


@dataclass(frozen=True)
class OutlinedTopic:
    """A topic with its criteria, in order."""

    topic: Topic
    criteria: tuple[OutlinedCriterion, ...]

    @property
    def code(self) -> str:
        """The topic's code, unique in the version."""
        return self.topic.code


@dataclass(frozen=True)
class Outline:
    """A framework version with its topics in order: its own, then the classification questions, the overall last."""

    version: FrameworkVersion
    topics: tuple[OutlinedTopic, ...]

    @property
    def criteria(self) -> tuple[OutlinedCriterion, ...]:
        """Every criterion, in the order in which a review asks them."""
        return tuple(criterion for topic in self.topics for criterion in topic.criteria)

    @property
    def rows(self) -> tuple[CriterionRow, ...]:
        """Every criterion as plain data, in order."""
        return tuple(criterion_row(one) for one in self.criteria)

    @property
    def graded_topics(self) -> tuple[OutlinedTopic, ...]:
        """The version's own topics, without classification questions and overall judgment."""
        return tuple(topic for topic in self.topics if topic.code not in (CLASSIFICATION_TOPIC, OVERALL_TOPIC))

    @property
    def classification(self) -> tuple[OutlinedCriterion, ...]:
        """The classification questions."""
        return tuple(one for one in self.criteria if one.criterion.purpose == Criterion.Purpose.CLASSIFICATION)

    @property
    def overall(self) -> OutlinedCriterion:
        """The overall judgment."""
        return next(one for one in self.criteria if one.criterion.purpose == Criterion.Purpose.OVERALL)

    def topic(self, code: str) -> OutlinedTopic:
        """Return the topic with a code; raise Topic.DoesNotExist where there is none."""
        for topic in self.topics:
            if topic.code == code:
                return topic
        raise Topic.DoesNotExist(f"There is no topic {code}.")

    def find(self, code: str) -> OutlinedCriterion:
        """Return the criterion with a code; raise Criterion.DoesNotExist where there is none."""
        for criterion in self.criteria:
            if criterion.code == code:
                return criterion
        raise Criterion.DoesNotExist(f"There is no criterion {code}.")


def outline(version: FrameworkVersion) -> Outline:
    """Return a version with its topics, criteria, grades and choices, in four queries however many there are.

    Criteria come with their scale loaded.
    """
    criteria = list(Criterion.objects.filter(framework_version=version).select_related("scale").order_by("position"))
    grades = _grades(criterion.scale_id for criterion in criteria)
    choices: dict[int, list[Choice]] = defaultdict(list)
    for choice in Choice.objects.filter(criterion__framework_version=version).order_by("position"):
        choices[choice.criterion_id].append(choice)
    by_topic: dict[int, list[OutlinedCriterion]] = defaultdict(list)
    for criterion in criteria:
        answers = grades.get(criterion.scale_id or 0, ())
        by_topic[criterion.topic_id].append(OutlinedCriterion(criterion, tuple(answers), tuple(choices[criterion.pk])))
    topics = Topic.objects.filter(framework_version=version).order_by("position")
    return Outline(version, tuple(OutlinedTopic(topic, tuple(by_topic[topic.pk])) for topic in topics))


def _grades(scale_ids: Iterable[int | None]) -> dict[int, list[Grade]]:
    """Return the grades of each scale, best first."""
    found: dict[int, list[Grade]] = defaultdict(list)
    for grade in Grade.objects.filter(scale_id__in=set(filter(None, scale_ids))).order_by("rank"):
        found[grade.scale_id].append(grade)
    return found


def scales_of(outlined: Outline) -> list[tuple[Scale, tuple[Grade, ...]]]:
    """Return the scales that a version's criteria use, each once with its grades, in order of first use."""
    used = {one.criterion.scale_id: (one.criterion.scale, one.grades) for one in outlined.criteria}
    return [(scale, grades) for scale, grades in used.values() if scale is not None]


def stored_rows(outlined: Outline) -> tuple[TopicRow, ...]:
    """Return a version's rows as plain data, to be compared with those that its file would become."""
    codes = {one.topic.pk: one.code for one in outlined.topics}
    return tuple(
        TopicRow(
            code=one.topic.code,
            title=one.topic.title,
            headline=one.topic.headline,
            position=one.topic.position,
            criteria=tuple(criterion_row(criterion) for criterion in one.criteria),
            parent=codes[one.topic.parent_id] if one.topic.parent_id else "",
        )
        for one in outlined.topics
    )


def criterion_row(outlined: OutlinedCriterion) -> CriterionRow:
    """Return a criterion as plain data."""
    one = outlined.criterion
    return CriterionRow(
        code=one.code,
        purpose=one.purpose,
        question=one.question,
        good=tuple(one.good),
        guidance=one.guidance,
        answer_type=one.answer_type,
        scale=one.scale.content_hash if one.scale else "",
        required=one.required,
        not_applicable_allowed=one.not_applicable_allowed,
        not_applicable_needs_reason=one.not_applicable_needs_reason,
        rationale_required=one.rationale_required,
        rationale_for=tuple(one.rationale_for),
        words_least=one.words_least,
        words_most=one.words_most,
        evidence_required=one.evidence_required,
        evidence_for=tuple(one.evidence_for),
        asked_when=tuple(one.asked_when),
        unit=one.unit,
        least=one.least,
        most=one.most,
        decimals=one.decimals,
        position=one.position,
        choices=tuple((choice.code, choice.label) for choice in outlined.choices),
    )


def stored_rules(version: FrameworkVersion) -> tuple[RuleRow, ...]:
    """Return a version's rules as plain data, likewise."""
    rules = Rule.objects.filter(framework_version=version).order_by("position")
    return tuple(RuleRow(rule.code, rule.of, rule.topic_code, rule.position, rule.body) for rule in rules)


def visible_versions(actor: Actor) -> QuerySet[FrameworkVersion]:
    """Return the versions that the actor can read, by framework, newest first: drafts only for those who edit them."""
    rows = FrameworkVersion.objects.select_related("framework", "overall_scale", "created_by", "based_on")
    rows = rows.order_by("framework__code", "-number")
    if may(actor, "framework.edit"):
        return rows
    if may(actor, "framework.view"):
        return rows.filter(status__in=[FrameworkVersion.Status.PUBLISHED, FrameworkVersion.Status.RETIRED])
    return rows.none()


def by_address(actor: Actor, code: str, number: int) -> FrameworkVersion:
    """Return the version at an address; raise FrameworkVersion.DoesNotExist where the actor cannot see it."""
    return visible_versions(actor).get(framework__code=code, number=number)


def published_versions() -> QuerySet[FrameworkVersion]:
    """Return the versions that new inspections can use, by framework, newest first."""
    rows = FrameworkVersion.objects.select_related("framework", "overall_scale")
    return rows.filter(status=FrameworkVersion.Status.PUBLISHED).order_by("framework__code", "-number")
