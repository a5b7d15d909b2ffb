"""A framework file as the rows that it becomes: import writes them, publishing compares them with the database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from review.frameworks.file_model import CriterionFile, FrameworkFile, OverallFile, QuestionFile, ScaleFile
from review.frameworks.scales import GradeContent, content_hash

CLASSIFICATION_TOPIC = "classification"
OVERALL_TOPIC = "overall"
"""The codes of the two topics that every version gets: the classification questions, and the overall judgment."""
CLASSIFICATION_TITLE = "What kind of case this was"
OVERALL_TITLE = "Overall judgment"
Identity = tuple[str, str, str, str, tuple[tuple[str, str], ...]]
YES_NO = (("yes", "Yes"), ("no", "No"))
"""The choices that `answer: yes-no` stands for: code and label."""


@dataclass(frozen=True)
class CriterionRow:
    """A criterion as it is stored. `scale` is the content hash of its scale, empty where it has none."""

    code: str
    purpose: str
    question: str
    good: tuple[str, ...]
    guidance: str
    answer_type: str
    scale: str
    required: bool
    not_applicable_allowed: bool
    rationale_required: bool
    evidence_required: bool
    position: int
    choices: tuple[tuple[str, str], ...]

    @property
    def identity(self) -> Identity:
        """What makes it the same question in another version: its code, words, kind of answer, scale and choices."""
        return self.code, self.question, self.answer_type, self.scale, self.choices


@dataclass(frozen=True)
class TopicRow:
    """A topic as it is stored, with its criteria."""

    code: str
    title: str
    headline: str
    position: int
    criteria: tuple[CriterionRow, ...]


def topic_rows(file: FrameworkFile) -> tuple[TopicRow, ...]:
    """Return a framework's rows: its topics, then the classification questions if any, the overall judgment last."""
    hashes = {scale.code: content_hash(*content(scale)) for scale in file.scales}
    parts: list[tuple[str, str, str, str, Sequence[CriterionFile | QuestionFile | OverallFile]]] = [
        *(("graded", topic.code, topic.title, topic.headline, topic.criteria) for topic in file.topics),
        ("classification", CLASSIFICATION_TOPIC, CLASSIFICATION_TITLE, "", file.classification),
        ("overall", OVERALL_TOPIC, OVERALL_TITLE, "", (file.overall,)),
    ]
    positions = count(1)
    return tuple(
        TopicRow(code, title, headline, number, tuple(_criteria(asked, purpose, hashes, positions)))
        for number, (purpose, code, title, headline, asked) in enumerate((part for part in parts if part[4]), 1)
    )


def _criteria(
    asked: Sequence[CriterionFile | QuestionFile | OverallFile],
    purpose: str,
    hashes: dict[str, str],
    positions: Iterator[int],
) -> Iterator[CriterionRow]:
    for one in asked:
        question = isinstance(one, QuestionFile)
        yield CriterionRow(
            code=one.code,
            purpose=purpose,
            question=one.question,
            good=one.good,
            guidance=one.guidance,
            answer_type="choice" if question else "grade",
            scale="" if isinstance(one, QuestionFile) else hashes[one.scale],
            required=one.required,
            not_applicable_allowed=one.not_applicable == "with-reason",
            rationale_required=one.rationale == "required",
            evidence_required=one.evidence == "required",
            position=next(positions),
            choices=_choices(one),
        )


def _choices(asked: CriterionFile | QuestionFile | OverallFile) -> tuple[tuple[str, str], ...]:
    if not isinstance(asked, QuestionFile):
        return ()
    if asked.answer == "yes-no":
        return YES_NO
    return tuple((choice.code, choice.label) for choice in asked.choices)


def content(scale: ScaleFile) -> tuple[str, str, list[GradeContent]]:
    """Return what makes a scale the same scale: its code, its title and its grades, the best first."""
    return scale.code, scale.title, [GradeContent(grade.code, grade.label, grade.tone) for grade in scale.grades]
