"""The figures of a release as they are told: no count that is kept back is known here."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from review.counting.sources import NOT_APPLICABLE
from review.domain.disclosure import Cell, Figure, Key, Mark, Published, Table
from review.domain.tabulation import NOT_ANSWERED
from review.releases.layout import Known, LaidOut

ALL = Cell()
"""All cases, or suspects: what every table without conditions adds up to."""
BESIDES = ((NOT_APPLICABLE, "Not applicable"), (NOT_ANSWERED, "Not asked or not answered"))
"""What the counted cases leave out of a table's n, in words."""


@dataclass(frozen=True)
class Told:
    """What a release tells, and what each name can be."""

    published: Published
    known: Known

    def figure(self, table: Table, key: Key) -> Figure:
        """Return what is told of a cell; where its table was withheld, what others tell of it, or that it is withheld.

        Within a group of which it is told that it is empty nothing is withheld, nor rounded.
        """
        cell = self._cells(table).get(key)
        if cell is None:
            return 0
        figure = self.published.figures.get(cell, Mark.WITHHELD)
        unclear = figure in (Mark.WITHHELD, Mark.LOW)
        return 0 if unclear and any(zero.contains(cell) for zero in self._zeros) else figure

    def _cells(self, table: Table) -> dict[Key, Cell]:
        if table not in self._laid_out:
            self._laid_out[table] = table.cells(self.known.dimensions)
        return self._laid_out[table]

    @cached_property
    def _laid_out(self) -> dict[Table, dict[Key, Cell]]:
        """The cells of tables that were asked for before."""
        return {}

    @cached_property
    def _zeros(self) -> list[Cell]:
        return [cell for cell, figure in self.published.figures.items() if figure == 0]

    @cached_property
    def everything(self) -> int | None:
        """The number of all signed-off cases, or of their suspects; None where no table of the release tells it."""
        figure = self.published.figures.get(ALL)
        return figure if isinstance(figure, int) and ALL in self.published.exact(self.known.dimensions) else None

    def rounds(self, table: Table) -> bool:
        """Return whether the counts of a table are rounded."""
        return self.published.rule.rounds and self.published.rule.protects(table.kind)


@dataclass(frozen=True)
class Row:
    """The figures of one group: n, each answer, what n leaves out, and all of them together."""

    n: Figure
    answers: tuple[Figure, ...]
    besides: Mapping[str, Figure]
    selected: Figure
    rounded: bool

    @property
    def is_exact(self) -> bool:
        """Return whether every figure that a share is made of is told as it is."""
        return not self.rounded and all(isinstance(figure, int) for figure in (self.n, *self.answers))


def row_of(told: Told, one: LaidOut, key: Key) -> Row:
    """Return the figures of a group of a table."""
    return Row(
        told.figure(one.counted, key),
        tuple(told.figure(one.answers, (*key, code)) for code in one.measure.scale.codes),
        {
            code: told.figure(one.answers, (*key, code))
            for code, _ in BESIDES
            if code in told.known.categories[one.measure.name]
        },
        told.figure(one.answers, (*key, None)),
        told.rounds(one.answers),
    )
