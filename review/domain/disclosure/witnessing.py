"""A witness heard: whether the world that it tells of is possible, and agrees with everything that is told."""

from collections import Counter
from collections.abc import Iterator, Mapping

from review.domain.disclosure.releases import Change, Place, Published, Release, Witness
from review.domain.disclosure.rule import Mark
from review.domain.disclosure.tables import Cell

Values = tuple[tuple[str, str], ...]


class Facts:
    """What really is, and what is told of it, by this release and those before."""

    def __init__(self, release: Release) -> None:
        self.release, self.population = release, release.population
        self.told = (*release.earlier, release.published)
        dimensions = self.population.dimensions
        self.plain = {told.name: told.plain(dimensions) for told in self.told}
        self.hidden = [(told, t, told.hidden(t, dimensions)) for told in self.told for t in told.tables]
        self.cases: Counter[tuple[Values, frozenset[str]]] = Counter()
        for row in self.population.rows:
            self.cases[tuple(sorted(row.values.items())), self.population.membership(row)] += row.count
        self._cells = list(dict.fromkeys(c for told in self.told for c in told.figures)) + self._withheld()
        self._held: dict[Values, list[Cell]] = {}

    def count(self, release: str, cell: Cell) -> int:
        """Give how many cases a cell really has."""
        return self.population.count(release, cell)

    def cells(self, values: Values) -> list[Cell]:
        """Give the cells that a case with these values is counted in, told or withheld."""
        if values not in self._held:
            case = dict(values)
            self._held[values] = [cell for cell in self._cells if cell.holds(case)]
        return self._held[values]

    def possible(self, values: Mapping[str, str], releases: frozenset[str]) -> bool:
        """Tell whether a case can be like this."""
        dimensions = self.population.dimensions
        known = set(values) == set(dimensions) and all(value in dimensions[name] for name, value in values.items())
        return known and self.population.possible(values) and releases in self.population.memberships

    def _withheld(self) -> list[Cell]:
        told = {cell for one in self.told for cell in one.figures}
        tables = dict.fromkeys(table for one in self.told for table in one.withheld)
        cells = dict.fromkeys(c for table in tables for c in table.cells(self.population.dimensions).values())
        return [cell for cell in cells if cell not in told]


class World:
    """The cases as a witness has them."""

    def __init__(self, facts: Facts, witness: Witness) -> None:
        self.facts, self.witness = facts, witness
        self._more: Counter[Place] = Counter()
        for change in witness.changes:
            if facts.possible(dict(change.values), change.releases):
                for cell in facts.cells(change.values):
                    for release in change.releases:
                        self._more[Place(release, cell)] += change.more

    def change(self, place: Place) -> int:
        """Give how many cases more a place has in this world."""
        return self._more[place]

    def faults(self) -> Iterator[str]:
        """Yield why this world is not possible, or is known not to be so."""
        for change in self.witness.changes:
            values = dict(change.values)
            if not self.facts.possible(values, change.releases):
                yield f"no case can be {values}."
            elif change.more > 0 and any(self._is_in(place, change) for place in self.facts.release.empty):
                yield f"nobody is {values}, as is known."
            elif self.facts.cases[change.values, change.releases] + change.more < 0:
                yield f"fewer than no cases are {values}."
        for told in self.facts.told:
            yield from self._disagreements(told)
        for told, table, hidden in self.facts.hidden:
            if not self._obeys(told, hidden):
                yield f"no small count is left in {table.name}."

    @staticmethod
    def _is_in(place: Place, change: Change) -> bool:
        return place.release in change.releases and place.cell.holds(dict(change.values))

    def _disagreements(self, told: Published) -> Iterator[str]:
        for place in (place for place, more in self._more.items() if more and place.release == told.name):
            figure, plain = told.figures.get(place.cell), place.cell in self.facts.plain[told.name]
            other = self.facts.count(told.name, place.cell) + self._more[place]
            shown = other if plain else told.rule.figure(other)
            agrees = self._may_be_hidden(told, place, other) if figure is Mark.HIDDEN else figure in (None, shown)
            if not agrees:
                yield f"{told.name} tells {figure} of {place.cell.words()}, and it would be {other}."

    def _may_be_hidden(self, told: Published, place: Place, other: int) -> bool:
        """Tell whether a hidden count may be another one: what is small stays so, lest a guess which they are help."""
        most = told.rule.most_hidden(self.facts.count(told.name, place.cell))
        return other >= told.rule.least_hidden and (most is None or other <= most)

    def _obeys(self, told: Published, hidden: list[Cell]) -> bool:
        """Tell whether a table that hides a small count still does so in this world.

        Where counts are rounded, a cell is hidden for what rounding alone does not keep, so nothing follows from it.
        """
        small, counts = told.rule.small, {cell: self.facts.count(told.name, cell) for cell in hidden}
        really = any(small(count) for count in counts.values())
        return (
            told.rule.rounds
            or not really
            or any(small(n + self._more[Place(told.name, cell)]) for cell, n in counts.items())
        )
