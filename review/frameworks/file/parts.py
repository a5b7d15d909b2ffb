"""What all parts of a framework file have in common, and the kinds of text, code and number that stand in them."""

from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from review.frameworks.file.texts import (
    LARGEST,
    Code,
    Line,
    Paragraphs,
    code_or_number,
    exact_number,
    no_for_false,
    spoken_boolean,
    within_range,
)

Tone = Literal["green", "yellow", "orange", "red", "blue", "grey", "purple"]
Need = Literal["required", "optional"]
NotApplicable = Annotated[
    Literal["no", "with-reason", "without-reason"],
    BeforeValidator(no_for_false),
    WithJsonSchema({"enum": ["no", "with-reason", "without-reason", False]}),
]
YesOrNo = Annotated[bool, BeforeValidator(spoken_boolean), WithJsonSchema({"enum": [True, False, "yes", "no"]})]
Label = Annotated[Line, Field(min_length=1, max_length=100)]
Title = Annotated[Line, Field(min_length=1, max_length=150)]
Sentence = Annotated[Line, Field(min_length=1, max_length=1000)]
OptionalSentence = Annotated[Line, Field(max_length=1000)]
Words = Annotated[Paragraphs, Field(max_length=5000)]
Number = Annotated[
    Decimal,
    AfterValidator(within_range),
    BeforeValidator(exact_number),
    WithJsonSchema({"type": "number", "exclusiveMinimum": -LARGEST, "exclusiveMaximum": LARGEST}),
]
"""An exact decimal number, written with digits."""
Bound = Annotated[Decimal | str, BeforeValidator(code_or_number), WithJsonSchema({"type": ["number", "string"]})]
"""The code of a grade, or a number."""
Codes = Annotated[tuple[Code, ...], Field(max_length=200)]


class Part(BaseModel):
    """What all parts have in common: no other fields, no conversion of types, no change afterwards."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        populate_by_name=True,
        alias_generator=lambda name: name.rstrip("_").replace("_", "-"),
    )
    called: ClassVar[str]
    terse: ClassVar[bool] = False
    """Whether the canonical form leaves out whatever says nothing: so it is with all that came after the first cut."""


def later(default: Any, description: str, **more: Any) -> Any:
    """Return a field that the format gained after its first cut: it is written out where it says something.

    So a file that does not use it keeps the fingerprint that it had before the format grew.
    """
    return Field(default=default, description=description, json_schema_extra={"later": True}, **more)


def is_later(field: Any) -> bool:
    """Return whether a field is one that the format gained after its first cut."""
    return bool(isinstance(field.json_schema_extra, dict) and field.json_schema_extra.get("later"))
