"""What can be done where a small count cannot be kept: the tables that a release must do without."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from review.domain.disclosure.board import Board, Target
from review.domain.disclosure.lines import hopeless
from review.domain.disclosure.population import Population
from review.domain.disclosure.proving import Proving
from review.domain.disclosure.releases import Place, Published
from review.domain.disclosure.rule import Rule
from review.domain.disclosure.tables import Table

Secret = tuple[tuple[Place, int], ...]
"""What must not be known, by places instead of numbers, so that it is the same with other tables."""
TRIED, TRIED_AT_LAST = 60, 250
"""Other worlds looked at to see whether a table's absence helps, and whether that of all protected ones does."""


@dataclass
class Withholding:
    """The tables asked for, and what is still to be told of them; one budget of effort for all trials."""

    population: Population
    asked: tuple[Table, ...]
    rule: Rule
    earlier: tuple[Published, ...]
    effort: int
    kept: list[Table] = field(init=False)

    def __post_init__(self) -> None:
        self.kept = list(self.asked)

    def proving(self) -> Proving:
        """Begin a proof with what is still to be told."""
        return self._with(self.kept)

    def tell_less(self, proving: Proving, failed: Target) -> bool:
        """Withhold a table, or its inside, for a target; return False where not even withholding all could help."""
        self.effort = max(0, proving.search.budget - proving.search.spent)
        secret = tuple((proving.board.frame.places[cell], sign) for cell, sign in failed)
        bare = [table for table in self.kept if not self.rule.protects(table.kind)]
        if self._gone(proving.board, failed) or not self._helps(secret, bare, TRIED_AT_LAST):
            return False
        given_away = hopeless(proving.board, failed[0][0]) if len(failed) == 1 else None
        choices = list(self._choices(secret))
        trials = (choice for choice in choices if self._helps(secret, choice, TRIED))
        self.kept = self._less(given_away) if given_away else next(trials, choices[0])
        return True

    def _gone(self, board: Board, failed: Target) -> bool:
        """Tell whether a difference is known for good, or no effort is left to find out more."""
        return not self.effort or (len(failed) > 1 and all(board.fixed(cell) for cell, _ in failed))

    def _choices(self, secret: Secret) -> Iterator[list[Table]]:
        """Yield what could be told instead: without the inside of one table, or without one.

        First the tables that hold the target, of them those of subsets and the larger ones.
        """
        layout = {t: t.cells(self.population.dimensions) for t in self.kept if self.rule.protects(t.kind)}
        cells = {place.cell for place, _ in secret if place.release == self.population.new}

        def order(table: Table) -> tuple[bool, int, int, str]:
            apart = cells.isdisjoint(layout[table].values())
            return apart, -len(table.subset.where), -len(layout[table]), table.name

        ordered = sorted(layout, key=order)
        yield from (self._less(table) for table in ordered if not table.margins_only)
        yield from ([other for other in self.kept if other != table] for table in ordered)

    def _less(self, table: Table) -> list[Table]:
        """Give what is kept with less of a table: its margins only, or nothing where that was all."""
        less = [] if table.margins_only else [replace(table, margins_only=True)]
        return [part for other in self.kept for part in (less if other == table else [other])]

    def _with(self, tables: Sequence[Table]) -> Proving:
        return Proving(Board(self.population, tables, self.rule, self.earlier, self.asked), self.effort)

    def _helps(self, secret: Secret, tables: Sequence[Table], most: int) -> bool:
        """Tell whether a target could be kept with other tables, however much else is hidden."""
        proving = self._with(tables)
        numbers = proving.board.number
        if not all(place in numbers for place, _ in secret):
            return True
        found = proving.search.find(tuple((numbers[place], sign) for place, sign in secret), most)
        self.effort = max(0, self.effort - proving.search.spent)
        return found is not None
