"""A framework file, `format: 1`, as models: what may stand in it, in the order in which it is written out."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from review.frameworks.file.examples import ExampleFile
from review.frameworks.file.parts import (
    Codes,
    Label,
    Need,
    NotApplicable,
    Number,
    OptionalSentence,
    Part,
    Sentence,
    Title,
    Tone,
    Words,
    YesOrNo,
    later,
)
from review.frameworks.file.rules import ConditionFile, RuleFile
from review.frameworks.file.texts import Code, spoken_boolean

__all__ = [
    "AskedFile",
    "ChoiceFile",
    "ConditionFile",
    "CriterionFile",
    "EnteredFile",
    "ExampleFile",
    "FrameworkFile",
    "GradeFile",
    "NumberFile",
    "OverallFile",
    "Part",
    "QuestionFile",
    "RationaleWordsFile",
    "RuleFile",
    "ScaleFile",
    "SubtopicFile",
    "TopicFile",
]
Answer = Literal["grade", "yes-no", "choice", "choices", "number", "date", "text"]
ANSWER = (
    "The kind of answer: a grade of a scale, yes or no, one of its choices, any of its choices, a number, a date, text."
)


class GradeFile(Part):
    """One grade of a scale."""

    called = "a grade"
    code: Code = Field(description="Name of the grade in reports and exports.")
    label: Label = Field(description="Words of the grade on pages.")
    tone: Tone = Field(default="grey", description="Colour of the grade, always beside its words.")
    points: Number | None = later(None, "What the grade counts for in sums and means; all grades of a scale, or none.")


class ScaleFile(Part):
    """A set of grades."""

    called = "a scale"
    code: Code = Field(description="Name by which criteria point to the scale.")
    title: Title = Field(description="What the scale is called.")
    grades: Annotated[tuple[GradeFile, ...], Field(min_length=2, max_length=20)] = Field(
        description="Its grades, the best first."
    )
    ordered: YesOrNo = later(
        True,
        "Whether the first grade is the best and the last the worst. Rules can compare grades of such scales only.",
    )


class ChoiceFile(Part):
    """One of the answers that a question offers."""

    called = "a choice"
    code: Code = Field(description="Name of the choice in reports and exports.")
    label: Label = Field(description="Words of the choice on pages.")


class NumberFile(Part):
    """What numbers a question takes."""

    called = "the number of an answer"
    terse = True
    unit: Label = Field(description="What is counted or measured, such as days.")
    least: Number | None = Field(default=None, description="The smallest number that can be entered.")
    most: Number | None = Field(default=None, description="The largest number that can be entered.")
    decimals: Annotated[int, Field(ge=0, le=4)] = Field(default=0, description="How many decimal places it may have.")


class RationaleWordsFile(Part):
    """How long a rationale is to be, in words."""

    called = "the length of a rationale"
    terse = True
    least: Annotated[int, Field(ge=1, le=1000)] | None = Field(
        default=None, description="The fewest words it may have where one is needed."
    )
    most: Annotated[int, Field(ge=1, le=5000)] | None = Field(default=None, description="The most words it may have.")


class AskedFile(Part):
    """What everything that a reviewer answers has."""

    code: Code = Field(description="Name in reports and exports; the same in every version of the framework.")
    question: Sentence = Field(description="What the reviewer answers.")
    good: Annotated[tuple[Sentence, ...], Field(max_length=50)] = Field(
        default=(), description="What good looks like, a sentence each."
    )
    guidance: Words = Field(default="", description="How to go about the question.")
    answer: str
    not_applicable: NotApplicable = Field(
        default="no", description="Whether “not applicable” is an answer, and whether it then needs a reason."
    )
    rationale: Need = Field(default="optional", description="Whether the reviewer must say why.")
    evidence: Need = Field(default="optional", description="Whether the answer needs evidence from a document.")
    rationale_for: Codes = later((), "Where the rationale is optional: the answers that need one all the same.")
    rationale_words: RationaleWordsFile | None = later(
        None, "How long the rationale is to be, in words: `least`, `most` or both."
    )
    evidence_for: Codes = later((), "Where evidence is optional: the answers that need it all the same.")
    same_as: Code | None = later(
        None, "Code of a question of an earlier version that this is, whatever its words or code were: figures compare."
    )
    reworded_from: Code | None = later(
        None, "Code of a question of an earlier version that this one rewords: figures do not compare."
    )
    split_from: Code | None = later(
        None, "Code of a question of an earlier version that this was a part of: figures do not compare."
    )


class WhenAsked(Part):
    """When something is asked, and which numbers it takes."""

    asked_when: Annotated[tuple[ConditionFile, ...], Field(max_length=20)] = later(
        (), "When it is asked: all of these conditions must hold. Always, where there is none."
    )
    number: NumberFile | None = later(None, "For `answer: number`, which numbers it takes; otherwise left out.")


class CriterionFile(WhenAsked, AskedFile):
    """A criterion of a topic."""

    called = "a criterion"
    answer: Answer = Field(description=ANSWER)
    required: YesOrNo = Field(default=True, description="Whether a review needs an answer before it is submitted.")
    scale: Code | None = later(None, "For `answer: grade`, the code of the scale whose grades it takes.")
    choices: Annotated[tuple[ChoiceFile, ...], Field(max_length=50)] = later(
        (), "For `answer: choice` and `choices`, two choices or more, in order; otherwise left out."
    )


class QuestionFile(WhenAsked, AskedFile):
    """A classification question."""

    called = "a classification question"
    answer: Answer = Field(description=ANSWER)
    required: YesOrNo = Field(default=True, description="Whether a review needs an answer before it is submitted.")
    choices: Annotated[tuple[ChoiceFile, ...], Field(max_length=50)] = Field(
        default=(), description="For `answer: choice` and `choices`, two choices or more, in order; otherwise left out."
    )
    scale: Code | None = later(None, "For `answer: grade`, the code of the scale whose grades it takes.")


class OverallFile(AskedFile):
    """The overall judgment, completed last."""

    called = "the overall judgment"
    answer: Literal["grade"] = Field(description="The kind of answer, always a grade.")
    required: Annotated[Literal[True], BeforeValidator(spoken_boolean), WithJsonSchema({"enum": [True, "yes"]})] = (
        Field(default=True, description="Always true: a review is not complete without it.")
    )
    scale: Code = Field(description="Code of the scale whose grades it takes.")


Criteria = Annotated[tuple[CriterionFile, ...], Field(max_length=100)]


class SubtopicFile(Part):
    """A topic inside a topic."""

    called = "a topic inside a topic"
    terse = True
    code: Code = Field(description="Name of the topic in reports and exports.")
    title: Title = Field(description="What the topic is called.")
    headline: OptionalSentence = Field(default="", description="What the topic is about, in a sentence.")
    criteria: Criteria = Field(default=(), description="Its criteria, in order.")


class TopicFile(SubtopicFile):
    """A topic with its criteria."""

    called = "a topic"
    terse = False
    topics: Annotated[tuple[SubtopicFile, ...], Field(max_length=30)] = later(
        (), "Topics inside this one, asked after its own criteria."
    )


class EnteredFile(Part):
    """A result that is not worked out from cases: somebody judges it and enters it."""

    called = "an entered result"
    terse = True
    code: Code = Field(description="Name by which rules point to it.")
    title: Title = Field(description="What is judged.")
    guidance: Words = Field(default="", description="How to go about it.")
    scale: Code = Field(description="Code of the scale whose grades it takes.")


class FrameworkFile(Part):
    """A whole framework file."""

    called = "the file"
    format: Literal[1] = Field(description="Which format the file is written in.")
    framework: Code = Field(description="Code of the framework; the same in every version of it.")
    title: Title = Field(description="What the framework is called.")
    owner: Title = Field(description="Who answers for it.")
    source: Sentence = Field(description="Where it comes from.")
    standing: Sentence = Field(description="Whether it is official, modelled on something, or a trial.")
    judges: Literal["case", "force"] = Field(
        description="What a review made with it judges: a case, or a force on the framework's topics."
    )
    scales: Annotated[tuple[ScaleFile, ...], Field(min_length=1, max_length=20)] = Field(
        description="The scales that its criteria use; each must be used."
    )
    topics: Annotated[tuple[TopicFile, ...], Field(min_length=1, max_length=50)] = Field(
        description="Its topics, in order."
    )
    classification: Annotated[tuple[QuestionFile, ...], Field(max_length=50)] = Field(
        default=(), description="Questions about what kind of case it was, asked after the topics."
    )
    overall: OverallFile = Field(description="The overall judgment, asked last.")
    entered: Annotated[tuple[EnteredFile, ...], Field(max_length=50)] = later(
        (), "Results about the inspection or force as a whole that somebody enters, for rules over cases to read."
    )
    rules: Annotated[tuple[RuleFile, ...], Field(max_length=100)] = later(
        (), "Rules that suggest results, in order. Without one, a result is professional judgment."
    )
    examples: Annotated[tuple[ExampleFile, ...], Field(max_length=200)] = later(
        (), "Worked examples: answers with the results that they must give, tried at every check."
    )
    version: Annotated[int, Field(ge=1, le=9999)] | None = later(
        None,
        "Number that an import gives the version; the next free one, where it is left out. No part of its content.",
    )

    @property
    def all_topics(self) -> tuple[SubtopicFile, ...]:
        """Return every topic in the order in which it is asked: each before the topics inside it."""
        return tuple(one for topic in self.topics for one in (topic, *topic.topics))

    @property
    def asked(self) -> tuple[CriterionFile | QuestionFile | OverallFile, ...]:
        """Return all that a reviewer answers, in order: criteria, classification questions, the overall judgment."""
        criteria = tuple(criterion for topic in self.all_topics for criterion in topic.criteria)
        return (*criteria, *self.classification, self.overall)
