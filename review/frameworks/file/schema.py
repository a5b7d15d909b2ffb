"""The JSON Schema of the framework file, made from the models that read it: for editors that check while one types."""

import json
import re
from typing import Any

from review.frameworks.file.model import FrameworkFile, Part

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TITLE = "A framework file of Casegrade, format 1"
DESCRIPTION = (
    "What reviewers judge, as data. This says what each field takes; how the fields and names of a file fit together "
    "is said by manage.py framework check."
)
NULL = {"type": "null"}
OURS = ("later",)
"""What the models note in their schema for themselves."""


def schema_text() -> str:
    """Return the JSON Schema (2020-12) of the framework file, as it is published."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the framework file as data."""
    made = FrameworkFile.model_json_schema(by_alias=True)
    parts = {_name(name): _tidy(part) for name, part in sorted(made.pop("$defs").items())}
    for part in all_parts():
        if (name := _name(part.__name__)) in parts:
            parts[name] = {"title": part.called[:1].upper() + part.called[1:], **parts[name]}
    whole = _tidy(made) | {"title": TITLE, "description": DESCRIPTION}
    return {"$schema": DIALECT, "title": TITLE, **whole, "$defs": parts}


def all_parts(part: type[Part] = Part) -> list[type[Part]]:
    """Return every model of a part that can stand in a file."""
    found = [part] if "called" in vars(part) else []
    return [*found, *(inner for below in part.__subclasses__() for inner in all_parts(below))]


def _name(model: str) -> str:
    """Return the name of a model in the schema: in lower case, with hyphens, as the fields are named."""
    model = {"TestFile": "ComparisonFile"}.get(model, model)
    return re.sub(r"(?<!^)(?=[A-Z])", "-", model.removesuffix("File")).lower()


def _tidy(value: Any) -> Any:
    """Return a schema without titles that only repeat the names of fields, and without our own marks."""
    if isinstance(value, list):
        return [_tidy(one) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {name: one for name, one in value.items() if name not in OURS and (name != "title" or isinstance(one, dict))}
    if isinstance(reference := kept.get("$ref"), str):
        kept["$ref"] = f"#/$defs/{_name(reference.rpartition('/')[2])}"
    if "anyOf" in kept and kept.get("default", ...) is None:  # what is not there is left out, so it is never null
        del kept["default"]
        kept |= next(one for one in kept.pop("anyOf") if one != NULL)
        return _tidy(kept)
    if patterns := kept.pop("patternProperties", None):  # names of another pattern are refused, not passed over
        (pattern, inner), *_ = patterns.items()
        kept["propertyNames"] = {"pattern": pattern, **kept.get("propertyNames", {})}
        kept["additionalProperties"] = inner
    return {name: _tidy(one) for name, one in kept.items()}
