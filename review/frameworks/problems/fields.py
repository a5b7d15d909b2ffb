"""What is wrong with single fields of a framework file, as sentences."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args

from pydantic import ValidationError

from review.frameworks.file.model import FrameworkFile, Part
from review.frameworks.file.texts import CODE_LENGTH, DECIMALS, LARGEST
from review.frameworks.problems.problem import Path, did_you_mean, listed, shown

Found = tuple[Path, str]
Error = Mapping[str, Any]
KEY = "[key]"
"""What the models put after the path of a field whose name is wrong."""


def field_problems(error: ValidationError) -> Iterator[Found]:
    """Yield the place of each problem that the models found, with its sentence."""
    for one in error.errors(include_url=False):
        if sentence := _sentence(one):
            yield tuple(part for part in one["loc"] if part != KEY), sentence


def _sentence(error: Error) -> str:
    return SENTENCES.get(error["type"], _other)(error)


def part_at(path: Path) -> type[Part]:
    """Return the model of the part that holds a place: its fields are those allowed there."""
    part: type[Part] = FrameworkFile
    for name in path:
        for field_name, field in part.model_fields.items():
            if name in (field.alias, field_name):
                part = next(_parts_in(field.annotation), part)
                break
    return part


def _parts_in(annotation: Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for inner in get_args(annotation):
        yield from _parts_in(inner)


def allowed_fields(part: type[Part]) -> list[str]:
    """Return the names of a part's fields as they stand in a file, in order."""
    return [field.alias or name for name, field in part.model_fields.items()]


def _unknown(error: Error) -> str:
    *path, name = error["loc"]
    part = part_at(tuple(path))
    allowed = allowed_fields(part)
    hint = did_you_mean(name, allowed)
    return f"There is no field “{shown(name)}” here.{hint} The fields of {part.called} are: {listed(allowed)}."


def _missing(error: Error) -> str:
    *path, name = error["loc"]
    part = part_at(tuple(path))
    field = next(f for n, f in part.model_fields.items() if name in (f.alias, n))
    meaning = (field.description or "").rstrip(".")
    return f"{_raised(part.called)} needs the field “{name}”. Add it: {_lowered(meaning)}."


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _raised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _empty(what: str) -> str:
    return f"This is empty. Write {what}, or take the line away if the field may be left out."


def _not_text(error: Error) -> str:
    value = error["input"]
    if value is None:
        return _empty("a text")
    if isinstance(value, dict):
        return "A text belongs here, but this is read as fields with values. Put a text with a colon in quotes."
    if isinstance(value, tuple):
        return "A text belongs here, but this is a list. Write one text."
    kind = "as true or false" if isinstance(value, bool) else "as a number"
    return f'A text belongs here, and {shown(value)} is read {kind}. Put it in quotes: "{shown(value)}".'


def _not_a_list(error: Error) -> str:
    if error["input"] is None:
        return _empty("a list, each item after “- ”")
    return "A list belongs here: write each item on a line of its own after “- ”."


def _not_fields(error: Error) -> str:
    part = part_at(error["loc"])
    if error["input"] is None:
        return _empty("fields")
    return f"{_raised(part.called)} belongs here, as fields with values: {listed(allowed_fields(part))}."


def _not_allowed(error: Error) -> str:
    value, path = error["input"], tuple(error["loc"])
    allowed = [word.strip("'") for word in _words(error)]
    if path == ("overall", "required"):
        return "The overall judgment is always required. Write true, or take the line away."
    if value is None:
        return _empty(listed(allowed, "or"))
    if isinstance(value, dict | tuple):
        return f"One word belongs here, and no list or fields. Write {listed(allowed, 'or')}.{_beside(path)}"
    return f"“{shown(value)}” cannot stand here.{did_you_mean(value, allowed)} Write {listed(allowed, 'or')}."


def _beside(path: Path) -> str:
    """Return where a list belongs that was written in place of a word."""
    if path[-1] not in ("rationale", "evidence"):
        return ""
    return f" Answers that need it where it is optional go into a list: {path[-1]}-for."


def _words(error: Error) -> list[str]:
    """Return the words that pydantic lists as expected: 'a', 'b' or 'c'."""
    return str(error["ctx"]["expected"]).replace(" or ", ", ").split(", ")


