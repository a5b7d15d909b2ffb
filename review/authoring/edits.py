"""Edits of a framework: each takes a framework and returns another, and touches nothing else.

They work on the plain data of the file, and the models check the whole again, so that no edit makes what no file
could hold. What an edit leaves without its partner (a rule that looks at a question taken away) is told elsewhere:
a draft may be in pieces while it is worked on.
"""

from collections.abc import Callable, Sequence
from typing import Any

from pydantic import ValidationError

from review.authoring.places import WHOLE, NoSuchPlace, Path, Place, order_of, own, path_of
from review.authoring.references import renamed
from review.frameworks.file.model import FrameworkFile
from review.frameworks.file.parts import Part
from review.frameworks.problems.fields import field_problems

Data = dict[str, Any]
CONTAINERS = {"scale": "scales", "entered": "entered", "rule": "rules", "example": "examples", "topic": "topics"}
"""Where parts of a kind stand at the top of the file."""


INSIDE = {("question", "topic"): "criteria", ("topic", "topic"): "topics", ("step", "rule"): "steps"}
"""What can stand inside what, with the field that holds it."""
ALONE = "This has a place of its own in every framework, and cannot be moved there."


class BrokenPart(ValueError):
    """What was given for a part cannot stand there; `problems` are ways into the part, each with a sentence."""

    def __init__(self, problems: Sequence[tuple[Path, str]]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(sentence for _, sentence in self.problems))


def with_part(file: FrameworkFile, place: Place, data: Data, whole: bool = False) -> FrameworkFile:
    """Return the framework with other content at a place; what points to a code that changed follows it.

    `data` has the fields that the place edits; what stands inside it stays, unless the `whole` is given.
    Raises NoSuchPlace; BrokenPart.
    """
    path = path_of(file, place)
    kept = {} if place == WHOLE or whole else _inner(file, place)
    whole_data = _dumped(file)
    if place == WHOLE:
        changed = _checked({**whole_data, **data}, ())
    else:
        changed = _checked(_put(whole_data, path, lambda _: {**data, **kept}), path)
    return _followed(file, changed, place, path, data)


def _followed(before: FrameworkFile, after: FrameworkFile, place: Place, path: Path, data: Data) -> FrameworkFile:
    """Return the framework with every mention of a part's old code turned into its new one."""
    old, new = place.code.rpartition("/")[2], data.get("name" if place.kind == "step" else "code", place.code)
    if place.kind in ("framework", "example", "rule") or old == new:
        return after
    if place.kind == "step":
        number = path[1]
        rules = [renamed(rule, "step", old, new) if i == number else rule for i, rule in enumerate(after.rules)]
        return after.model_copy(update={"rules": tuple(rules)})
    return renamed(after, place.kind, old, new)


def with_new(file: FrameworkFile, kind: str, data: Data, inside: Place | None = None) -> FrameworkFile:
    """Return the framework with a new part at the end of its list: `inside` a topic or a rule, or at the top.

    A question that is inside nothing is a classification question. Raises NoSuchPlace; BrokenPart.
    """
    path = _list_for(file, kind, inside)
    count = len(_at(_dumped(file), path))
    changed = _put(_dumped(file), path, lambda items: (*items, data))
    return _checked(changed, (*path, count))


def without(file: FrameworkFile, place: Place) -> FrameworkFile:
    """Return the framework without the part at a place. Raises NoSuchPlace; BrokenPart where it must have one."""
    path = path_of(file, place)
    if not path or path == ("overall",):
        raise BrokenPart([((), "Every framework has this: it can be changed, but not taken away.")])
    least = {"topics": "topic", "scales": "scale"}
    if len(path) == 2 and path[0] in least and len(_at(_dumped(file), path[:1])) == 1:
        raise BrokenPart([((), f"A framework has at least one {least[str(path[0])]}. Add another one first.")])
    return _checked(_put(_dumped(file), path[:-1], lambda items: _cut(items, int(path[-1]))), path[:-1])


def shifted(file: FrameworkFile, place: Place, after: str) -> FrameworkFile:
    """Return the framework with a part put after the one of this code in its own list; first where it is empty.

    Raises NoSuchPlace; BrokenPart where it stands in no list.
    """
    path = path_of(file, place)
    if not path or path == ("overall",):
        raise BrokenPart([((), ALONE)])
    codes = order_of(file, place)
    if after and after not in codes:
        raise NoSuchPlace(f"There is no “{after}” beside it any more.")
    rest = [code for code in codes if code != place.code]
    position = rest.index(after) + 1 if after in rest else 0 if not after else codes.index(place.code)

    def moved(items: Sequence[Any]) -> tuple[Any, ...]:
        left = _cut(items, int(path[-1]))
        return (*left[:position], items[int(path[-1])], *left[position:])

    return _checked(_put(_dumped(file), path[:-1], moved), path[:-1])


