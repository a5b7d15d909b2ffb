"""The worked examples of a framework file, as models: answers, and the results that they must give."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from review.frameworks.file.parts import OptionalSentence, Part, Title
from review.frameworks.file.rules import Fact
from review.frameworks.file.texts import CODE_SCHEMA, Code, exact_number, legible, one_line, within_range


class NotApplicableFile(Part):
    """The answer that a question does not apply."""

    called = "the answer “not applicable”"
    terse = True
    na: OptionalSentence = Field(description="The reason, or an empty text.")


def given_answer(value: Any) -> Any:
    """Return an answer as it stands in an example: a code or text, a number, a list of codes, or not applicable."""
    if value is True or value is False:
        return "yes" if value else "no"
    if isinstance(value, dict):
        return NotApplicableFile.model_validate(value)
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return tuple(legible(one_line(one)) for one in value)
    number = exact_number(value)
    if isinstance(number, Decimal):
        return within_range(number)
    if isinstance(value, str):
        return legible(one_line(value))
    if isinstance(value, NotApplicableFile):
        return value
    raise PydanticCustomError("answer", "not an answer")


GivenAnswer = Annotated[
    str | Decimal | tuple[str, ...] | NotApplicableFile,
    BeforeValidator(given_answer),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": ["string", "number", "boolean"]},
                {"type": "array", "items": CODE_SCHEMA},
                {
                    "type": "object",
                    "properties": {"na": {"type": "string", "maxLength": 1000}},
                    "required": ["na"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
Answers = dict[Code, GivenAnswer]
Kind = Literal["suggested", "no_rule", "incomplete", "not_applicable"]


class WithMappings(Part):
    """A part that holds mappings, which count by what is in them where parts are compared and looked up."""

    def __hash__(self) -> int:
        values = (getattr(self, name) for name in type(self).model_fields)
        return hash(tuple(frozenset(one.items()) if isinstance(one, dict) else one for one in values))


class CaseExampleFile(WithMappings):
    """One of the cases of a worked example, or several that are alike."""

    called = "a case of an example"
    terse = True
    times: Annotated[int, Field(ge=1, le=1000)] = Field(default=1, description="How many cases are like this.")
    answers: Answers = Field(default={}, description="Answers by code of question.")
    fill: dict[Code, Code] = Field(
        default={},
        description="By code of a scale, the grade of all questions of that scale that are not answered above.",
    )
    facts: dict[Fact, Code] = Field(default={}, description="Facts of the case, as the force recorded them.")


class ExpectedFile(WithMappings):
    """The results that a worked example must give."""

    called = "the expected results"
    terse = True
    review: Code | None = Field(default=None, description="The grade for the review as a whole.")
    review_kind: Kind | None = Field(default=None, description="Where there is no grade: what there is instead.")
    topics: dict[Code, Code] = Field(default={}, description="Grades by code of topic.")
    topics_kind: dict[Code, Kind] = Field(
        default={}, description="By code of topic: where there is no grade, what there is instead."
    )
    inspection: Code | None = Field(default=None, description="The grade for all cases together.")
    inspection_kind: Kind | None = Field(default=None, description="Where there is no grade: what there is instead.")


class ExampleFile(WithMappings):
    """A worked example: of one review, or of several cases."""

    called = "a worked example"
    terse = True
    title: Title = Field(description="What it shows.")
    answers: Answers = Field(default={}, description="For one review: answers by code of question.")
    fill: dict[Code, Code] = Field(
        default={},
        description="By code of a scale, the grade of all questions of that scale that are not answered above.",
    )
    facts: dict[Fact, Code] = Field(default={}, description="Facts of the case, as the force recorded them.")
    cases: Annotated[tuple[CaseExampleFile, ...], Field(max_length=100)] = Field(
        default=(), description="For results over cases, instead of answers: the cases."
    )
    entered: dict[Code, Code] = Field(default={}, description="Entered results, by their codes.")
    expect: ExpectedFile = Field(description="What it must give.")
