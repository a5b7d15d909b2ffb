"""What somebody knows who has read every release: tables laid out anew, and what each figure says of its count.

Shares with the code under test its plain data only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

from review.domain.disclosure.population import Population
from review.domain.disclosure.releases import Published
from review.domain.disclosure.rule import Mark

Meaning = tuple[tuple[str, frozenset[str]], ...]
Spot = tuple[str, tuple[tuple[str, str], ...], tuple[tuple[str, tuple[str, ...]], ...]]
"""A cell as a reader names it: release, the categories that it is about, the filter of its table."""
ENOUGH = 100_000
"""More cases than any hidden cell can have here."""


@dataclass(frozen=True)
class Known:
    """What is known of a cell: the least and the most that it can be, and whether it is hidden."""

    low: int
    high: int
    hidden: bool


class Knowledge:
    """Every cell of every release, by what its table says it is."""

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

    def small_differences(self) -> list[tuple[Spot, Spot]]:
        """Give the pairs of published cells about the same categories of which one holds a few cases more."""
        by_name: dict[tuple[tuple[str, str], ...], list[Spot]] = {}
        for spot in (spot for spot in self.known if spot not in self.secret):
            asked = [(name, codes[0]) for name, codes in spot[2] if len(codes) == 1 and name not in dict(spot[1])]
            for size in range(len(asked) + 1):
                for further in combinations(asked, size):
                    by_name.setdefault(tuple(sorted((*spot[1], *further))), []).append(spot)
        pairs = {(larger, smaller) for spots in by_name.values() for larger in spots for smaller in spots}
        return sorted(
            (larger, smaller)
            for larger, smaller in pairs
            if self._named_alike(larger, smaller) and self._is_secret(larger, smaller)
        )

    @staticmethod
    def _named_alike(one: Spot, other: Spot) -> bool:
        """Tell whether two cells are about the same categories: named by a table, or asked for by its filter."""
        first, second = dict(one[1]), dict(other[1])
        first |= {n: codes[0] for n, codes in one[2] if len(codes) == 1 and n in second and n not in first}
        second |= {n: codes[0] for n, codes in other[2] if len(codes) == 1 and n in first and n not in second}
        return first == second

    def _is_secret(self, larger: Spot, smaller: Spot) -> bool:
        """Tell whether the cases of one cell that are not in another are few, and no open tables say how many."""
        last = self.published[-1]
        few = range(1, last.rule.threshold)
        between = abs(self.truth(larger) - self.truth(smaller))
        if between not in few or last.name not in (larger[0], smaller[0]) or not self._within(larger, smaller):
            return False
        whole = abs(self.truth((larger[0], (), larger[2])) - self.truth((smaller[0], (), smaller[2])))
        one_thing = larger[2] == smaller[2] or self._counted_in(larger[0]) == self._counted_in(smaller[0])
        both_open = self._is_open(larger) and self._is_open(smaller)
        return whole in few or (one_thing and not both_open)

    def _counted_in(self, release: str) -> list[int]:
        """Give which rows of cases a release counts."""
        rows = enumerate(self.population.rows)
        return [number for number, row in rows if row.releases is None or release in row.releases]

    def _within(self, larger: Spot, smaller: Spot) -> bool:
        order = self.population.releases.index
        asked = dict(smaller[2])
        narrower = all(name in asked and set(asked[name]) <= set(allowed) for name, allowed in larger[2])
        alike = self._counted_in(larger[0]) == self._counted_in(smaller[0])
        return narrower and (alike or order(larger[0]) >= order(smaller[0]))

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

    def _read(self, told: Published) -> None:
        for table in (table for table in told.tables if table.kind in told.rule.off):
            self.opened |= {(told.name, self._meaning(spot)) for spot, _ in self._cells(told, table)}
        self.opened |= {(told.name, as_meaning(cell)) for cell in told.known}
        for table in told.tables:
            spots = []
            for spot, figure in self._cells(told, table):
                self.known[spot] = known(told, figure, self._is_open(spot), self.truth(spot))
                spots.append(spot)
            small = any(self.known[s].hidden and told.rule.small(self.truth(s)) for s in spots)
            self.tables.append((told, spots, small and not told.rule.rounds))

    def _wonder(self, told: Published, table: Any) -> None:
        """Remember the small counts of a table that nothing is told of."""
        for spot, figure in self._cells(told, table):
            secret = figure is None and told.rule.small(self.truth(spot)) and not self._is_open(spot)
            if secret and not self._plainly_none(told, spot):
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


def as_meaning(cell: Any) -> Meaning:
    """Give a cell as what its cases have in common."""
    return tuple((name, frozenset(allowed)) for name, allowed in cell.conditions)


def known(told: Published, figure: Any, opened: bool, truth: int) -> Known:
    """Read what a figure says of a count, and guess rightly of each hidden one whether it is small."""
    rule = told.rule
    if figure is Mark.HIDDEN:
        least = 1 if rule.zeros_shown and rule.base <= 1 else 0
        guessed = rule.small(truth) and rule.threshold - 1 > least
        return Known(least, rule.threshold - 1 if guessed else ENOUGH, True)
    if opened or rule.base <= 1 or figure == 0:
        return Known(figure, figure, False)
    shown = 0 if figure is Mark.LOW else figure
    fits = [count for count in range(max(0, shown - rule.base), shown + rule.base + 1) if nearest(count, rule) == shown]
    return Known(min(fits), max(fits), False)


def nearest(count: int, rule: Any) -> int:
    """Round to the nearest multiple, halves upwards."""
    return int((count / rule.base) + 0.5) * rule.base
