"""The cases behind a release, grouped by what any table asks of them, and in which releases they are counted."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from review.domain.disclosure.tables import Cell


@dataclass(frozen=True)
class Row:
    """A number of cases that are alike: their category in every dimension, and the releases that they count in.

    `releases` is None for cases that count in every release. Raises ValueError where the count is not positive.
    """

    values: Mapping[str, str]
    count: int = 1
    releases: frozenset[str] | None = None

    def __post_init__(self) -> None:
        if self.count < 1:
            raise ValueError(f"A row stands for at least one case, not for {self.count}.")


@dataclass(frozen=True)
class Tie:
    """Dimensions that decide each other, as a month decides its quarter: no case has other categories together.

    `together` holds a category of each of `names`, in their order, for everything that a case can be. Of one name
    alone it says which of its categories no case can have.
    """

    names: tuple[str, ...]
    together: frozenset[tuple[str, ...]]


@dataclass(frozen=True)
class Axis:
    """Dimensions that are tied, or one that is free, with everything that a case can be in them, in order."""

    names: tuple[str, ...]
    together: tuple[tuple[str, ...], ...]

    def where(self, conditions: Mapping[str, Collection[str]]) -> frozenset[int]:
        """Give the places in `together` that hold to conditions on its names."""
        asked = [(self.names.index(name), allowed) for name, allowed in conditions.items() if name in self.names]
        return frozenset(
            place for place, codes in enumerate(self.together) if all(codes[at] in allowed for at, allowed in asked)
        )


Meaning = tuple[tuple[int, frozenset[int]], ...]
"""What the cases of a cell can be, by the number of the axis; one on which they can be anything is left out.

