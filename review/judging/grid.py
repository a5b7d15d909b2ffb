"""The judgments of an inspection's forces: topic by topic as they were signed off, and how many have which grade."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from review.domain.tabulation import NotReconciled
from review.frameworks.models import Criterion, FrameworkVersion, Grade
from review.inspections.force_queries import force_version
from review.inspections.models import Inspection, InspectionForce, Subject
from review.inspections.queries import forces_of
from review.judging.changes import changes_in
from review.results.queries import label_of
from review.reviewing.models import Judgment, Review

NOT_APPLICABLE = "Not applicable"
NOT_BEGUN = "Not judged yet"


@dataclass(frozen=True)
class Topic:
    """A graded judgment that the framework asks for: its key, its code, what it is called, the question, its topic."""

    key: int
    code: str
    title: str
    question: str
    part: int | None


@dataclass(frozen=True)
class ForceRow:
    """A force with its subject, where it is put up, and its signed-off judgments by the topic's key.

    `changed` are the topics in which something that was cited changed since, None for the force as a whole.
    """

    force: InspectionForce
    label: str
    subject: Subject | None
    judged: Mapping[int, Judgment]
    changed: frozenset[int | None] = frozenset()

    @property
    def whole_changed(self) -> bool:
        """Whether evidence of the judgment of the force as a whole changed since it was cited."""
        return None in self.changed

    @property
    def is_signed_off(self) -> bool:
        """Whether the force's judgments are signed off now."""
        return self.subject is not None and self.subject.status == Subject.Status.SIGNED_OFF

    @property
    def state(self) -> str:
        """Where the force's judgments stand, in words."""
        if self.subject is None or self.subject.status == Subject.Status.TO_ASSIGN:
            return NOT_BEGUN
        return self.subject.get_status_display()

    def evidence_changed(self, topic: Topic) -> bool:
        """Return whether evidence of a signed-off judgment, or of a criterion of its topic, changed since."""
        return topic.key in self.judged and topic.part in self.changed


@dataclass(frozen=True)
class TopicCount:
    """How many forces have each grade on a topic, best first. Raises NotReconciled where they do not add up."""

    topic: Topic
    counts: tuple[int, ...]
    not_applicable: int
    not_signed_off: int
    forces: int

    def __post_init__(self) -> None:
        if self.n + self.not_applicable + self.not_signed_off != self.forces:
            raise NotReconciled(f"The judgments on {self.topic.code} do not add up to {self.forces} forces.")

    @property
    def n(self) -> int:
        """How many forces have a grade."""
        return sum(self.counts)


@dataclass(frozen=True)
class Grid:
    """The judgments of every force of an inspection by a version, None where no framework was chosen.

    `changed` says by the key of evidence what became of it since it was cited.
    """

    inspection: Inspection
    version: FrameworkVersion | None
    grades: tuple[Grade, ...]
    topics: tuple[Topic, ...]
    rows: tuple[ForceRow, ...]
    changed: Mapping[int, str] = field(default_factory=dict)

    @property
    def any_changed(self) -> bool:
        """Whether evidence of some judgment changed since it was cited."""
        return bool(self.changed)

    @cached_property
    def by_topic(self) -> tuple[TopicCount, ...]:
        """How many forces have each grade, topic by topic."""
        return tuple(self._count(topic) for topic in self.topics)

    def _count(self, topic: Topic) -> TopicCount:
        judged = [row.judged[topic.key] for row in self.rows if topic.key in row.judged]
        found = Counter(one.grade_id for one in judged)
        return TopicCount(
            topic=topic,
            counts=tuple(found[grade.pk] for grade in self.grades),
            not_applicable=found[None],
            not_signed_off=len(self.rows) - len(judged),
            forces=len(self.rows),
        )


def grid_of(inspection: Inspection) -> Grid:
    """Return the signed-off judgments of the inspection's forces. Nine queries, however many forces; two without any.

    Grades of cases are not looked at: nothing here is worked out from them.
    """
    version, forces = force_version(inspection), forces_of(inspection)
    if version is None:
        return Grid(inspection, None, (), (), tuple(ForceRow(one, label_of(one), None, {}) for one in forces))
    topics = topics_of(version)
    subjects = {one.inspection_force_id: one for one in _subjects(inspection, version)}
    judged = _judged(inspection, topics)
    changes = changes_in(inspection)
    rows = []
    for one in forces:
        subject = subjects.get(one.pk)
        key = subject.pk if subject else 0
        rows.append(ForceRow(one, label_of(one), subject, judged.get(key, {}), changes.places.get(key, frozenset())))
    grades = Grade.objects.filter(scale=version.overall_scale_id).order_by("rank")
    return Grid(inspection, version, tuple(grades), topics, tuple(rows), changes.words)


def topics_of(version: FrameworkVersion) -> tuple[Topic, ...]:
    """Return the graded judgments of a version: its criteria on the scale of the overall judgment. One query.

    The overall judgment is none of them: what is published of a force is judged topic by topic.
    """
    criteria = Criterion.objects.filter(
        framework_version=version, purpose=Criterion.Purpose.GRADED, scale=version.overall_scale_id
    )
    rows = list(criteria.select_related("topic").order_by("position"))
    alone = Counter(row.topic_id for row in rows)
    return tuple(
        Topic(
            row.pk, row.code, row.topic.title if alone[row.topic_id] == 1 else row.question, row.question, row.topic_id
        )
        for row in rows
    )


def _subjects(inspection: Inspection, version: FrameworkVersion) -> list[Subject]:
    rows = Subject.objects.filter(inspection=inspection, framework_version=version, inspection_force__isnull=False)
    return list(rows.select_related("inspection_force"))


def _judged(inspection: Inspection, topics: tuple[Topic, ...]) -> dict[int, dict[int, Judgment]]:
    """Return the signed-off judgments by subject and topic."""
    rows = Judgment.objects.filter(
        review__subject__inspection=inspection,
        review__subject__inspection_force__isnull=False,
        review__subject__status=Subject.Status.SIGNED_OFF,
        review__status=Review.Status.LOCKED,
        review__kind=Review.Kind.FIRST,
        criterion__in=[topic.key for topic in topics],
    )
    found: dict[int, dict[int, Judgment]] = {}
    for row in rows.select_related("grade", "suggested_grade", "review").order_by("criterion__position"):
        found.setdefault(row.review.subject_id, {})[row.criterion_id] = row
    return found
