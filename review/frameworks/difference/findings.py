"""How two framework files differ: what was added, removed, reworded, moved and changed, part by part."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from review.domain.word_changes import Pieces, moved, word_changes

Part = TypeVar("Part")
Facets = Mapping[str, str]
"""What a part says, in words, by what it is about. An empty text says nothing."""


class Change(StrEnum):
    """What happened to a part."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    REWORDED = "reworded"
    CHANGED = "changed"


@dataclass(frozen=True)
class Detail:
    """One thing that a part says otherwise: what it is about, and how its words changed."""

    label: str
    pieces: Pieces


@dataclass(frozen=True)
class Entry:
    """A part that differs: its code in the newer version (or in the older, where it was removed), and its name.

    `notes` are sentences about it as a whole; `details` what it says otherwise, or all it says where it was added
    or removed.
    """

    changes: tuple[Change, ...]
    code: str
    name: str
    notes: tuple[str, ...] = ()
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True)
class Section:
    """The parts of a kind that differ."""

    code: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class ExampleResult:
    """A worked example that comes out otherwise by the other version's rules: for what, and how in both versions.

    `of` says which version has the example; `why_not` why it cannot be tried by the other's rules, if it cannot.
    """

    title: str
    of: str
    results: tuple[tuple[str, str, str], ...] = ()
    why_not: str = ""


@dataclass(frozen=True)
class FrameworkDiff:
    """Everything in which two files differ: parts by kind, and worked examples whose results change."""

    sections: tuple[Section, ...] = ()
    results: tuple[ExampleResult, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the two say just the same."""
        return not self.sections

    def counts(self) -> dict[Change, int]:
        """Return how many parts were added, removed and so on; a part can count for more than one change."""
        changes = [change for section in self.sections for entry in section.entries for change in entry.changes]
        return {change: changes.count(change) for change in Change if change in changes}


def changed_facets(older: Facets, newer: Facets) -> tuple[Detail, ...]:
    """Return what two parts say differently, in the order of the newer one."""
    labels = dict.fromkeys((*newer, *older))
    told = ((label, older.get(label, ""), newer.get(label, "")) for label in labels)
    return tuple(Detail(label, word_changes(old, new)) for label, old, new in told if old != new)


def rewording(details: Iterable[Detail], running: frozenset[str]) -> Iterator[Change]:
    """Yield whether running text was reworded, and whether anything else was changed."""
    labels = {detail.label for detail in details}
    if labels & running:
        yield Change.REWORDED
    if labels - running:
        yield Change.CHANGED


def listed(
    older: Sequence[Part],
    newer: Sequence[Part],
    *,
    code: Callable[[Part], str],
    name: Callable[[Part], str],
    facets: Callable[[Part], Facets],
    running: frozenset[str] = frozenset(),
) -> Iterator[Entry]:
    """Yield the parts of a list that differ, each known by its code: those removed first, then in the newer order."""
    before, after = {code(one): one for one in older}, {code(one): one for one in newer}
    for key, part in before.items():
        if key not in after:
            yield Entry((Change.REMOVED,), key, name(part), details=changed_facets(facets(part), {}))
    away = moved(list(before), list(after))
    for key, part in after.items():
        if key not in before:
            yield Entry((Change.ADDED,), key, name(part), details=changed_facets({}, facets(part)))
            continue
        details = changed_facets(facets(before[key]), facets(part))
        changes = (*((Change.MOVED,) if key in away else ()), *rewording(details, running))
        if changes:
            notes = ("It has another place among the others.",) if key in away else ()
            yield Entry(changes, key, name(part), notes, details)
