"""The cases behind a release, grouped by what any table asks of them, and in which releases they are counted."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
class Population:
    """The cases, what each dimension can be, and the names of the releases in their order, the new one last.

    What is possible, for whoever reads the tables: any category with any other, and a case that was counted stays
    counted from then on, besides what really happened. Raises ValueError where a row lacks a dimension or has a
    category or release that is not known.
    """

    dimensions: Mapping[str, Sequence[str]]
    rows: Sequence[Row]
    releases: tuple[str, ...] = ("now",)

    def __post_init__(self) -> None:
        for row in self.rows:
            if set(row.values) != set(self.dimensions):
                raise ValueError("Every row needs every dimension: " + ", ".join(sorted(self.dimensions)) + ".")
            for name, value in row.values.items():
                if value not in self.dimensions[name]:
                    raise ValueError(f'"{value}" is not a category of "{name}".')
            if not (row.releases is None or row.releases <= set(self.releases)):
                raise ValueError(f"A row counts in a release that is not one of {', '.join(self.releases)}.")

    @property
    def new(self) -> str:
        """The name of the release that is being made."""
        return self.releases[-1]

    @cached_property
    def memberships(self) -> tuple[frozenset[str], ...]:
        """The sets of releases that a case can count in: from one release on, and whatever occurs."""
        chain = [frozenset(self.releases[start:]) for start in range(len(self.releases))]
        occurring = {self.membership(row) for row in self.rows} - set(chain)
        return (*chain, *sorted(occurring, key=sorted))

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
