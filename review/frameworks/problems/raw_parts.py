"""The parts of a framework file as they were read, each with its place; those of a wrong type are passed over."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from review.frameworks.file.texts import one_line
from review.frameworks.problems.problem import Path, shown

Found = tuple[Path, str]
Raw = dict[str, Any]
Placed = tuple[Path, Raw]


def items(holder: Raw, path: Path, name: str) -> Iterator[Placed]:
    """Yield those items of a list that are mappings, with their places."""
    for number, item in enumerate(listed_in(holder, name)):
        if isinstance(item, dict):
            yield (*path, name, number), item


def inner(holder: Raw, path: Path, name: str) -> Iterator[Placed]:
    """Yield a field's value where it is a mapping, with its place."""
    if isinstance(value := holder.get(name), dict):
        yield (*path, name), value


def listed_in(holder: Raw, name: str) -> tuple[Any, ...]:
    """Return a field's list, empty where there is none."""
    value = holder.get(name)
    return value if isinstance(value, tuple) else ()


def says(holder: Raw, name: str) -> bool:
    """Return whether a field is there and not empty."""
    return holder.get(name) not in (None, (), {}, False)


def topics(data: Raw) -> Iterator[Placed]:
    """Yield the topics, each before those inside it."""
    for path, topic in items(data, (), "topics"):
        yield path, topic
        yield from items(topic, path, "topics")


def questions(data: Raw) -> Iterator[Placed]:
    """Yield the criteria and classification questions."""
    for path, topic in topics(data):
        yield from items(topic, path, "criteria")
    yield from items(data, (), "classification")


def steps(data: Raw) -> Iterator[tuple[Raw, Path, Raw]]:
    """Yield the steps of all rules: the rule, the place and the step."""
    for path, rule in items(data, (), "rules"):
        for place, step in items(rule, path, "steps"):
            yield rule, place, step


def clashes(parts: Iterable[Placed], name: str, what: str) -> Iterator[Found]:
    """Yield each part after the first that has the same text in a field, whatever its letters' case."""
    seen: dict[str, str] = {}
    for path, part in parts:
        text = one_line(part.get(name))
        if not isinstance(text, str) or not text:
            continue
        folded = unicodedata.normalize("NFKC", text).casefold()
        if folded in seen:
            yield (
                (*path, name),
                f"Another {what} has the {name} “{shown(seen[folded])}” already. Choose a different one.",
            )
        seen.setdefault(folded, text)


def twins(placed: list[Placed], what: str) -> Iterator[Found]:
    """Yield the parts that have the code or label of an earlier one."""
    yield from clashes(placed, "code", what)
    yield from clashes(placed, "label", what)


def reserved(parts: Iterable[Placed], taken: Collection[str], sentence: str) -> Iterator[Found]:
    """Yield the parts whose code is one of those that are taken."""
    for path, part in parts:
        if part.get("code") in taken:
            yield (*path, "code"), sentence.format(part["code"])
