"""What can be done where a small count cannot be kept: the tables that a release must do without."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from review.domain.disclosure.board import Board, Target
from review.domain.disclosure.population import Population
from review.domain.disclosure.proving import Proving
from review.domain.disclosure.releases import Place, Published
from review.domain.disclosure.rule import Rule
from review.domain.disclosure.tables import Table

Secret = tuple[tuple[Place, int], ...]
"""What must not be known, by places instead of numbers, so that it is the same with other tables."""
TRIED, TRIED_AT_LAST = 120, 600
"""Other worlds looked at to see whether a table's absence helps, and whether that of all protected ones does."""


@dataclass
class Withholding:
    """The tables wished for, and those that are withheld so far; one budget of effort for all trials."""

    population: Population
    wished: tuple[Table, ...]
    rule: Rule
    earlier: tuple[Published, ...]
    effort: int
    withheld: list[Table] = field(default_factory=list)

    def proving(self, *also: Table) -> Proving:
        """Begin a proof without the tables that are withheld, and without others for a trial."""
        out = [*self.withheld, *also]
        kept = [table for table in self.wished if table not in out]
        return Proving(Board(self.population, kept, self.rule, self.earlier, out), self.effort)

    def without_one(self, proving: Proving, failed: Target) -> bool:
        """Withhold a table for the sake of a target; return False where not even withholding all could help."""
        self.effort = max(0, proving.search.budget - proving.search.spent)
        secret = tuple((proving.board.frame.places[cell], sign) for cell, sign in failed)
        if self._gone(proving.board, failed) or not self._helps(secret, self._protected(), TRIED_AT_LAST):
            return False
        order = list(self._in_order(secret))
        helpful = (table for table in order if len(order) > 1 and self._helps(secret, [table], TRIED))
        self.withheld.append(next(helpful, order[0]))
        return True

    def _gone(self, board: Board, failed: Target) -> bool:
        """Tell whether a difference is known for good, or no effort is left to find out more."""
        return not self.effort or (len(failed) > 1 and all(board.fixed(cell) for cell, _ in failed))

    def _protected(self) -> list[Table]:
        kept = [table for table in self.wished if table not in self.withheld]
        return [table for table in kept if self.rule.protects(table.kind)]

    def _in_order(self, secret: Secret) -> Iterator[Table]:
        """Yield the tables that hold the target, then the others, those of subsets and the larger ones first."""
        layout = {table: table.cells(self.population.dimensions) for table in self._protected()}
        cells = {place.cell for place, _ in secret if place.release == self.population.new}
        yield from sorted(
            layout,
            key=lambda t: (cells.isdisjoint(layout[t].values()), -len(t.subset.where), -len(layout[t]), t.name),
        )

    def _helps(self, secret: Secret, tables: Sequence[Table], most: int) -> bool:
        """Tell whether the target could be kept, however much else is hidden, without some tables."""
        proving = self.proving(*tables)
        numbers = proving.board.number
        if not all(place in numbers for place, _ in secret):
            return True
        found = proving.search.find(tuple((numbers[place], sign) for place, sign in secret), most)
        self.effort -= proving.search.spent
        return found is not None