def put_into(file: FrameworkFile, place: Place, inside: Place | None, after: str | None = None) -> FrameworkFile:
    """Return the framework with a part moved into another topic (or out of every topic): at its end, or after one.

    A criterion goes into a topic, or becomes a classification question; a topic goes into another one that is in
    none itself, or to the top. `after` is the code of the part that it is to follow, empty to be the first.
    Raises NoSuchPlace; BrokenPart.
    """
    path = path_of(file, place)
    if not path or path == ("overall",) or place.kind not in ("question", "topic"):
        raise BrokenPart([((), ALONE)])
    target = _list_for(file, place.kind, inside)
    if target[: len(path)] == path:
        raise BrokenPart([((), "A topic cannot go into itself. Choose another one.")])
    if path[:-1] == target:
        return file if after is None else shifted(file, place, after)
    item = _at(_dumped(file), path)
    if place.kind == "topic" and inside is not None:
        item = _as_subtopic(item)
    left = _put(_dumped(file), path[:-1], lambda items: _cut(items, int(path[-1])))
    target = _after_cut(target, path)
    codes = [one["code"] for one in _at(left, target)]
    position = len(codes) if after is None else codes.index(after) + 1 if after in codes else 0
    changed = _put(left, target, lambda items: (*items[:position], item, *items[position:]))
    return _checked(changed, (*target, position))


def _as_subtopic(item: Data) -> Data:
    if item.get("topics"):
        raise BrokenPart([((), "There are topics inside this one, so it cannot go into another topic. Move them out.")])
    return {name: value for name, value in item.items() if name != "topics"}


def _list_for(file: FrameworkFile, kind: str, inside: Place | None) -> Path:
    if inside is None or inside == WHOLE:
        if kind == "step":
            raise BrokenPart([((), "A step stands in a rule. Choose one.")])
        return ("classification",) if kind == "question" else (CONTAINERS[kind],)
    path = path_of(file, inside)
    if (kind, inside.kind) not in INSIDE:
        raise BrokenPart([((), "It cannot stand in there. Choose a topic.")])
    if kind == "topic" and len(path) > 2:
        raise BrokenPart([((), "Topics are nested one level only: choose a topic that is in no other.")])
    return (*path, INSIDE[kind, inside.kind])


def _after_cut(target: Path, cut: Path) -> Path:
    """Return the way to a list once an item before it was cut out of a list around it."""
    depth = len(cut) - 1
    if len(target) > depth and target[:depth] == cut[:-1] and int(target[depth]) > int(cut[-1]):
        return (*target[:depth], int(target[depth]) - 1, *target[depth + 1 :])
    return target


def _inner(file: FrameworkFile, place: Place) -> Data:
    whole, outer = own(file, place, whole=True), own(file, place)
    return {name: value for name, value in whole.items() if name not in outer}


def _dumped(part: Part) -> Data:
    data: Data = part.model_dump(by_alias=True)
    return data


def _checked(data: Data, path: Path) -> FrameworkFile:
    """Return the data as a framework. Raises BrokenPart, with the ways into the part at `path`."""
    try:
        return FrameworkFile.model_validate(_without_empty(data))
    except ValidationError as error:
        found = [(way[len(path) :] if way[: len(path)] == path else way, text) for way, text in field_problems(error)]
        raise BrokenPart(found) from error


def _without_empty(data: Any) -> Any:
    """Return plain data without its empty lists: a list may need several items where it is there at all."""
    if isinstance(data, dict):
        return {name: _without_empty(value) for name, value in data.items() if value != ()}
    return tuple(_without_empty(one) for one in data) if isinstance(data, tuple) else data


def _at(data: Any, path: Path) -> Any:
    for name in path:
        data = data[name]
    return data


def _put(data: Any, path: Path, change: Callable[[Any], Any]) -> Any:
    """Return plain data with what stands at a way into it changed."""
    if not path:
        return change(data)
    name, rest = path[0], path[1:]
    if isinstance(data, dict):
        return {**data, name: _put(data[name], rest, change)}
    number = int(name)
    return (*data[:number], _put(data[number], rest, change), *data[number + 1 :])


def _cut(items: Sequence[Any], number: int) -> tuple[Any, ...]:
    return (*items[:number], *items[number + 1 :])
