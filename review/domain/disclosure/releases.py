"""What a release tells the world, what it keeps back and why, and the proof that what is kept back stays so."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from review.domain.disclosure.population import Population
from review.domain.disclosure.rule import Figure, Mark, Rule
from review.domain.disclosure.tables import Cell, Dimensions, Key, Table


class Reason(Enum):
    """Why a cell is hidden: it is small itself, or it would give a small one away."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


@dataclass(frozen=True, order=True)
class Place:
    """A cell in one release."""

    release: str
    cell: Cell


@dataclass(frozen=True)
class Gap:
    """The cases in one place and not in another that lies within it: a count that a difference gives."""

    larger: Place
    smaller: Place

    def words(self) -> str:
        """Say it in words, for a sentence."""
        return f"{self.larger.cell.words()} ({self.larger.release}) without " + (
            f"{self.smaller.cell.words()} ({self.smaller.release})"
        )


@dataclass(frozen=True)
class Published:
    """Everything that a release tells: its rule, its tables and the figure of every cell. Kept for later releases.

    `withheld` are the tables asked for of which the inside, or everything, is not told. `open` are the tables that
    the rule lets be told as they are at any time, told here or not. `known` are the cells of its tables that are no
    secret whatever is hidden, those of open tables among them: see `known_cells`.
    """

    name: str
    rule: Rule
    tables: tuple[Table, ...]
    figures: Mapping[Cell, Figure]
    withheld: tuple[Table, ...] = ()
    open: tuple[Table, ...] = ()
    known: frozenset[Cell] = frozenset()

    def plain(self, dimensions: Dimensions) -> set[Cell]:
        """Give the cells that are told as they are, small or not: see `plain_cells`."""
        found = plain_cells(self.tables, self.rule, dimensions, lambda cell: self.figures[cell] == 0)
        return found | self.known

    def exact(self, dimensions: Dimensions) -> set[Cell]:
        """Give the cells of which this release tells the very count."""
        told = {cell for cell, figure in self.figures.items() if isinstance(figure, int)}
        return told & self.plain(dimensions) if self.rule.rounds else told

    def hidden(self, table: Table, dimensions: Dimensions) -> list[Cell]:
        """Give the cells of a table that are hidden, margins included."""
        cells = dict.fromkeys(table.cells(dimensions).values())
        return [cell for cell in cells if self.figures[cell] is Mark.HIDDEN]


def plain_cells(
    tables: Iterable[Table], rule: Rule, dimensions: Dimensions, empty: Callable[[Cell], bool]
) -> set[Cell]:
    """Give the cells of tables that are told as they are: those of unprotected tables, and what lies within a zero.

    Where nobody at all has a grade by an unprotected table, that nobody in a force has it cannot be kept back.
    """
    laid_out = [(rule.protects(table.kind), list(table.cells(dimensions).values())) for table in tables]
    plain = {cell for protected, cells in laid_out if not protected for cell in cells}
    zeros = [cell for cell in plain if empty(cell)]
    within = {cell for _, cells in laid_out for cell in cells if any(zero.contains(cell) for zero in zeros)}
    return plain | within


def small_cells(
    population: Population,
    release: str,
    rule: Rule,
    told: Iterable[Table],
    withheld: Iterable[Table],
    known: Collection[Cell],
) -> list[Cell]:
    """Give the small cells of tables of which a release withheld the inside or all: nobody may work them out either."""

    def empty(cell: Cell) -> bool:
        return population.count(release, cell) == 0

    told, withheld = list(told), list(withheld)
    plain = plain_cells([*told, *withheld], rule, population.dimensions, empty)
    shown = {cell for table in told for cell in table.cells(population.dimensions).values()}
    cells = dict.fromkeys(cell for table in withheld for cell in table.cells(population.dimensions).values())
    small = [cell for cell in cells if rule.small(population.count(release, cell))]
    return [cell for cell in small if cell not in plain and cell not in shown and cell not in known]


