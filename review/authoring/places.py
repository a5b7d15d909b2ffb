"""Places in a framework: what an author edits at a time, each with its kind and its code."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from review.frameworks.file.model import FrameworkFile, Part

Path = tuple[str | int, ...]
KINDS = {
    "framework": "About the framework",
    "topic": "Topic",
    "question": "Question",
    "scale": "Scale",
    "entered": "Entered result",
    "rule": "Rule",
    "step": "Step of a rule",
    "example": "Worked example",
}
"""The kinds of places, with their words."""
FACTS = ("title", "owner", "source", "standing", "judges")
"""The fields of a framework that are edited together, as the place “framework”."""
INNER = {"topic": ("criteria", "topics"), "rule": ("steps",)}
"""What stands inside a place but is a place of its own."""


@dataclass(frozen=True)
class Place:
    """A place: its kind and code. A step's code is its rule's and its own name; an example's is its number, from 1."""

    kind: str
    code: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.code}"

    @property
    def anchor(self) -> str:
        """The place's name on the page of the whole draft."""
        return f"{self.kind}-{self.code.replace('/', '-')}"


WHOLE = Place("framework", "facts")


class NoSuchPlace(LookupError):
    """There is nothing of this kind and code in the framework."""


def read_place(text: str) -> Place:
    """Return the place that was written as a text; empty is the framework as a whole."""
    kind, _, code = text.partition(":")
    return Place(kind, code) if kind in KINDS and code else WHOLE


def places(file: FrameworkFile) -> Iterator[tuple[Place, Path]]:
    """Yield every place of a framework with the way to it in the file, in the order of the file."""
    yield WHOLE, ()
    for number, scale in enumerate(file.scales):
        yield Place("scale", scale.code), ("scales", number)
    for number, topic in enumerate(file.topics):
        yield from _topic_places(topic, ("topics", number))
        for inner_number, inner in enumerate(topic.topics):
            yield from _topic_places(inner, ("topics", number, "topics", inner_number))
    for number, question in enumerate(file.classification):
        yield Place("question", question.code), ("classification", number)
    yield Place("question", file.overall.code), ("overall",)
    for number, entered in enumerate(file.entered):
        yield Place("entered", entered.code), ("entered", number)
    for number, rule in enumerate(file.rules):
        yield Place("rule", rule.code), ("rules", number)
        for step_number, step in enumerate(rule.steps):
            yield Place("step", f"{rule.code}/{step.name}"), ("rules", number, "steps", step_number)
    for number, _ in enumerate(file.examples):
        yield Place("example", str(number + 1)), ("examples", number)


def _topic_places(topic: Any, path: Path) -> Iterator[tuple[Place, Path]]:
    yield Place("topic", topic.code), path
    for number, criterion in enumerate(topic.criteria):
        yield Place("question", criterion.code), (*path, "criteria", number)


def path_of(file: FrameworkFile, place: Place) -> Path:
    """Return the way to a place in the file. Raises NoSuchPlace."""
    for found, path in places(file):
        if found == place:
            return path
    raise NoSuchPlace(f"There is no {KINDS.get(place.kind, 'place').lower()} “{place.code}” in this draft.")


def place_at(file: FrameworkFile, path: Path) -> Place:
    """Return the innermost place that a way into the file leads to or through."""
    best = WHOLE
    for place, way in places(file):
        if way == path[: len(way)]:
            best = place
    return best


def part_at(file: FrameworkFile, place: Place) -> Part:
    """Return the part of the framework at a place. Raises NoSuchPlace."""
    part: Any = file
    for name in path_of(file, place):
        part = part[name] if isinstance(name, int) else getattr(part, name)
    return part  # type: ignore[no-any-return]


def own(file: FrameworkFile, place: Place, whole: bool = False) -> dict[str, Any]:
    """Return what is edited at a place, as plain data by the names of the file.

    What stands inside it but is a place of its own is left out, unless the `whole` is asked for.
    """
    part = part_at(file, place)
    data: dict[str, Any] = part.model_dump(by_alias=True)
    if place == WHOLE:
        return {name: data[name] for name in FACTS}
    return data if whole else {name: value for name, value in data.items() if name not in INNER.get(place.kind, ())}


def digest(data: Any) -> str:
    """Return the SHA-256 (hex) of plain data: what a form carries, to show of what it was made."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def name_of(file: FrameworkFile, place: Place) -> str:
    """Return what the part at a place is called: its title or question. Raises NoSuchPlace."""
    part = part_at(file, place)
    for field in ("question", "title", "name"):
        if text := getattr(part, field, ""):
            return str(text)
    return place.code


def order_of(file: FrameworkFile, place: Place) -> list[str]:
    """Return the codes, in order, of what stands in the same list as the part at a place. Raises NoSuchPlace."""
    path = path_of(file, place)
    return [one.code for one, way in places(file) if way[:-1] == path[:-1] and one.kind == place.kind]


def order_digest(file: FrameworkFile, place: Place) -> str:
    """Return the digest of a part's place among its neighbours: what a button that moves it carries."""
    return digest([list(path_of(file, place)[:-1]), order_of(file, place)])
