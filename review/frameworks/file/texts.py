"""Texts and codes of a framework file: which are taken, and how stray white space is tidied."""

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

CODE_LENGTH = 60
CODE = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
LARGEST, DECIMALS = 10**9, 6
"""Every number of a file is smaller than the one, and has no more decimal places than the other."""
FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Control characters, and marks that turn the direction of writing: with them a text reads as what it is not."""


def one_line(value: Any) -> Any:
    """Return a text on one line with single spaces; anything else as it is."""
    return re.sub(r"[ \t\r\n]+", " ", value).strip(" ") if isinstance(value, str) else value


def paragraphs(value: Any) -> Any:
    """Return a text with its lines kept and stray white space removed; anything else as it is."""
    if not isinstance(value, str):
        return value
    lines = (re.sub(r"[ \t]+", " ", line).strip(" ") for line in re.split(r"\r\n|\r|\n", value))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def legible(value: str) -> str:
    """Return the text; raise an error where it holds a character that cannot be seen."""
    if found := FORBIDDEN.search(value):
        raise PydanticCustomError("unseen", "U+{code}", {"code": f"{ord(found[0]):04X}"})
    return value


def code(value: str) -> str:
    """Return the code; raise an error where it is more than lower-case letters, digits and inner hyphens."""
    if len(value) > CODE_LENGTH or not CODE.fullmatch(value):
        raise PydanticCustomError("code", "not a code")
    return value


def no_for_false(value: Any) -> Any:
    """Take `false` for `no`: older YAML tools write it so."""
    return "no" if value is False else value


def spoken_boolean(value: Any) -> Any:
    """Take `yes` and `no` for true and false, as older YAML does."""
    return {"yes": True, "no": False}.get(value, value) if isinstance(value, str) else value


def exact_number(value: Any) -> Any:
    """Return a whole number as an exact decimal; anything else as it is."""
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def within_range(value: Decimal) -> Decimal:
    """Return the number in its shortest form; raise an error where it is larger, or finer, than anything counted."""
    if not value.is_finite() or abs(value) >= LARGEST or value != round(value, DECIMALS):
        raise PydanticCustomError("range", "out of range")
    text = f"{value + 0:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def code_or_number(value: Any) -> Any:
    """Return a code, or a number as an exact decimal; raise an error for anything else."""
    number = exact_number(value)
    if isinstance(number, Decimal):
        return within_range(number)
    if not isinstance(value, str):
        raise PydanticCustomError("bound", "neither a code nor a number")
    return code(value)


CODE_SCHEMA = {"type": "string", "pattern": f"^{CODE.pattern}$", "maxLength": CODE_LENGTH}
Code = Annotated[str, AfterValidator(code), WithJsonSchema(CODE_SCHEMA)]
Line = Annotated[str, AfterValidator(legible), BeforeValidator(one_line)]
Paragraphs = Annotated[str, AfterValidator(legible), BeforeValidator(paragraphs)]
