"""Cases and cells by number, so that other worlds can be tried quickly."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from review.domain.disclosure.population import Population
from review.domain.disclosure.releases import Change, Place

Kind = tuple[int, ...]
"""A kind of case: on each axis the number of what it is, and last that of the set of releases it counts in."""
Condition = tuple[int, frozenset[int]]


@dataclass
class _Grid:
    """Cells that ask for one thing on the same axes, under the same further conditions."""

    single: tuple[int, ...]
    further: tuple[Condition, ...]
    cells: dict[Kind, list[int]] = field(default_factory=dict)

    @property
    def asked(self) -> frozenset[int]:
        """The axes that decide which cells a kind counts in."""
        return frozenset({*self.single, *(d for d, _ in self.further)})

    def of(self, kind: Kind) -> Sequence[int]:
        """Give the cells that a kind counts in: those that mean the same hold the same cases."""
        if not all(kind[d] in allowed for d, allowed in self.further):
            return ()
        return self.cells.get(tuple([kind[d] for d in self.single]), ())


@dataclass
class _Grids:
    """Grids that ask for the same axes, of all releases: kinds alike in those count in the same cells."""

    asked: frozenset[int]
    grids: list[_Grid] = field(default_factory=list)
    known: dict[Kind, frozenset[int]] = field(default_factory=dict)

    def cells(self, kind: Kind) -> frozenset[int]:
        """Give the cells that a kind counts in, worked out once for all that are alike."""
        key = tuple([kind[d] for d in self.asked])
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = frozenset(cell for grid in self.grids for cell in grid.of(kind))
        return found


class Frame:
    """The real world in numbers: how many cases of each kind, which cells a kind counts in, and what each cell holds.

    Cells are the places given, in their order. A kind is worked out when it is first asked for, since the possible
    ones are far too many to list.
    """

    def __init__(self, population: Population, places: Sequence[Place]) -> None:
        self.population, self.places = population, places
        self.axes = population.axes
        self._numbers = [{codes: n for n, codes in enumerate(axis.together)} for axis in self.axes]
        self.sizes = [*map(len, self._numbers), len(population.memberships)]
        self.conditions = [self._conditions(place) for place in places]
        self._grids = self._sorted_in()
        self._known: dict[Kind, frozenset[int]] = {}
        self.counts = self._counts()
        self.values = [0] * len(places)
        self.by_cell: list[list[Kind]] = [[] for _ in places]
        for kind, count in self.counts.items():
            for cell in self.cells(kind):
                self.values[cell] += count
                self.by_cell[cell].append(kind)

    def cells(self, kind: Kind | None) -> frozenset[int]:
        """Give the cells that a case of this kind counts in; none for no case."""
        if kind is None:
            return frozenset()
        found = self._known.get(kind)
        if found is None:
            found = self._known[kind] = frozenset().union(*[grids.cells(kind) for grids in self._grids])
        return found

    def changes(self, more: Iterable[tuple[Kind, int]]) -> tuple[Change, ...]:
        """Say changes of kinds in the words of the population, those that come to nothing left out."""
        return tuple(
            Change(self._values(kind), self.population.memberships[kind[-1]], number)
            for kind, number in sorted(more)
            if number
        )

    def _values(self, kind: Kind) -> tuple[tuple[str, str], ...]:
        """Give the categories of a kind, by name in order."""
        axes = zip(self.axes, kind, strict=False)
        return tuple(sorted(pair for axis, n in axes for pair in zip(axis.names, axis.together[n], strict=True)))

    def _counts(self) -> dict[Kind, int]:
        counts: dict[Kind, int] = {}
        for row in self.population.rows:
            membership = self.population.memberships.index(self.population.membership(row))
            numbers = zip(self.axes, self._numbers, strict=True)
            kind = (*(number[tuple(row.values[name] for name in axis.names)] for axis, number in numbers), membership)
            counts[kind] = counts.get(kind, 0) + row.count
        return dict(sorted(counts.items()))

    def _conditions(self, place: Place) -> tuple[Condition, ...]:
        sets = self.population.memberships
        counted = frozenset(n for n, releases in enumerate(sets) if place.release in releases)
        found = self.population.meaning(place.cell)
        return (*found, (len(self.axes), counted)) if len(counted) < len(sets) else found

    def _sorted_in(self) -> list[_Grids]:
        grids: dict[tuple[tuple[int, ...], tuple[Condition, ...]], _Grid] = {}
        for cell, conditions in enumerate(self.conditions):
            single = tuple(d for d, allowed in conditions if len(allowed) == 1)
            further = tuple(condition for condition in conditions if len(condition[1]) != 1)
            grid = grids.setdefault((single, further), _Grid(single, further))
            asked = tuple(min(allowed) for _, allowed in conditions if len(allowed) == 1)
            grid.cells.setdefault(asked, []).append(cell)
        return _together(grids.values())


def _together(grids: Iterable[_Grid]) -> list[_Grids]:
    """Put grids together that ask for the same axes, and those that ask for fewer of them with them."""
    found: list[_Grids] = []
    for grid in sorted(grids, key=lambda grid: -len(grid.asked)):
        wider = next((one for one in found if one.asked >= grid.asked), None)
        if wider is None:
            found.append(wider := _Grids(grid.asked))
        wider.grids.append(grid)
    return found
