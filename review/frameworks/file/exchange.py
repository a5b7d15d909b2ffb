"""The framework file: reading one with everything that is wrong in it, and writing the form that is its identity."""

import hashlib
import json
from collections.abc import Collection, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from review.frameworks.file.model import FrameworkFile, Part
from review.frameworks.file.parts import is_later
from review.frameworks.file.yaml_tree import MOST_BYTES, Tree, read_tree
from review.frameworks.problems.fields import field_problems
from review.frameworks.problems.problem import BrokenFramework, Problem, shown
from review.frameworks.problems.references import reference_problems
from review.frameworks.problems.whole_file import whole_file_problems

__all__ = ["MOST_BYTES", "BrokenFramework", "FrameworkFile", "Problem", "canonical", "read", "sha256"]

NO_FIELDS = "A framework file begins with fields such as “format: 1”. This one holds something else."
OTHER_FORMAT = "This is written for format {}, and only format 1 can be read. Write: format: 1"


def read(data: bytes) -> FrameworkFile:
    """Return the framework that a file in format 1 holds. Raises BrokenFramework with everything that is wrong.

    What is wrong with its names is told once everything else is right: until then many of them may be missing.
    """
    return read_with_lines(data)[0]


def read_with_lines(data: bytes) -> tuple[FrameworkFile, Tree]:
    """Return the framework that a file holds, with the lines of its places. Raises BrokenFramework, as `read` does."""
    tree = read_tree(data)
    return file_in(tree), tree


def file_in(tree: Tree) -> FrameworkFile:
    """Return the framework whose values were read, from whatever they were. Raises BrokenFramework likewise."""
    if not isinstance(tree.value, dict):
        raise BrokenFramework([*tree.problems, tree.wrong((), NO_FIELDS)])
    if (given := tree.value.get("format", 1)) != 1 or type(given) is not int:
        raise BrokenFramework([tree.wrong(("format",), OTHER_FORMAT.format(shown(given)))])
    file, problems = _validated(tree)
    problems = [*tree.problems, *problems, *(tree.wrong(*found) for found in whole_file_problems(tree.value))]
    if file is not None and not problems:
        problems = [tree.wrong(*found) for found in reference_problems(file)]
    if file is None or problems:
        raise BrokenFramework(problems)
    return file


@lru_cache(maxsize=64)
def read_stored(text: str) -> FrameworkFile:
    """Return the framework that a canonical text of our own holds, whose parts fit together or not yet.

    A draft under way may name what is not there; what is wrong with it is told before it is published.
    Raises BrokenFramework where the text is no framework at all.
    """
    tree = read_tree(text.encode())
    file, problems = _validated(tree)
    if file is None:
        raise BrokenFramework([*tree.problems, *problems])
    return file


def problems_of(file: FrameworkFile) -> tuple[Problem, ...]:
    """Return what is wrong with a framework that is being edited, with the lines of its canonical form."""
    return _problems_of(canonical(file))


@lru_cache(maxsize=16)
def _problems_of(text: str) -> tuple[Problem, ...]:
    try:
        read(text.encode())
    except BrokenFramework as broken:
        return tuple(broken.problems)
    return ()


def _validated(tree: Tree) -> tuple[FrameworkFile | None, list[Problem]]:
    try:
        return FrameworkFile.model_validate(tree.value), []
    except ValidationError as error:
        return None, [tree.wrong(*found) for found in field_problems(error)]


def canonical(file: FrameworkFile) -> str:
    """Return the one text of a framework: YAML with its fields in a fixed order, all texts in double quotes.

    Reading it gives an equal framework, and comments and layout of the original do not matter for it. Fields of the
    first cut are always written, later ones where they say something, so that a framework keeps its fingerprint when
    the format grows. The number of the version is no part of it.
    """
    return canonical_part(unnumbered(file))


def canonical_part(part: Part, without: Collection[str] = ()) -> str:
    """Return the canonical text of a part alone, without the fields of these names."""
    return "".join(f"{line}\n" for line in _written(part, "", without))


def unnumbered(file: FrameworkFile) -> FrameworkFile:
    """Return a framework without the number that its file asks for: what it says, not where it is filed."""
    return file if file.version is None else file.model_copy(update={"version": None})


def sha256(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def _written(part: Part, indent: str, without: Collection[str] = ()) -> Iterator[str]:
    """Yield the lines of a part's fields, but for those of some names."""
    for name, field in type(part).model_fields.items():
        value, key = getattr(part, name), f"{indent}{field.alias}:"
        if name in without:
            continue
        if (part.terse or is_later(field)) and not field.is_required() and value == field.default:
            continue
        yield from _field(key, value, indent)


def _field(key: str, value: Any, indent: str) -> Iterator[str]:
    """Yield the lines of one field."""
    if isinstance(value, Part):
        inside = list(_written(value, f"{indent}  "))
        yield key if inside else f"{key} {{}}"
        yield from inside
    elif isinstance(value, dict) and value:
        yield key
        for name in sorted(value):
            yield from _field(f"{indent}  {_scalar(name)}:", value[name], f"{indent}  ")
    elif isinstance(value, tuple) and value:
        yield key
        for item in value:
            yield from _item(item, f"{indent}  ")
    else:
        yield f"{key} {_scalar(value)}"


def _item(item: Any, indent: str) -> Iterator[str]:
    """Yield the lines of a list's item, the first of which begins with a hyphen."""
    if isinstance(item, Part):
        first, *rest = list(_written(item, f"{indent}  ")) or ["{}"]
        yield f"{indent}- {first.lstrip(' ')}"
        yield from rest
    else:
        yield f"{indent}- {_scalar(item)}"


def _scalar(value: Any) -> str:
    """Return a single value as JSON, which is YAML too; an empty list is [], and a number its digits."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return json.dumps(value, ensure_ascii=False)
