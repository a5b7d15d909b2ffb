"""The second look at a release before it is stored: every witness and every figure worked out again, from the cases."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property

from review.domain.disclosure.differences import Told, small_gaps
from review.domain.disclosure.releases import Gap, Place, Published, Release, Witness, small_cells
from review.domain.disclosure.rule import Mark
from review.domain.disclosure.tables import Table


def audit(release: Release) -> list[str]:
    """Give what is wrong with a release, a sentence each; none where every hidden cell is proven.

    It shares nothing with the search: it counts the cases of each cell anew, checks that the release tells the truth
    and hides every small count, and that each witness is possible, agrees with everything told, obeys the rule, and
    that together they give every hidden cell, every small rounded one and every small difference another count.
    """
    worlds = [_World(release, witness) for witness in release.witnesses]
    faults = [f"Witness {n}: {fault}" for n, world in enumerate(worlds, start=1) for fault in world.faults()]
    return [*_told(release), *faults, *_unproven(release, worlds)]


def _all_told(release: Release) -> tuple[Published, ...]:
    return (*release.earlier, release.published)


def _told(release: Release) -> Iterator[str]:
    """Yield what is told that is not so, and small counts that are told."""
    for told in _all_told(release):
        exact = told.plain(release.population.dimensions)
        for cell, figure in told.figures.items():
            count = release.population.count(told.name, cell)
            shown = count if cell in exact else told.rule.figure(count)
            if figure not in (shown, Mark.HIDDEN):
                yield f"{told.name} tells {figure} of {cell.words()}, where {count} were counted."
            if told is release.published and cell not in exact and not told.rule.rounds:
                if told.rule.small(count) and figure is not Mark.HIDDEN:
                    yield f"The small count of {cell.words()} is told."
                if figure is Mark.HIDDEN and count < told.rule.least_hidden:
                    yield f"The zero of {cell.words()} is hidden, against the rule."


def _unproven(release: Release, worlds: list["_World"]) -> Iterator[str]:
    for told in _all_told(release):
        for cell, figure in told.figures.items():
            count = release.population.count(told.name, cell)
            rounded = told.rule.figure(count) == figure != count and told.rule.small(count)
            if figure is Mark.HIDDEN or (told.rule.rounds and rounded):
                place = Place(told.name, cell)
                if not any(world.change(place) for world in worlds):
                    yield f"Nothing shows that {cell.words()} ({told.name}) cannot be worked out."
    for told in _all_told(release):
        for cell in small_cells(release.population, told.name, told.rule, told.tables, told.withheld):
            if not any(world.change(Place(told.name, cell)) for world in worlds):
                yield f"Nothing shows that {cell.words()} ({told.name}), of a table withheld, cannot be worked out."
    for gap in _gaps(release):
        if not any(world.change(gap.larger) != world.change(gap.smaller) for world in worlds):
            yield f"Nothing shows that {gap.words()} cannot be worked out."


def _gaps(release: Release) -> list[Gap]:
    told = [Told(one.name, one.rule, table) for one in _all_told(release) for table in one.tables]
    return small_gaps(told, release.population, release.published.rule)


class _World:
    """The cases as a witness has them."""

    def __init__(self, release: Release, witness: Witness) -> None:
        self.release, self.witness, self.population = release, witness, release.population
        self._changes = [(dict(change.values), change.releases, change.more) for change in witness.changes]

    def change(self, place: Place) -> int:
        """Give how many cases more a place has in this world."""
        return sum(
            more for values, releases, more in self._changes if place.release in releases and place.cell.holds(values)
        )

    def faults(self) -> Iterator[str]:
        """Yield why this world is not possible, or is known not to be so."""
        for change in self.witness.changes:
            values = dict(change.values)
            if not self._known(values) or change.releases not in self.population.memberships:
                yield f"no case can be {values}."
            elif self._counts[change.values, change.releases] + change.more < 0:
                yield f"fewer than no cases are {values}."
        for told in _all_told(self.release):
            yield from self._disagreements(told)
            yield from (f"no small count is left in {t.name}." for t in told.tables if not self._obeys(told, t))

    @cached_property
    def _counts(self) -> Counter[tuple[tuple[tuple[str, str], ...], frozenset[str]]]:
        counts: Counter[tuple[tuple[tuple[str, str], ...], frozenset[str]]] = Counter()
        for row in self.population.rows:
            counts[tuple(sorted(row.values.items())), self.population.membership(row)] += row.count
        return counts

    def _known(self, values: Mapping[str, str]) -> bool:
        dimensions = self.population.dimensions
        return set(values) == set(dimensions) and all(value in dimensions[name] for name, value in values.items())

    def _disagreements(self, told: Published) -> Iterator[str]:
        exact = told.plain(self.population.dimensions)
        for cell, figure in told.figures.items():
            count = self.population.count(told.name, cell)
            other = count + self.change(Place(told.name, cell))
            if figure is Mark.HIDDEN:
                agrees = other >= told.rule.least_hidden
            else:
                agrees = (other if cell in exact else told.rule.figure(other)) == figure
            if not agrees:
                yield f"{told.name} tells {figure} of {cell.words()}, and it would be {other}."

    def _obeys(self, told: Published, table: Table) -> bool:
        """Tell whether a table that hides a small count still does so in this world."""
        small = told.rule.small
        hidden = told.hidden(table, self.population.dimensions)
        counts = {cell: self.population.count(told.name, cell) for cell in hidden}
        really = any(small(count) for count in counts.values())
        return not really or any(small(n + self.change(Place(told.name, cell))) for cell, n in counts.items())
