"""Whether exercises form a line over time, or only stand side by side, and then why: every reason, in one order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

TYPES, SCALES, CRITERIA, FORCES, CASES, ORIGIN = "types", "scales", "criteria", "forces", "cases", "origin"
ORDER = (TYPES, SCALES, CRITERIA, FORCES, CASES, ORIGIN)
"""The reasons why two exercises are not compared, in the order in which they are told."""
WORDS = {
    TYPES: "Different exercise types: not a trend.",
    SCALES: "Different scales: never converted.",
    FORCES: "Different forces: a difference between them is no change over time.",
    CASES: "Different cases were counted.",
    ORIGIN: "One is counted here, the other was published elsewhere: beside each other, never mixed.",
}
NO_TYPE = "An exercise of its own kind, which none is known to repeat: not a trend."
NOT_NAMED = "The forces are not named, so nobody can tell whether they are the same."
Item = TypeVar("Item")


@dataclass(frozen=True)
class Standing:
    """What decides with which others an exercise compares.

    `kind` is its type, empty where it is of a kind of its own; `scale` identifies the content of its scale; `cases`
    says which of its cases are counted. `forces` are None where they are not named; an own exercise that shows labels
    for them (`labelled`) does not name them beside published ones. `own`: it is counted here. `scale_title` is what the
    scale is called.
    """

    kind: str
    scale: str
    forces: frozenset[str] | None
    cases: str
    own: bool
    labelled: bool = False
    scale_title: str = ""


@dataclass(frozen=True)
class Reason:
    """One reason why two exercises are not compared: which of ORDER, and in words."""

    code: str
    words: str


def reasons_apart(one: Standing, other: Standing, criteria: str = "") -> tuple[Reason, ...]:
    """Give every reason why two exercises are not compared, in the order of ORDER; none where they form a line.

    `criteria` says in words what of the criteria changed between two own exercises, empty where all are the same; those
    of published ones are not known here, and not asked about. It is symmetric but for those words and the order in
    which scales are named. Never raises.
    """
    found = {
        TYPES: _types(one, other),
        SCALES: "" if one.scale == other.scale else _scales(one.scale_title, other.scale_title),
        CRITERIA: criteria if one.own and other.own else "",
        FORCES: _forces(one, other),
        CASES: "" if one.cases == other.cases else WORDS[CASES],
        ORIGIN: "" if one.own == other.own else WORDS[ORIGIN],
    }
    return tuple(Reason(code, found[code]) for code in ORDER if found[code])


def lines_of(items: Sequence[Item], apart: Callable[[Item, Item], bool]) -> list[list[Item]]:
    """Put items, which come in the order of time, into lines: each joins the first of which it is apart from none.

    Lines of one are left out: one exercise alone is no comparison.
    """
    lines: list[list[Item]] = []
    for item in items:
        for line in lines:
            if not any(apart(before, item) for before in line):
                line.append(item)
                break
        else:
            lines.append([item])
    return [line for line in lines if len(line) > 1]


def _types(one: Standing, other: Standing) -> str:
    if one.kind and other.kind:
        return "" if one.kind == other.kind else WORDS[TYPES]
    return WORDS[TYPES] if one.kind or other.kind else NO_TYPE


def _scales(one: str, other: str) -> str:
    """Say which scales differ, where their names do."""
    return WORDS[SCALES] if one == other else f"Different scales, “{one}” and “{other}”: never converted."


def _forces(one: Standing, other: Standing) -> str:
    mixed = one.own != other.own
    hidden = mixed and (one.labelled or other.labelled)
    if hidden or one.forces is None or other.forces is None:
        return NOT_NAMED
    return "" if one.forces == other.forces else WORDS[FORCES]
