"""A framework file as the rows that it becomes: import writes them, publishing compares them with the database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from typing import Any

from review.frameworks.file.model import (
    CriterionFile,
    FrameworkFile,
    OverallFile,
    Part,
    QuestionFile,
    ScaleFile,
)
from review.frameworks.scales import GradeContent, content_hash

CLASSIFICATION_TOPIC = "classification"
OVERALL_TOPIC = "overall"
"""The codes of the two topics that every version gets: the classification questions, and the overall judgment."""
CLASSIFICATION_TITLE = "What kind of case this was"
OVERALL_TITLE = "Overall judgment"
YES_NO = (("yes", "Yes"), ("no", "No"))
"""The choices that `answer: yes-no` stands for: code and label."""
Asked = CriterionFile | QuestionFile | OverallFile


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
    not_applicable_needs_reason: bool
    rationale_required: bool
    rationale_for: tuple[str, ...]
    words_least: int | None
    words_most: int | None
    evidence_required: bool
    evidence_for: tuple[str, ...]
    asked_when: tuple[dict[str, Any], ...]
    unit: str
    least: Decimal | None
    most: Decimal | None
    decimals: int
    position: int
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TopicRow:
    """A topic as it is stored, with its criteria; `parent` is the code of the topic around it, or empty."""

    code: str
    title: str
    headline: str
    position: int
    criteria: tuple[CriterionRow, ...]
    parent: str = ""


@dataclass(frozen=True)
class RuleRow:
    """A rule as it is stored: what it is of, the topic that it is about (or empty), and the rule as data."""

    code: str
    of: str
    topic: str
    position: int
    body: dict[str, Any]


def topic_rows(file: FrameworkFile) -> tuple[TopicRow, ...]:
    """Return a framework's rows: its topics, then the classification questions if any, the overall judgment last."""
    hashes = {scale.code: content_hash(*content(scale)) for scale in file.scales}
    parts: list[tuple[str, str, str, str, str, Sequence[Asked]]] = [
        *(
            ("graded", one.code, one.title, one.headline, "" if one is topic else topic.code, one.criteria)
            for topic in file.topics
            for one in (topic, *topic.topics)
        ),
        ("overall", OVERALL_TOPIC, OVERALL_TITLE, "", "", (file.overall,)),
    ]
    if file.classification:
        kinds = ("classification", CLASSIFICATION_TOPIC, CLASSIFICATION_TITLE, "", "", file.classification)
        parts.insert(-1, kinds)
    positions = count(1)
    return tuple(
        TopicRow(code, title, headline, number, tuple(_criteria(asked, purpose, hashes, positions)), parent)
        for number, (purpose, code, title, headline, parent, asked) in enumerate(parts, 1)
    )


def rule_rows(file: FrameworkFile) -> tuple[RuleRow, ...]:
    """Return a framework's rules as rows."""
    return tuple(
        RuleRow(rule.code, rule.of, rule.topic or "", position, as_data(rule))
        for position, rule in enumerate(file.rules, 1)
    )


def as_data(part: Part) -> dict[str, Any]:
    """Return a part as plain data, by the names that the file uses, with what says something alone."""
    data: dict[str, Any] = part.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return data


def _criteria(
    asked: Sequence[Asked], purpose: str, hashes: dict[str, str], positions: Iterator[int]
) -> Iterator[CriterionRow]:
    for one in asked:
        number, words = getattr(one, "number", None), one.rationale_words
        yield CriterionRow(
            code=one.code,
            purpose=purpose,
            question=one.question,
            good=one.good,
            guidance=one.guidance,
            answer_type="choice" if one.answer == "yes-no" else one.answer,
            scale=hashes[one.scale] if one.answer == "grade" and one.scale else "",
            required=one.required,
            not_applicable_allowed=one.not_applicable != "no",
            not_applicable_needs_reason=one.not_applicable != "without-reason",
            rationale_required=one.rationale == "required",
            rationale_for=one.rationale_for,
            words_least=words.least if words else None,
            words_most=words.most if words else None,
            evidence_required=one.evidence == "required",
            evidence_for=one.evidence_for,
            asked_when=tuple(as_data(condition) for condition in getattr(one, "asked_when", ())),
            unit=number.unit if number else "",
            least=number.least if number else None,
            most=number.most if number else None,
            decimals=number.decimals if number else 0,
            position=next(positions),
            choices=choices_of(one),
        )


def choices_of(asked: Asked) -> tuple[tuple[str, str], ...]:
    """Return code and label of the choices that a question offers; none where it is answered otherwise."""
    if asked.answer == "yes-no":
        return YES_NO
    if asked.answer not in ("choice", "choices"):
        return ()
    return tuple((choice.code, choice.label) for choice in getattr(asked, "choices", ()))


def content(scale: ScaleFile) -> tuple[str, str, list[GradeContent], bool]:
    """Return what makes a scale the same scale: code, title, grades (the best first), and whether it has an order."""
    grades = [GradeContent(grade.code, grade.label, grade.tone, grade.points) for grade in scale.grades]
    return scale.code, scale.title, grades, scale.ordered
