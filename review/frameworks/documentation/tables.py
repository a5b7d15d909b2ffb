"""The tables of the documentation page of the framework file: a row for each field, made from the models."""

from collections.abc import Iterator
from typing import Any

from review.frameworks.file.examples import CaseExampleFile, ExampleFile, ExpectedFile
from review.frameworks.file.model import (
    ChoiceFile,
    ConditionFile,
    CriterionFile,
    EnteredFile,
    FrameworkFile,
    GradeFile,
    NumberFile,
    OverallFile,
    Part,
    QuestionFile,
    RationaleWordsFile,
    RuleFile,
    ScaleFile,
    SubtopicFile,
    TopicFile,
)
from review.frameworks.file.rules import (
    BandFile,
    BandsFile,
    CapFile,
    CasesFile,
    MeasureFile,
    RowFile,
    SourcesFile,
    StepFile,
    TableFile,
    TestFile,
)
from review.frameworks.file.schema import schema
from review.frameworks.problems.problem import listed
from review.frameworks.rules.facts import FACT_LABELS

Titled = tuple[tuple[type[Part], str], ...]
PARTS: Titled = (
    (FrameworkFile, "The file"),
    (ScaleFile, "A scale"),
    (GradeFile, "A grade"),
    (TopicFile, "A topic"),
    (SubtopicFile, "A topic inside a topic"),
    (CriterionFile, "A criterion"),
    (QuestionFile, "A classification question"),
    (ChoiceFile, "A choice"),
    (NumberFile, "The number of an answer"),
    (RationaleWordsFile, "The length of a rationale"),
    (OverallFile, "The overall judgment"),
    (ConditionFile, "A condition"),
    (TestFile, "A comparison"),
    (EnteredFile, "An entered result"),
    (RuleFile, "A rule"),
    (StepFile, "A step"),
    (MeasureFile, "A measure"),
    (SourcesFile, "What is put together"),
    (CasesFile, "What is taken from each case"),
    (BandsFile, "Bands"),
    (BandFile, "A band"),
    (CapFile, "A cap"),
    (TableFile, "A table"),
    (RowFile, "A row"),
    (ExampleFile, "A worked example"),
    (CaseExampleFile, "A case of an example"),
    (ExpectedFile, "The expected results"),
)
"""Every part of a file, with the title under which it stands on the page."""
LIKE: dict[type[Part], type[Part]] = {
    SubtopicFile: TopicFile,
    QuestionFile: CriterionFile,
    OverallFile: CriterionFile,
    TestFile: ConditionFile,
}
"""Parts that have no field that the other does not have, so that they need no table."""
BESIDES: dict[type[Part], str] = {
    OverallFile: " It is always answered with a grade, so `scale` is needed, and it is always required."
}


def field_tables() -> str:
    """Return the tables of all fields of all parts."""
    made = schema()
    parts = {part["title"]: part for part in made["$defs"].values()} | {"The file": made}
    return "\n".join(
        line for part, title in PARTS for line in (_likeness(part) if part in LIKE else _table(title, parts[title]))
    )


def fields_of(part: type[Part]) -> list[str]:
    """Return the names of a part's fields, in order."""
    return [str(field.alias) for field in part.model_fields.values()]


def _likeness(part: type[Part]) -> Iterator[str]:
    """Yield what a part has, by the part whose fields it has."""
    titles, like = dict(PARTS), LIKE[part]
    missing = [f"`{name}`" for name in fields_of(like) if name not in fields_of(part)]
    without = f" but for {listed(missing)}" if missing else ""
    title = titles[like]
    yield from (f"### {titles[part]}", "")
    link = f"[{title[:1].lower()}{title[1:]}](#{_anchor(title)})"
    yield from (f"It has the fields of {link}{without}.{BESIDES.get(part, '')}", "")


def fact_table() -> str:
    """Return the table of the facts that conditions can look at."""
    rows = [f"| `{fact}` | {_codes(words)} |" for fact, words in FACT_LABELS.items()]
    return "\n".join(["| fact | what it can be |", "|---|---|", *rows])


def _codes(words: dict[str, str]) -> str:
    """Return codes in a cell; a long run of numbers by its ends."""
    codes = list(words)
    if all(code.isdigit() for code in codes):
        return f"`{codes[0]}` to `{codes[-1]}`, in quotes"
    return ", ".join(f"`{code}`" for code in codes)


def _table(title: str, part: dict[str, Any]) -> Iterator[str]:
    yield from (f"### {title}", "", "| field | needed | what stands there | meaning |", "|---|---|---|---|")
    for name, field in part["properties"].items():
        needed = "yes" if name in part.get("required", ()) else _default(field.get("default"))
        yield f"| `{name}` | {needed} | {_kind(field)} | {field['description']} |"
    yield ""


def _default(value: Any) -> str:
    return "no" if value in ("", [], {}, None) else f"no: `{str(value).lower()}`"


def _kind(field: dict[str, Any]) -> str:
    """Return in words what a field takes."""
    if "$ref" in field:
        return _part(field["$ref"])
    if words := field.get("enum", [field["const"]] if "const" in field else []):
        return _one_of(words)
    if "anyOf" in field:
        return "code or `null`"
    kinds = {"array": _list, "object": _mapping, "integer": _whole, "string": _text}
    made = kinds.get(field["type"]) if isinstance(field["type"], str) else None
    if made:
        return made(field)
    return "number" if field["type"] == "number" else "number or code"


def _part(reference: str) -> str:
    name = reference.rpartition("/")[2]
    title = str(schema()["$defs"][name]["title"])
    return f"[{title[:1].lower()}{title[1:]}](#{_anchor(title)})"


def _anchor(title: str) -> str:
    return title.lower().replace(" ", "-")


def _one_of(words: list[Any]) -> str:
    """Return the words that a field takes, without those that are read for one of them."""
    shown = [word for word in words if word is not False] if "no" in words and True not in words else words
    shown = [word for word in shown if word not in ("yes", "no")] if True in words else shown
    return " or ".join(f"`{str(word).lower()}`" for word in shown)


def _list(field: dict[str, Any]) -> str:
    items, least, most = field["items"], field.get("minItems", 0), field["maxItems"]
    size = f"{least} to {most}" if least else f"up to {most}"
    what = f"each {_part(items['$ref'])}" if "$ref" in items else "codes" if "pattern" in items else "sentences"
    return f"list of {size}, {what}"


def _mapping(field: dict[str, Any]) -> str:
    return "codes with answers" if "anyOf" in field["additionalProperties"] else "codes with codes"


def _whole(field: dict[str, Any]) -> str:
    return f"whole number, {field['minimum']} to {field['maximum']}"


def _text(field: dict[str, Any]) -> str:
    return "code" if "pattern" in field else f"text, up to {field['maxLength']:,} characters"
