"""What in a framework mentions a part by its code: told before the part is taken away, changed with its code."""

from collections.abc import Iterator
from typing import Any, TypeVar

from review.authoring.places import Path
from review.frameworks.file.examples import CaseExampleFile, ExampleFile, ExpectedFile
from review.frameworks.file.model import CriterionFile, EnteredFile, FrameworkFile, OverallFile, Part, QuestionFile
from review.frameworks.file.rules import (
    BandsFile,
    CapFile,
    CasesFile,
    ConditionFile,
    RuleFile,
    SourcesFile,
    TableFile,
    TestFile,
)

AnyPart = TypeVar("AnyPart", bound=Part)
ASKED = (CriterionFile, QuestionFile, OverallFile)
COMPARED = (TestFile, ConditionFile)
TAKEN = (ExampleFile, CaseExampleFile)
MENTIONS: dict[str, dict[type[Part], tuple[str, ...]]] = {
    "question": {
        **dict.fromkeys(COMPARED, ("question",)),
        **dict.fromkeys(TAKEN, ("answers",)),
        SourcesFile: ("questions",),
        CasesFile: ("question",),
        RuleFile: ("suggests",),
    },
    "topic": {
        **dict.fromkeys(COMPARED, ("topic",)),
        SourcesFile: ("questions_of", "topics"),
        CasesFile: ("topic",),
        RuleFile: ("topic",),
        ExpectedFile: ("topics",),
    },
    "scale": {
        **dict.fromkeys((*ASKED, EnteredFile, BandsFile, TableFile), ("scale",)),
        **dict.fromkeys(TAKEN, ("fill",)),
    },
    "entered": {**dict.fromkeys(COMPARED, ("entered",)), SourcesFile: ("entered",), ExampleFile: ("entered",)},
    "step": {
        **dict.fromkeys(COMPARED, ("step",)),
        SourcesFile: ("steps",),
        BandsFile: ("of",),
        CapFile: ("of",),
        RuleFile: ("result",),
    },
}
"""By the kind of what is mentioned: the fields of each part that mention it by its code."""


def mentions(file: Part, kind: str, code: str, path: Path = ()) -> Iterator[Path]:
    """Yield the way to each field of a framework, or of a part of one, that mentions a part by its code."""
    fields = MENTIONS[kind].get(type(file), ())
    for name in type(file).model_fields:
        value = getattr(file, name)
        if name in fields and _named(value, code):
            yield (*path, name)
        if isinstance(value, Part):
            yield from mentions(value, kind, code, (*path, name))
        for number, one in enumerate(value if isinstance(value, tuple) else ()):
            if isinstance(one, Part):
                yield from mentions(one, kind, code, (*path, name, number))


def _named(value: Any, code: str) -> bool:
    return code in value if isinstance(value, (tuple, dict)) else value == code


def renamed(part: AnyPart, kind: str, old: str, new: str) -> AnyPart:
    """Return a framework, or a part of one, in which every mention of the one code is of the other."""
    fields, changed = MENTIONS[kind].get(type(part), ()), {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        after = _replaced(value, old, new) if name in fields else _inside(value, kind, old, new)
        if after is not value:
            changed[name] = after
    return part.model_copy(update=changed) if changed else part


def _replaced(value: Any, old: str, new: str) -> Any:
    if not _named(value, old):
        return value
    if isinstance(value, tuple):
        return tuple(new if one == old else one for one in value)
    if isinstance(value, dict):
        return {new if name == old else name: inner for name, inner in value.items()}
    return new


def _inside(value: Any, kind: str, old: str, new: str) -> Any:
    if isinstance(value, Part):
        return renamed(value, kind, old, new)
    if isinstance(value, tuple) and any(isinstance(one, Part) for one in value):
        after = tuple(_inside(one, kind, old, new) for one in value)
        return value if all(one is other for one, other in zip(after, value, strict=True)) else after
    return value


def mentioned_in(file: FrameworkFile, kind: str, code: str, rule: str = "") -> list[Path]:
    """Return the ways to all that mentions a part; a step is mentioned in its own `rule` alone."""
    if kind not in MENTIONS:
        return []
    if kind != "step":
        return list(mentions(file, kind, code))
    return [
        way
        for number, one in enumerate(file.rules)
        if one.code == rule
        for way in mentions(one, kind, code, ("rules", number))
    ]
