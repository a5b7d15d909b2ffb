"""Groups that nobody published but a difference gives: all cases without a subset, this release without the last."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from review.domain.disclosure.population import Population
from review.domain.disclosure.releases import Gap, Place
from review.domain.disclosure.rule import Rule
from review.domain.disclosure.tables import Cell, Table

Named = dict[tuple[tuple[str, str], ...], Cell]
"""Cells of a table by the categories that their key names."""


@dataclass(frozen=True)
class Told:
    """A table of a release, with the rule it was made by."""

    release: str
    rule: Rule
    table: Table

    @property
    def protected(self) -> bool:
        """Whether small counts of the table are kept back."""
        return self.rule.protects(self.table.kind)

    def named(self, population: Population) -> Named:
        """Give the cells by the categories that they are about, totals without those of their dimensions."""
        cells = self.table.cells(population.dimensions)
        names = self.table.dimensions
        return {
            tuple(sorted((name, part) for name, part in zip(names, key, strict=True) if part is not None)): cell
            for key, cell in cells.items()
        }

    def beside(self, named: Named, other: "Told") -> Named:
        """Give the cells by what they are about beside another table, which may be by what this one's filter asks for.

        All of Force A is about Force A where the other table is by force.
        """
        further = [
            (name, allowed[0])
            for name, allowed in self.table.subset.where
            if len(allowed) == 1 and name in other.table.dimensions and name not in self.table.dimensions
        ]
        return {tuple(sorted((*key, *further))): cell for key, cell in named.items()} if further else named


def small_gaps(told: Sequence[Told], population: Population, rule: Rule) -> list[Gap]:
    """Give the differences of two tables that are small counts, where the new release has a part in them.

    A difference is taken where one cell lies within the other, or is the same cell in an earlier release. Of a narrower
    cell in a later release it is taken where its cases really are among those of the wider one: nobody may know that,
    and somebody may guess. It is small from 1 to below the threshold; that nobody was added is no secret, so zero
    never is. Differences in both the filter and the cases that were there, or of two cells in tables that are published
    as they are, are small only where the whole group between the tables is, as when two filters differ by one case.
    """
    named = [one.named(population) for one in told]
    plain = _plain(told, named)
    found: dict[Gap, None] = {}
    for a, larger in enumerate(told):
        for b, smaller in enumerate(told):
            if population.new in (larger.release, smaller.release):
                wide, narrow = larger.beside(named[a], smaller), smaller.beside(named[b], larger)
                pairs = _pairs(population, wide, narrow, larger.release, smaller.release)
                if not _after(population, larger, smaller):
                    pairs = (pair for pair in pairs if _narrower(population, pair[1]))
                found |= dict.fromkeys(_small(pairs, population, rule.threshold, plain))
    return list(found)


def _narrower(population: Population, gap: Gap) -> bool:
    """Tell whether a cell of a later release is another one than the earlier, and counts no case besides its cases."""
    larger, smaller = gap.larger, gap.smaller
    later, earlier = (population.rows_of(place.release, place.cell) for place in (smaller, larger))
    return larger.cell != smaller.cell and later <= earlier


def _plain(told: Sequence[Told], named: Sequence[Named]) -> set[Place]:
    tables = zip(told, named, strict=True)
    return {Place(one.release, cell) for one, cells in tables if not one.protected for cell in cells.values()}


def _after(population: Population, larger: Told, smaller: Told) -> bool:
    return population.releases.index(larger.release) >= population.releases.index(smaller.release)


def _pairs(population: Population, larger: Named, smaller: Named, of: str, within: str) -> Iterator[tuple[int, Gap]]:
    """Yield the pairs of cells about the same categories, of which one lies within the other, the totals first.

    Each stands with the number of its categories.
    """
    for key in sorted(larger.keys() & smaller.keys(), key=lambda key: (len(key), key)):
        gap = Gap(Place(of, larger[key]), Place(within, smaller[key]))
        if gap.larger != gap.smaller and population.contains(gap.larger.cell, gap.smaller.cell):
            yield len(key), gap


def _small(
    pairs: Iterator[tuple[int, Gap]], population: Population, threshold: int, plain: set[Place]
) -> Iterator[Gap]:
    few = False
    for categories, gap in pairs:
        larger, smaller = gap.larger, gap.smaller
        between = population.count(larger.release, larger.cell) - population.count(smaller.release, smaller.cell)
        few = few or (categories == 0 and 0 < abs(between) < threshold)
        one_thing = larger.cell == smaller.cell or population.same_cases(larger.release, smaller.release)
        if 0 < abs(between) < threshold and (few or (one_thing and not {larger, smaller} <= plain)):
            yield gap
