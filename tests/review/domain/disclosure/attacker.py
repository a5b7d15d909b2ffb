"""Somebody who knows everything published and has a solver: the least and the most that each hidden count can be.

Worlds are searched over every kind of case that is possible at all, by the mixed integer solver of scipy (HiGHS).
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
from tests.review.domain.disclosure.knowledge import ENOUGH, Knowledge, Spot

TOGETHER = 8
"""Worlds found for many cells at once, by pushing some up and others down, before each is tried by itself."""


@dataclass(frozen=True)
class Found:
    """What an attack gave: the cells asked for with two counts that each can be, and those that can be one only."""

    open: dict[Spot, tuple[int, int]]
    derived: dict[Spot, int]


class Attacker(Knowledge):
    """Asks what hidden cells can be."""

    def __init__(self, population: Population, published: Sequence[Published]) -> None:
        super().__init__(population, published)
        self._lay_out()
        self.worlds: list[np.ndarray] = []

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
            if not self._can_be(values):
                continue
            held = {
                release: [n for n in spots if self._holds(self.spots[n], values)]
                for release, spots in by_release.items()
            }
            for releases in memberships:
                yield [n for release in sorted(releases) for n in held.get(release, ())]

    def _can_be(self, values: dict[str, str]) -> bool:
        """Tell whether a case can have these categories together: a month lies in one quarter."""
        return all(
            any(all(values[n] == c for n, c in zip(tie.names, codes, strict=True)) for codes in tie.together)
            for tie in self.population.ties
        )

    @staticmethod
    def _holds(spot: Spot, values: dict[str, str]) -> bool:
        return all(values[n] == c for n, c in spot[1]) and all(values[n] in allowed for n, allowed in spot[2])

    def _memberships(self) -> set[frozenset[str]]:
        """Give what is possible: counted as it really was for some case. A reader may know that nothing came since."""
        every = frozenset(self.population.releases)
        return {every if row.releases is None else row.releases for row in self.population.rows} or {every}

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
