"""Reading YAML into plain values, with the line of everything in it.

A small part of YAML, so that a file means what it looks like: no anchors, aliases, tags or second documents; `yes`,
`no` and dates are text; numbers are written with digits alone.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import yaml

from review.frameworks.problems.problem import BrokenFramework, Path, Problem, path_text, shown

FAST = getattr(yaml, "CSafeLoader", None)
"""The parser written in C, which every wheel of PyYAML brings. It takes all that the other one takes but tabs, and a
few more ways of writing, such as a question mark at the end of a word inside braces. What it cannot read is read again
for the words of the other one."""
MOST_BYTES = 1024 * 1024
MOST_VALUES = 20_000
DEEPEST = 14
TWICE = ""
"""Put before the path of a value that stands twice, whose own places nobody asks for."""
WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
WHOLE_NUMBER, NUMBER = re.compile(r"[-+]?\d{1,15}", re.ASCII), re.compile(r"[-+]?\d{1,15}\.\d{0,15}", re.ASCII)
SHARED = "Anchors and aliases (& and *) are not read. Write the value out where it is needed, or put it in quotes."
TAGGED = "Tags (words that begin with !) are not read. Take the tag away, or put the value in quotes."
DEEP = "This is nested deeper than any framework. Check the indentation and the brackets."
LONG = f"The file holds more than {MOST_VALUES:,} values, which no framework needs. Check that it is the right file."
SECOND = "A second document begins here. Put one framework into one file, without a line of three hyphens."
NOT_A_NAME = "A field's name must be a word on one line, followed by a colon."


@dataclass
class Tree:
    """The file's content: mappings as dicts, sequences as tuples; the line of each place; what is wrong so far."""

    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """Return the line of a place, or of the nearest place around it that is in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def wrong(self, path: Path, sentence: str, line: int = 0) -> Problem:
        """Return a problem at a place."""
        return Problem(line or self.line(path), path_text(path), sentence)


def read_tree(data: bytes) -> Tree:
    """Return what stands in a YAML file. Raises BrokenFramework where it cannot be read as YAML at all."""
    text = _text(data)
    if FAST and "\t" not in text:  # the fast parser takes some tabs that the other refuses
        with suppress(yaml.YAMLError):
            return _Composer(text, FAST).compose()
    try:
        return _Composer(text, yaml.SafeLoader).compose()
    except yaml.YAMLError as error:
        raise BrokenFramework(_syntax_problems(text, error)) from error


def _text(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise _whole("The file is larger than 1 MB, which no framework needs. Check that it is the right file.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BrokenFramework([Problem(line, "", "The file is not in UTF-8. Save it as UTF-8 text.")]) from error
    if not text.strip():
        raise _whole("The file is empty. Choose a framework file.")
    return text


def _whole(sentence: str) -> BrokenFramework:
    return BrokenFramework([Problem(0, "", sentence)])


class _Composer:
    """Builds the tree from YAML's events, which come one by one, so that depth and size are limited on the way."""

    def __init__(self, text: str, loader: Any) -> None:
        self.events: Iterator[Any] = yaml.parse(text, Loader=loader)
        self.tree = Tree()
        self.values = 0

    def compose(self) -> Tree:
        """Return the tree of the one document. Raises BrokenFramework or YAMLError."""
        event = self._next()
        while isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
            event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            raise _whole("The file holds nothing but comments. Choose a framework file.")
        self.tree.value = self._value(event, ())
        self._next()
        if isinstance(event := self._next(), yaml.DocumentStartEvent):
            self._fail(event, (), SECOND)
        return self.tree

    def _next(self) -> Any:
        return next(self.events)

    def _fail(self, event: Any, path: Path, sentence: str) -> None:
        problem = self.tree.wrong(path, sentence, _line(event))
        raise BrokenFramework([*self.tree.problems, problem])

    def _value(self, event: Any, path: Path) -> Any:
        """Return the value that begins with an event. Its place may have a line already: that of its field's name."""
        self.tree.lines.setdefault(path, _line(event))
        self.values += 1
        if self.values > MOST_VALUES:
            self._fail(event, path, LONG)
        if len(path) > DEEPEST:
            self._fail(event, path, DEEP)
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            self._fail(event, path, SHARED)
        if event.tag:
            self._fail(event, path, TAGGED)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return _scalar(event)

    def _sequence(self, path: Path) -> tuple[Any, ...]:
        items: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._value(event, (*path, len(items))))
        return tuple(items)

    def _mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            name = self._name(event, path)
            here, line = (*path, name), _line(event)
            if name in found:
                first = self.tree.lines[here]
                sentence = f"The field “{shown(name)}” stands here twice, first on line {first}. Keep one of them."
                self.tree.problems.append(self.tree.wrong(here, sentence, line))
                self._value(self._next(), (TWICE, *here))
                continue
            self.tree.lines[here] = line
            found[name] = self._value(self._next(), here)
        return found

    def _name(self, event: Any, path: Path) -> str:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            self._fail(event, path, SHARED)
        if not isinstance(event, yaml.ScalarEvent) or event.tag or not event.value.strip():
            self._fail(event, path, NOT_A_NAME)
        return str(event.value)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _scalar(event: Any) -> Any:
    """Return what a single value means: a number, true, false, nothing or else text."""
    text: str = event.value
    if event.style:
        return text
    if text.lower() in WORDS:
        return WORDS[text.lower()]
    if WHOLE_NUMBER.fullmatch(text):
        return int(text)
    return Decimal(text) if NUMBER.fullmatch(text) else text


def _syntax_problems(text: str, error: yaml.YAMLError) -> list[Problem]:
    """Return what is wrong with a text that is not YAML: tabs wherever they are, or the place where reading ended."""
    tabs = [number for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1) if re.match(r" *\t", line)]
    if tabs:
        return [Problem(number, "", "The line begins with a tab. Indent with spaces.") for number in tabs]
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, int(error.position)) + 1
        return [Problem(line, "", "There is a character here that cannot be seen. Take it away.")]
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 0
    what = f"{getattr(error, 'problem', None) or 'it cannot be read'}"
    return [Problem(line, "", f"This is not valid YAML: {shown(what)}. {_advice(text, mark)}")]


def _advice(text: str, mark: Any) -> str:
    if mark and mark.index < len(text) and text[mark.index] == "\t":
        return "Use spaces instead of the tab."
    return "Check the indentation, and put texts with a colon, a hash or quotation marks in quotes."
