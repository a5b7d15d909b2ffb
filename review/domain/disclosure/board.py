"""What every reader knows of each cell, what it would cost to tell less, and what must stay unknown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from review.domain.disclosure.differences import Told, small_gaps
from review.domain.disclosure.frame import Frame
from review.domain.disclosure.population import Population
from review.domain.disclosure.releases import Place, Published, Reason, known_cells, plain_cells, small_cells
from review.domain.disclosure.rule import Figure, Mark, Rule
from review.domain.disclosure.tables import Cell, Table

FIXED = 1_000_000
"""The price of a cell that is told for good: more than that of all others together."""
MOST = 1_000_000_000
Target = tuple[tuple[int, int], ...]
"""What must not be known: cells with +1 or -1 each; one cell, or one without another."""


@dataclass(frozen=True)
class Demand:
    """Every reader knows: of these cells of a table, one that is hidden holds from `low` to `high`."""

    cells: tuple[int, ...]
    low: int
    high: int


class Board:
    """The cells of the new release and of all earlier ones: the counts that each may have for all that is told.

    A cell that is told has one possible count, a rounded one a few, a hidden one any from its least to its most.
    `price` is what hiding costs: few cells first, small counts first, margins and totals last; FIXED where it cannot
    be. `empty` are places of which readers know otherwise that nobody is there.
    """

    def __init__(
        self,
        population: Population,
        tables: Sequence[Table],
        rule: Rule,
        earlier: Sequence[Published] = (),
        asked: Sequence[Table] = (),
        open_tables: Sequence[Table] = (),
        empty: Sequence[Place] = (),
    ) -> None:
        self.population, self.tables, self.rule, self.earlier = population, tuple(tables), rule, tuple(earlier)
        self.asked, self.open = tuple(asked), tuple(open_tables)
        self.empty = tuple(empty)
        self.known = known_cells(population, rule, earlier, [*self.asked, *self.tables], self.open, self.empty)
        self.layout = {table: table.cells(population.dimensions) for table in self.tables}
        then = [Place(told.name, cell) for told in earlier for cell in told.figures]
        now = [Place(population.new, cell) for table in self.tables for cell in self.layout[table].values()]
        secret = list(self._withheld())
        # Of what is empty nothing more is set below: it has no case, and none may come.
        self.frame = Frame(population, list(dict.fromkeys(chain(now, then, secret, self.empty))))
        self.number = {place: n for n, place in enumerate(self.frame.places)}
        self.rules = {told.name: told.rule for told in earlier} | {population.new: rule}
        self.reasons: dict[int, Reason] = {}
        self.version = 0
        self.hidden: set[int] = set()
        size = len(self.frame.places)
        self.low, self.high, self.least, self.price = [0] * size, [0] * size, [0] * size, [FIXED] * size
        self.most = [self._most(place) for place in self.frame.places]
        self.secret = [self.number[place] for place in secret]
        for cell in self.secret:
            self.high[cell] = MOST
        self._set_new()
        self._set_earlier()
        self.demands = self._demands()
        self.targets = self._targets()

    def less(self) -> tuple[Table, ...]:
        """Give the tables asked for of which less is told."""
        return tuple(table for table in self.asked if table not in self.tables)

    def _withheld(self) -> Iterator[Place]:
        """Yield the small cells of tables that are withheld now, or were in earlier releases."""
        now = (self.population.new, self.rule, self.tables, self.less(), self.known)
        for one in [*((t.name, t.rule, t.tables, t.withheld, t.known) for t in self.earlier), now]:
            yield from (Place(one[0], cell) for cell in small_cells(self.population, *one))

    def published(self) -> Published:
        """Give what the new release tells as it stands."""
        tables, less, new = self.tables, self.less(), self.population.new
        return Published(new, self.rule, tables, self.figures(), less, self.open, self.known)

    def hide(self, cell: int) -> None:
        """Hide a cell of the new release that is no small count itself."""
        self.reasons[cell] = Reason.SECONDARY
        self._hide(cell)

    def show(self, cell: int) -> None:
        """Show a cell again that was hidden for the sake of others."""
        del self.reasons[cell]
        self.version += 1
        self.hidden.discard(cell)
        self.low[cell], self.high[cell] = self.rule.within(self.frame.values[cell])
        self.price[cell] = self._price(cell)

    def figures(self) -> dict[Cell, Figure]:
        """Give what the new release shows of each cell."""
        shown: dict[Cell, Figure] = {}
        for cell in self._depth:
            count = self.frame.values[cell]
            told = count if cell in self.plain else self.rule.figure(count)
            shown[self.frame.places[cell].cell] = Mark.HIDDEN if cell in self.hidden else told
        return shown

    def cells(self, table: Table) -> list[int]:
        """Give the cells of a table of the new release by number, interior first."""
        return [self.number[Place(self.population.new, cell)] for cell in self.layout[table].values()]

    def secondary(self) -> list[int]:
        """Give the cells that are hidden for the sake of others."""
        return [cell for cell, reason in self.reasons.items() if reason is Reason.SECONDARY]

    def can_hide(self, cells: Iterable[int]) -> list[int]:
        """Of some cells give those that are told now and may be hidden."""
        return [cell for cell in cells if self.price[cell] < FIXED and cell not in self.hidden]

    def fixed(self, cell: int) -> bool:
        """Tell whether a cell is told for good: in a table published as it is, or by an earlier release."""
        return self.price[cell] == FIXED and self.low[cell] == self.high[cell] > 0

    def _hide(self, cell: int) -> None:
        self.hidden.add(cell)
        self.version += 1
        self.low[cell], self.high[cell], self.price[cell] = self.least[cell], self.most[cell], FIXED

    def _most(self, place: Place) -> int:
        most = self.rules[place.release].most_hidden(self.population.count(place.release, place.cell))
        return MOST if most is None else most

    def _unprotected(self) -> set[int]:
        new, count = self.population.new, self.population.count
        plain = plain_cells(self.tables, self.rule, self.dimensions, lambda cell: count(new, cell) == 0)
        places = (Place(new, cell) for cell in plain | self.known)
        return {self.number[place] for place in places if place in self.number}

    def _set_new(self) -> None:
        exact = self.plain = self._unprotected()
        self._depth = self._depths()
        for cell in self._depth:
            count = self.frame.values[cell]
            self.least[cell] = self.rule.least_hidden
            self.low[cell], self.high[cell] = (count, count) if cell in exact else self.rule.within(count)
            if cell not in exact:
                self.price[cell] = self._price(cell)
                if self.rule.small(count) and not self.rule.rounds:
                    self.reasons[cell] = Reason.PRIMARY
                    self._hide(cell)

    def _depths(self) -> dict[int, int]:
        """Give for each new cell over how many dimensions it is a total, the most of all tables it stands in."""
        depth: dict[int, int] = {}
        for table in self.tables:
            for key, cell in self.layout[table].items():
                number = self.number[Place(self.population.new, cell)]
                depth[number] = max(depth.get(number, 0), sum(part is None for part in key))
        return depth

    def _price(self, cell: int) -> int:
        count = self.frame.values[cell]
        return FIXED if count < self.least[cell] else 1000 * (1 + 3 * self._depth[cell]) + min(count, 900)

    def _set_earlier(self) -> None:
        for told in self.earlier:
            exact = told.plain(self.dimensions)
            for cell, figure in told.figures.items():
                number = self.number[Place(told.name, cell)]
                self.least[number] = told.rule.least_hidden
                if figure is Mark.HIDDEN:
                    self._hide(number)
                else:
                    self._set_told(number, figure, told.rule if cell not in exact else None)

    def _set_told(self, cell: int, figure: Figure, rule: Rule | None) -> None:
        count = self.frame.values[cell]
        if (rule.figure(count) if rule else count) != figure:
            words = self.frame.places[cell].cell.words()
            raise ValueError(f"The cases as they were do not give what was published of {words}.")
        self.low[cell], self.high[cell] = rule.within(count) if rule else (count, count)

    @property
    def dimensions(self) -> Mapping[str, Sequence[str]]:
        """What each dimension of the cases can be."""
        return self.population.dimensions

    def told(self) -> list[Told]:
        """Give every table that is told, of the new release and of all earlier ones."""
        now = [Told(self.population.new, self.rule, table) for table in self.tables]
        return now + [Told(told.name, told.rule, table) for told in self.earlier for table in told.tables]

    def _demands(self) -> list[Demand]:
        """Give for every table that hides a small count what the rule tells of it.

        Where small counts stay small in every world, that is so in each already.
        """
        found = []
        for told in self.told():
            places = [Place(told.release, cell) for cell in told.table.cells(self.dimensions).values()]
            cells = tuple(dict.fromkeys(self.number[place] for place in places))
            free = (cell for cell in cells if cell in self.hidden and self.most[cell] == MOST)
            small = any(told.rule.small(self.frame.values[cell]) for cell in free)
            if small and not told.rule.rounds:
                found.append(Demand(cells, told.rule.least_hidden, told.rule.threshold - 1))
        return found

    def _targets(self) -> list[Target]:
        """Give what must not be known: hidden cells, small counts that are rounded, and small differences."""
        cells = [
            cell
            for cell, place in enumerate(self.frame.places)
            if cell in self.hidden
            or (self.low[cell] < self.high[cell] and self.rules[place.release].small(self.frame.values[cell]))
        ]
        singles: list[Target] = [((cell, 1),) for cell in [*cells, *self.secret]]
        gaps = small_gaps(self.told(), self.population, self.rule)
        return singles + [((self.number[gap.larger], 1), (self.number[gap.smaller], -1)) for gap in gaps]