def known_cells(
    population: Population,
    rule: Rule,
    earlier: Iterable[Published],
    tables: Sequence[Table],
    open_tables: Sequence[Table],
    empty: Sequence[Place] = (),
) -> frozenset[Cell]:
    """Give the cells of tables that are no secret whatever is hidden.

    Those that no case can be in, or is in as readers know otherwise, and those that hold the very cases of a cell that
    an earlier release told of the same cases, or that may be told as it is, however they are said there.
    """
    same = [told for told in earlier if population.same_cases(told.name, population.new)]
    told_then = {cell for told in same for cell in told.exact(population.dimensions)}
    bare = [*open_tables, *(table for table in tables if not rule.protects(table.kind))]
    told_then |= {cell for table in bare for cell in table.cells(population.dimensions).values()}
    meant = {population.meaning(cell) for cell in told_then}
    cells = {cell for table in tables for cell in table.cells(population.dimensions).values()}
    nobody = [place.cell for place in empty if place.release == population.new]
    return frozenset(
        cell
        for cell in cells
        if population.meaning(cell) in meant
        or population.impossible(cell)
        or any(population.contains(wide, cell) for wide in nobody)
    )


@dataclass(frozen=True)
class Change:
    """How many cases of one kind another world has more, or fewer where negative."""

    values: tuple[tuple[str, str], ...]
    releases: frozenset[str]
    more: int


@dataclass(frozen=True)
class Witness:
    """Another world that everybody who reads the tables must hold possible, told by its changes to the real one."""

    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Release:
    """A release that may be published, with its proof.

    Percentages, intervals, lengths of bars, an order by size and words like "most" give counts back. Each may be
    made only of what `exact` gives; where that is None there is none of them either, for the whole row that shares
    a total with the cell, in every form of the table: page, file, chart and the text that is read aloud.
    """

    asked: tuple[Table, ...]
    published: Published
    reasons: Mapping[Cell, Reason]
    witnesses: tuple[Witness, ...]
    population: Population
    earlier: tuple[Published, ...]
    empty: tuple[Place, ...] = ()

    @property
    def withheld(self) -> tuple[Table, ...]:
        """The tables asked for of which the inside, or everything, is not told."""
        return self.published.withheld

    def shown(self, table: Table, key: Key) -> Figure:
        """Give what is shown of a cell of a table that was asked for: a count, hidden, or low.

        Where the table is withheld, a cell that another table tells is shown all the same. A key that no case can
        have shows 0. Raises KeyError for a table that was not asked for, or a key that it does not have.
        """
        cell = self._cell(table, key)
        return 0 if cell is None else self.published.figures.get(cell, Mark.HIDDEN)

    def exact(self, table: Table, key: Key) -> int | None:
        """Give the count that a derived figure may be made of; None where the cell is hidden, low or rounded."""
        figure = self.shown(table, key)
        return figure if isinstance(figure, int) and not self.rounds(table) else None

    def reason(self, table: Table, key: Key) -> Reason | None:
        """Tell why a cell is hidden, for whoever releases; never to be published. None where it is shown.

        In a table that is withheld the small counts are hidden for themselves, the others for their sake.
        """
        cell = self._cell(table, key)
        if cell is None or self.shown(table, key) is not Mark.HIDDEN:
            return None
        small = self.published.rule.small(self.population.count(self.published.name, cell))
        return self.reasons.get(cell, Reason.PRIMARY if small else Reason.SECONDARY)

    def _cell(self, table: Table, key: Key) -> Cell | None:
        if table not in self.asked:
            raise KeyError(table.name)
        for name, category in zip(table.dimensions, key, strict=True):
            if category is not None and category not in self.population.dimensions[name]:
                raise KeyError(category)
        return table.cells(self.population.dimensions).get(key)

    def rounds(self, table: Table) -> bool:
        """Tell whether the counts of a table are rounded."""
        return self.published.rule.rounds and self.published.rule.protects(table.kind)


@dataclass(frozen=True)
class Refusal:
    """A release that must not be published, with the sentence that says why and what can be done.

    `secret` is what might be worked out: the count of one place, or of one without another that lies within it.
    """

    sentence: str
    secret: tuple[Place, ...] = ()