def _not_true_or_false(error: Error) -> str:
    if error["input"] is None:
        return _empty("true or false")
    return f"“{shown(error['input'])}” cannot stand here. Write true or false."


def _not_a_code(error: Error) -> str:
    value = error["input"]
    if re.fullmatch(r"-?\d+([.,]\d+)?\s*%", value.strip()):
        return f"A number is written without a sign: {value.strip().rstrip('%').strip().replace(',', '.')}."
    if not value.strip():
        return "The code is empty. Write one of lower-case letters, digits and hyphens, for example case-grade."
    return (
        f"“{shown(value)}” is not a code. Use up to {CODE_LENGTH} lower-case letters, digits and hyphens, "
        "beginning and ending with a letter or digit."
    )


def _too_short(error: Error) -> str:
    """Return what to say of an empty text or a short list; nothing where a list is short since its items are wrong."""
    value, least = error["input"], error["ctx"]["min_length"]
    if isinstance(value, str):
        return "This text is empty. Write one, or take the line away if the field may be left out."
    if len(value) >= least:
        return ""
    return f"This list has {len(value)}, and needs {least} or more. Add to it."


def _too_long(error: Error) -> str:
    value, most = error["input"], error["ctx"]["max_length"]
    if isinstance(value, str):
        return f"This text has more than {most:,} characters. Make it shorter."
    return f"This list has more than {most}, which is the most that can be taken. Make it shorter."


def _not_codes_with_values(error: Error) -> str:
    if error["input"] is None:
        return _empty("codes with values")
    return "Codes with values belong here, each on a line of its own, such as case-grade: good."


def _not_a_number(error: Error) -> str:
    if error["input"] is None:
        return _empty("a number")
    return (
        f"A number belongs here, and “{shown(error['input'])}” is not one. "
        "Write digits without quotes, such as 12 or 2.5."
    )


def _not_a_whole_number(error: Error) -> str:
    if error["input"] is None:
        return _empty("a whole number")
    return f"A whole number belongs here, and “{shown(error['input'])}” is not one. Write digits without quotes."


def _out_of_range(error: Error) -> str:
    return (
        f"{shown(error['input'])} cannot be counted with. "
        f"Write a number under {LARGEST:,} with up to {DECIMALS} decimal places."
    )


def _too_small(error: Error) -> str:
    return f"{shown(error['input'])} is too small. Write {error['ctx']['ge']} or more."


def _too_large(error: Error) -> str:
    return f"{shown(error['input'])} is too large. Write {error['ctx']['le']} or less."


def _neither_code_nor_number(error: Error) -> str:
    if error["input"] is None:
        return _empty("a code or a number")
    if isinstance(error["input"], dict | tuple):
        return "The code of a grade, or a number, belongs here, and no list or fields. Write one."
    return f"The code of a grade, or a number, belongs here, and “{shown(error['input'])}” is neither."


def _not_an_answer(error: Error) -> str:
    if error["input"] is None:
        return _empty("an answer")
    return "An answer belongs here: a code, a text, a number, a list of codes, or {na: the reason}."


def _unseen(error: Error) -> str:
    return f"The text holds a character that cannot be seen (U+{error['ctx']['code']}). Take it away."


def _other(error: Error) -> str:
    return f"“{shown(error['input'])}” cannot stand here."


SENTENCES: Mapping[str, Callable[[Error], str]] = {
    "extra_forbidden": _unknown,
    "missing": _missing,
    "string_type": _not_text,
    "tuple_type": _not_a_list,
    "dict_type": _not_codes_with_values,
    "is_instance_of": _not_a_number,
    "int_type": _not_a_whole_number,
    "range": _out_of_range,
    "greater_than_equal": _too_small,
    "less_than_equal": _too_large,
    "bound": _neither_code_nor_number,
    "answer": _not_an_answer,
    "model_type": _not_fields,
    "model_attributes_type": _not_fields,
    "literal_error": _not_allowed,
    "bool_type": _not_true_or_false,
    "code": _not_a_code,
    "too_short": _too_short,
    "too_long": _too_long,
    "unseen": _unseen,
}
"""A kind of error to what makes its sentence."""
