"""Somebody who knows everything published and has a solver: the least and the most that each hidden count can be.

Shares with the code under test its plain data only: tables and cells are laid out anew here, and worlds are searched
over every kind of case that is possible at all, by the mixed integer solver of scipy (HiGHS).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from review.domain.disclosure.population import Population
from review.domain.disclosure.releases import Published
from review.domain.disclosure.rule import Mark

Meaning = tuple[tuple[str, frozenset[str]], ...]
ENOUGH = 100_000
"""More cases than any hidden cell can have here."""

TOGETHER = 8
"""Worlds found for many cells at once, by pushing some up and others down, before each is tried by itself."""

Spot = tuple[str, tuple[tuple[str, str], ...], tuple[tuple[str, tuple[str, ...]], ...]]
"""A cell as the attacker names it: release, the categories that it is about, the filter of its table."""


@dataclass(frozen=True)
class Known:
    """What is known of a cell: the least and the most that it can be, and whether it is hidden."""

    low: int
    high: int
    hidden: bool


@dataclass(frozen=True)
class Found:
    """What an attack gave: the cells asked for with two counts that each can be, and those that can be one only."""

    open: dict[Spot, tuple[int, int]]
    derived: dict[Spot, int]


class Attacker:
    """Reads releases and asks what hidden cells can be."""

    def __init__(self, population: Population, published: Sequence[Published]) -> None:
        self.population, self.published = population, published
        self.names = sorted(population.dimensions)
        self.known: dict[Spot, Known] = {}
        self.secret: list[Spot] = []
        self.opened: set[tuple[str, Meaning]] = set()
        self.tables: list[tuple[Published, list[Spot], bool]] = []
        for told in published:
            self._read(told)
        for told in published:
            for table in told.withheld:
                self._wonder(told, table)
        self.spots = list(self.known)
        self._lay_out()
        self.worlds: list[np.ndarray] = []

    def _read(self, told: Published) -> None:
        for table in (table for table in told.tables if table.kind in told.rule.off):
            self.opened |= {(told.name, self._meaning(spot)) for spot, _ in self._cells(told, table)}
        for table in told.tables:
            spots = []
            for spot, figure in self._cells(told, table):
                self.known[spot] = known(told, figure, self._is_open(spot))
                spots.append(spot)
            small = any(self.known[s].hidden and told.rule.small(self.truth(s)) for s in spots)
            self.tables.append((told, spots, small and not told.rule.rounds))

    def _wonder(self, told: Published, table: Any) -> None:
        """Remember the small counts of a table that nothing is told of."""
        for spot, figure in self._cells(told, table):
            if figure is None and told.rule.small(self.truth(spot)) and not self._plainly_none(told, spot):
                self.known[spot] = Known(0, ENOUGH, False)
                self.secret.append(spot)

    def _is_open(self, spot: Spot) -> bool:
        """Tell whether some unprotected table has the same cases in a cell."""
        return (spot[0], self._meaning(spot)) in self.opened

    def _plainly_none(self, told: Published, spot: Spot) -> bool:
        """Tell whether a cell lies within one that an unprotected table says is empty."""
        asked = dict(self._meaning(spot))
        return any(
            figure == 0 and all(name in asked and asked[name] <= allowed for name, allowed in self._meaning(other))
            for table in told.tables
            if table.kind in told.rule.off
            for other, figure in self._cells(told, table)
        )

    def _meaning(self, spot: Spot) -> Meaning:
        """Give what the cases of a cell have in common, however its table says it."""
        everything = {name: frozenset(codes) for name, codes in self.population.dimensions.items()}
        asked = {**everything, **{name: frozenset(allowed) for name, allowed in spot[2]}}
        for name, code in spot[1]:
            asked[name] &= {code}
        return tuple((name, asked[name]) for name in self.names if asked[name] != everything[name])

    def _cells(self, told: Published, table: Any) -> Iterator[tuple[Spot, Any]]:
        figures = {
            tuple((name, frozenset(allowed)) for name, allowed in cell.conditions): figure
            for cell, figure in told.figures.items()
        }
        for key in product(*[(None, *self.population.dimensions[name]) for name in table.dimensions]):
            named = tuple((name, code) for name, code in zip(table.dimensions, key, strict=True) if code is not None)
            spot = (told.name, named, table.subset.where)
            meaning = self._meaning(spot)
            told_of = all(allowed for _, allowed in meaning) and not (table.margins_only and None not in key)
            if told_of:
                yield spot, figures.get(meaning)

    def inside(self, spot: Spot, kind: tuple[str, ...], releases: frozenset[str]) -> bool:
        """Tell whether a case of a kind is counted in a cell."""
        values = dict(zip(self.names, kind, strict=True))
        release, named, where = spot
        return (
            release in releases
            and all(values[name] == code for name, code in named)
            and all(values[name] in allowed for name, allowed in where)
        )

    def truth(self, spot: Spot) -> int:
        """Count the cells' cases as they really are."""
        everywhere = frozenset(self.population.releases)
        return sum(
            row.count
            for row in self.population.rows
            if self.inside(
                spot,
                tuple(row.values[name] for name in self.names),
                everywhere if row.releases is None else row.releases,
            )
        )

    def _lay_out(self) -> None:
        """Make a column for every group of kinds of case that no published cell tells apart."""
        empty = [n for n, spot in enumerate(self.spots) if self.known[spot].high == 0]
        columns: dict[tuple[int, ...], None] = {}
        for spots in self._signatures():
            if not set(empty) & set(spots):
                columns[tuple(spots)] = None
        rows = [row for spots in columns for row in spots]
        starts = np.cumsum([0, *map(len, columns)])
        shape = (len(columns), len(self.spots))
        self.matrix = csr_matrix((np.ones(len(rows)), rows, starts), shape=shape).T.tocsr()

    def _signatures(self) -> Iterator[list[int]]:
        by_release: dict[str, list[int]] = {}
        for n, (release, _, _) in enumerate(self.spots):
            by_release.setdefault(release, []).append(n)
        memberships = self._memberships()
        for kind in product(*[self.population.dimensions[name] for name in self.names]):
            values = dict(zip(self.names, kind, strict=True))
            held = {
                release: [n for n in spots if self._holds(self.spots[n], values)]
                for release, spots in by_release.items()
            }
            for releases in memberships:
                yield [n for release in sorted(releases) for n in held.get(release, ())]

    @staticmethod
    def _holds(spot: Spot, values: dict[str, str]) -> bool:
        return all(values[n] == c for n, c in spot[1]) and all(values[n] in allowed for n, allowed in spot[2])

    def _memberships(self) -> set[frozenset[str]]:
        """Give what is possible: counted from some release on, or as it really was for some case."""
        names = self.population.releases
        chain = {frozenset(names[start:]) for start in range(len(names))}
        return chain | {row.releases for row in self.population.rows if row.releases is not None}

    def attack(self, targets: Sequence[Spot]) -> Found:
        """Find two counts that each target can be, or that it can be one only."""
        numbers = {spot: n for n, spot in enumerate(self.spots)}
        for times in range(TOGETHER):
            closed = [numbers[spot] for spot in targets if len(self._seen(numbers[spot])) < 2]
            if len(closed) > 2:
                self._solve(
                    {number: (-1) ** (n >> times // 2 if times > 1 else times) for n, number in enumerate(closed)}
                )
        derived = {}
        for spot in targets:
            # A cell that was found at its least can only be shown to be open by its most.
            least = self._seen(numbers[spot]) == {self.known[spot].low}
            for sign in (-1,) if least else (-1, 1):
                if len(self._seen(numbers[spot])) < 2:
                    self._solve({numbers[spot]: sign})
            if len(seen := self._seen(numbers[spot])) < 2:
                derived[spot] = min(seen)
        ranges = {spot: self._seen(numbers[spot]) for spot in targets if spot not in derived}
        return Found({spot: (min(seen), max(seen)) for spot, seen in ranges.items()}, derived)

    def fixed_differences(self, pairs: Sequence[tuple[Spot, Spot]]) -> list[tuple[Spot, Spot]]:
        """Give the pairs of cells of which the difference can be one number only."""
        numbers, fixed = {spot: n for n, spot in enumerate(self.spots)}, []
        for larger, smaller in pairs:
            a, b = numbers[larger], numbers[smaller]
            for sign in (1, -1):
                if len({int(world[a] - world[b]) for world in self.worlds}) < 2:
                    self._solve({a: sign, b: -sign})
            if len({int(world[a] - world[b]) for world in self.worlds}) < 2:
                fixed.append((larger, smaller))
        return fixed

    def small_differences(self) -> list[tuple[Spot, Spot]]:
        """Give the pairs of published cells about the same categories of which one holds a few cases more."""
        by_name: dict[tuple[tuple[str, str], ...], list[Spot]] = {}
        for spot in self.known:
            if spot not in self.secret:
                by_name.setdefault(tuple(sorted(spot[1])), []).append(spot)
        return [
            (larger, smaller)
            for spots in by_name.values()
            for larger in spots
            for smaller in spots
            if self._is_secret(larger, smaller)
        ]

    def _is_secret(self, larger: Spot, smaller: Spot) -> bool:
        """Tell whether the cases of one cell that are not in another are few, and no open tables say how many."""
        last = self.published[-1]
        few = range(1, last.rule.threshold)
        between = abs(self.truth(larger) - self.truth(smaller))
        if between not in few or last.name not in (larger[0], smaller[0]) or not self._within(larger, smaller):
            return False
        whole = abs(self.truth((larger[0], (), larger[2])) - self.truth((smaller[0], (), smaller[2])))
        one_thing = larger[2] == smaller[2] or larger[0] == smaller[0]
        both_open = self._is_open(larger) and self._is_open(smaller)
        return whole in few or (one_thing and not both_open)

    def _within(self, larger: Spot, smaller: Spot) -> bool:
        order = self.population.releases.index
        asked = dict(smaller[2])
        narrower = all(name in asked and set(asked[name]) <= set(allowed) for name, allowed in larger[2])
        return narrower and order(larger[0]) >= order(smaller[0])

    def hidden(self) -> list[Spot]:
        """Give the cells that are hidden, shown rounded although small, or small in a table that is withheld."""
        rules = {told.name: told.rule for told in self.published}
        return [
            spot
            for spot, known in self.known.items()
            if known.hidden
            or spot in self.secret
            or (known.low < known.high and rules[spot[0]].small(self.truth(spot)))
        ]

    def _seen(self, number: int) -> set[int]:
        return {int(world[number]) for world in self.worlds}

    def _solve(self, objective: dict[int, int]) -> None:
        """Find the world with the least of something, and keep the count of every cell in it, checked exactly."""
        constraints, integrality, bounds, size = self._problem()
        cost = np.zeros(size)
        for number, sign in objective.items():
            row = self.matrix[number]
            np.add.at(cost, row.indices, sign * row.data)
        result = milp(
            cost, constraints=constraints, integrality=integrality, bounds=bounds, options={"time_limit": 60.0}
        )
        if result.status != 0:
            raise AssertionError(f"The solver came to no end: {result.message}")
        world = self.matrix @ np.rint(result.x[: self.matrix.shape[1]])
        for spot, count in zip(self.spots, world, strict=True):
            assert self.known[spot].low <= count <= self.known[spot].high
        self.worlds.append(world)

    def _problem(self) -> Any:
        """Lay out what is known: a count for each column, and for each small hidden cell of a table a yes or no."""
        if not hasattr(self, "_made"):
            columns = self.matrix.shape[1]
            choices = self._choices()
            size = columns + sum(map(len, choices))
            constraints = [self._bounds_of_cells(size), *self._demands(choices, size)]
            most = np.full(size, float(ENOUGH))
            most[columns:] = 1
            self._made = (constraints, np.ones(size), Bounds(np.zeros(size), most), size)
        return self._made

    def _bounds_of_cells(self, size: int) -> LinearConstraint:
        low = np.array([self.known[spot].low for spot in self.spots], dtype=float)
        high = np.array([min(self.known[spot].high, ENOUGH) for spot in self.spots], dtype=float)
        matrix = self.matrix.copy()
        matrix.resize((len(self.spots), size))
        return LinearConstraint(matrix, low, high)

    def _choices(self) -> list[list[tuple[int, int]]]:
        numbers = {spot: n for n, spot in enumerate(self.spots)}
        return [
            [(numbers[spot], told.rule.threshold - 1) for spot in spots if self.known[spot].hidden]
            for told, spots, small in self.tables
            if small
        ]

    def _demands(self, choices: list[list[tuple[int, int]]], size: int) -> Iterator[LinearConstraint]:
        """Yield for each table that at least one of its hidden cells is small."""
        column = self.matrix.shape[1]
        for cells in choices:
            rows = np.zeros((len(cells) + 1, size))
            for n, (number, _) in enumerate(cells):
                rows[n, : self.matrix.shape[1]] = self.matrix[number].toarray()
                rows[n, column + n] = ENOUGH / 100
                rows[-1, column + n] = 1
            high = [*(most + ENOUGH / 100 for _, most in cells), len(cells)]
            low = [*(-np.inf for _ in cells), 1]
            yield LinearConstraint(csr_matrix(rows), low, high)
            column += len(cells)


def known(told: Published, figure: Any, opened: bool) -> Known:
    """Read what a figure says of a count."""
    rule = told.rule
    if figure is Mark.HIDDEN:
        return Known(1 if rule.zeros_shown and rule.base <= 1 else 0, ENOUGH, True)
    if opened or rule.base <= 1 or figure == 0:
        return Known(figure, figure, False)
    shown = 0 if figure is Mark.LOW else figure
    fits = [count for count in range(max(0, shown - rule.base), shown + rule.base + 1) if nearest(count, rule) == shown]
    return Known(min(fits), max(fits), False)


def nearest(count: int, rule: Any) -> int:
    """Round to the nearest multiple, halves upwards."""
    return int((count / rule.base) + 0.5) * rule.base
