"""A framework file, `format: 1`, as models: what may stand in it, in the order in which it is written out."""

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from review.frameworks.file_texts import Code, Line, Paragraphs, no_for_false, spoken_boolean

Tone = Literal["green", "yellow", "orange", "red", "blue", "grey", "purple"]
Need = Literal["required", "optional"]
NotApplicable = Annotated[Literal["no", "with-reason"], BeforeValidator(no_for_false)]
YesOrNo = Annotated[bool, BeforeValidator(spoken_boolean)]
Label = Annotated[Line, Field(min_length=1, max_length=100)]
Title = Annotated[Line, Field(min_length=1, max_length=150)]
Sentence = Annotated[Line, Field(min_length=1, max_length=1000)]
OptionalSentence = Annotated[Line, Field(max_length=1000)]
Words = Annotated[Paragraphs, Field(max_length=5000)]


class Part(BaseModel):
    """What all parts have in common: no other fields, no conversion of types, no change afterwards."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        populate_by_name=True,
        alias_generator=lambda name: name.replace("_", "-"),
    )
    called: ClassVar[str]


class GradeFile(Part):
    """One grade of a scale."""

    called = "a grade"
    code: Code = Field(description="Name of the grade in reports and exports.")
    label: Label = Field(description="Words of the grade on pages.")
    tone: Tone = Field(default="grey", description="Colour of the grade, always beside its words.")


class ScaleFile(Part):
    """An ordered set of grades."""

    called = "a scale"
    code: Code = Field(description="Name by which criteria point to the scale.")
    title: Title = Field(description="What the scale is called.")
    grades: Annotated[tuple[GradeFile, ...], Field(min_length=2, max_length=20)] = Field(
        description="Its grades, the best first."
    )


class ChoiceFile(Part):
    """One of the answers that a question offers."""

    called = "a choice"
    code: Code = Field(description="Name of the choice in reports and exports.")
    label: Label = Field(description="Words of the choice on pages.")


class Asked(Part):
    """What everything that a reviewer answers has."""

    code: Code = Field(description="Name in reports and exports; the same in every version of the framework.")
    question: Sentence = Field(description="What the reviewer answers.")
    good: Annotated[tuple[Sentence, ...], Field(max_length=50)] = Field(
        default=(), description="What good looks like, a sentence each."
    )
    guidance: Words = Field(default="", description="How to go about the question.")
    answer: str
    not_applicable: NotApplicable = Field(
        default="no", description="Whether “not applicable” is an answer, which then needs a reason."
    )
    rationale: Need = Field(default="optional", description="Whether the reviewer must say why.")
    evidence: Need = Field(default="optional", description="Whether the answer needs evidence from a document.")


class CriterionFile(Asked):
    """A criterion of a topic, answered with a grade."""

    called = "a criterion"
    answer: Literal["grade"] = Field(description="The kind of answer, always a grade.")
    required: YesOrNo = Field(default=True, description="Whether a review needs an answer before it is submitted.")
    scale: Code = Field(description="Code of the scale whose grades it takes.")


class QuestionFile(Asked):
    """A classification question."""

    called = "a classification question"
    answer: Literal["yes-no", "choice"] = Field(description="The kind of answer, yes or no or one of its choices.")
    required: YesOrNo = Field(default=True, description="Whether a review needs an answer before it is submitted.")
    choices: Annotated[tuple[ChoiceFile, ...], Field(max_length=50)] = Field(
        default=(), description="For `answer: choice`, two choices or more, in order; otherwise left out."
    )


class OverallFile(Asked):
    """The overall judgment, completed last."""

    called = "the overall judgment"
    answer: Literal["grade"] = Field(description="The kind of answer, always a grade.")
    required: Annotated[Literal[True], BeforeValidator(spoken_boolean)] = Field(
        default=True, description="Always true: a review is not complete without it."
    )
    scale: Code = Field(description="Code of the scale whose grades it takes.")


class TopicFile(Part):
    """A topic with its criteria."""

    called = "a topic"
    code: Code = Field(description="Name of the topic in addresses.")
    title: Title = Field(description="What the topic is called.")
    headline: OptionalSentence = Field(default="", description="The topic in a sentence.")
    criteria: Annotated[tuple[CriterionFile, ...], Field(min_length=1, max_length=100)] = Field(
        description="Its criteria, in the order in which they are answered."
    )


class FrameworkFile(Part):
    """A whole framework file."""

    called = "the file"
    format: Literal[1] = Field(description="Which format the file is written in.")
    framework: Code = Field(description="Code of the framework; the same in every version of it.")
    title: Title = Field(description="What the framework is called.")
    owner: Title = Field(description="Who answers for it.")
    source: Sentence = Field(description="Where it comes from.")
    standing: Sentence = Field(description="Whether it is official, modelled on something, or a trial.")
    judges: Literal["case", "force"] = Field(description="What a review made with it judges.")
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