Cells that mean the same hold the same cases, however their tables say it.
"""


@dataclass(frozen=True)
class Population:
    """The cases, what each dimension can be, and the names of the releases in their order, the new one last.

    What is possible, for whoever reads the tables: any category with any other but for `ties`, and to be counted in
    the releases that some case really is counted in. Who reads two releases may know that nothing was signed off
    between them, or what, so that a case that came or went meanwhile hides nothing unless one really did. Raises
    ValueError where a row lacks a dimension or has a category or release that is not known, or that its ties rule
    out, and where a dimension has two ties.
    """

    dimensions: Mapping[str, Sequence[str]]
    rows: Sequence[Row]
    releases: tuple[str, ...] = ("now",)
    ties: tuple[Tie, ...] = ()

    def __post_init__(self) -> None:
        tied = [name for tie in self.ties for name in tie.names]
        if len(set(tied)) < len(tied) or not set(tied) <= set(self.dimensions):
            raise ValueError("A tie is of dimensions that there are, and each has one at most.")
        for row in self.rows:
            if set(row.values) != set(self.dimensions):
                raise ValueError("Every row needs every dimension: " + ", ".join(sorted(self.dimensions)) + ".")
            for name, value in row.values.items():
                if value not in self.dimensions[name]:
                    raise ValueError(f'"{value}" is not a category of "{name}".')
            if not (row.releases is None or row.releases <= set(self.releases)):
                raise ValueError(f"A row counts in a release that is not one of {', '.join(self.releases)}.")
            if not self.possible(row.values):
                raise ValueError(f"A case cannot be {dict(row.values)}.")

    @property
    def new(self) -> str:
        """The name of the release that is being made."""
        return self.releases[-1]

    @cached_property
    def memberships(self) -> tuple[frozenset[str], ...]:
        """The sets of releases that a case can count in: those that occur; of no cases at all, every release."""
        occurring = {self.membership(row) for row in self.rows} or {frozenset(self.releases)}
        return tuple(sorted(occurring, key=lambda found: (-len(found), sorted(found))))

    def same_cases(self, one: str, other: str) -> bool:
        """Tell whether two releases count the very same cases."""
        return all((one in found) == (other in found) for found in self.memberships)

    @cached_property
    def axes(self) -> tuple[Axis, ...]:
        """The dimensions, those that are tied as one."""
        tied = {name for tie in self.ties for name in tie.names}
        free = [Axis((name,), tuple((code,) for code in self.dimensions[name])) for name in self.dimensions]
        made = [Axis(tie.names, tuple(sorted(tie.together))) for tie in self.ties]
        return tuple(sorted([*made, *(axis for axis in free if axis.names[0] not in tied)], key=lambda one: one.names))

    def possible(self, values: Mapping[str, str]) -> bool:
        """Tell whether a case can have these categories together."""
        return all(tuple(values[name] for name in tie.names) in tie.together for tie in self.ties)

    def meaning(self, cell: Cell) -> Meaning:
        """Give what the cases of a cell can be."""
        if cell not in self._meanings:
            conditions = dict(cell.conditions)
            self._meanings[cell] = tuple(
                (at, places)
                for at, axis in enumerate(self.axes)
                if not conditions.keys().isdisjoint(axis.names)
                and len(places := axis.where(conditions)) < len(axis.together)
            )
        return self._meanings[cell]

    def impossible(self, cell: Cell) -> bool:
        """Tell whether no case can be in a cell, as everybody knows."""
        return not all(places for _, places in self.meaning(cell))

    def contains(self, wide: Cell, narrow: Cell) -> bool:
        """Tell whether every possible case of the second cell is one of the first too."""
        narrower = dict(self.meaning(narrow))
        return all(at in narrower and narrower[at] <= allowed for at, allowed in self.meaning(wide))

    def membership(self, row: Row) -> frozenset[str]:
        """Give the releases that a row counts in."""
        return frozenset(self.releases) if row.releases is None else row.releases

    def count(self, release: str, cell: Cell) -> int:
        """Count the cases of a cell in a release."""
        if (release, cell) not in self._counted:
            self._counted[release, cell] = sum(self.rows[number].count for number in self.rows_of(release, cell))
        return self._counted[release, cell]

    def rows_of(self, release: str, cell: Cell) -> frozenset[int]:
        """Give the places of the rows that a cell counts in a release."""
        if (release, cell) not in self._found:
            rows = self._rows_in[release]
            for dimension, allowed in cell.conditions:
                rows = rows & set().union(*(self._rows_with.get((dimension, category), ()) for category in allowed))
            self._found[release, cell] = frozenset(rows)
        return self._found[release, cell]

    @cached_property
    def _rows_in(self) -> dict[str, set[int]]:
        rows = list(enumerate(self.rows))
        return {name: {n for n, row in rows if name in self.membership(row)} for name in self.releases}

    @cached_property
    def _rows_with(self) -> dict[tuple[str, str], set[int]]:
        found: dict[tuple[str, str], set[int]] = {}
        for number, row in enumerate(self.rows):
            for pair in row.values.items():
                found.setdefault(pair, set()).add(number)
        return found

    @cached_property
    def _meanings(self) -> dict[Cell, Meaning]:
        """What cells mean, since they are asked about often."""
        return {}

    @cached_property
    def _found(self) -> dict[tuple[str, Cell], frozenset[int]]:
        """The rows that were looked for before."""
        return {}

    @cached_property
    def _counted(self) -> dict[tuple[str, Cell], int]:
        """What was counted before, since the same cells are asked for by many tables."""
        return {}


def joined(snapshots: Mapping[str, Mapping[str, Mapping[str, str]]]) -> list[Row]:
    """Group cases as they stood at each release: release -> reference of the case -> its categories.

    A case that changed between two releases becomes two rows, one as it was counted then and one as it is now.
    """
    seen: dict[tuple[str, tuple[tuple[str, str], ...]], set[str]] = {}
    for release, cases in snapshots.items():
        for reference, values in cases.items():
            seen.setdefault((reference, tuple(sorted(values.items()))), set()).add(release)
    return grouped((dict(values), frozenset(releases)) for (_, values), releases in seen.items())


def grouped(cases: Iterable[tuple[Mapping[str, str], frozenset[str]]]) -> list[Row]:
    """Count cases that are alike and in the same releases."""
    counts = Counter((tuple(sorted(values.items())), releases) for values, releases in cases)
    ordered = sorted(counts.items(), key=lambda item: (item[0][0], sorted(item[0][1])))
    return [Row(dict(values), count, releases) for (values, releases), count in ordered]
