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
    open_tables: tuple[Table, ...] = ()
    empty: tuple[Place, ...] = ()
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
        if bare == self.kept or self._gone(proving.board, failed) or not self._helps(secret, bare, TRIED_AT_LAST):
            return False
        given_away = hopeless(proving.board, failed[0][0]) if len(failed) == 1 else None
        if given_away:
            self.kept = less_of(self.kept, given_away)
        else:
            choices = (choice for choice in self._choices(secret) if self._helps(secret, choice, TRIED))
            self.kept = next(choices, bare)
        return True

    def _gone(self, board: Board, failed: Target) -> bool:
        """Tell whether a difference is known for good, or no effort is left to find out more."""
        return not self.effort or (len(failed) > 1 and all(board.fixed(cell) for cell, _ in failed))

    def _choices(self, secret: Secret) -> Iterator[list[Table]]:
        """Yield what could be told instead: without the inside of one table, without one, without more and more."""
        ordered = self._in_order(secret)
        for table in ordered:
            if not table.margins_only:
                yield less_of(self.kept, table)
        for table in ordered:
            yield [other for other in self.kept if other != table]
        fewer = self.kept
        for table in ordered:
            fewer = less_of(fewer, table)
            yield fewer

    def _in_order(self, secret: Secret) -> list[Table]:
        """Give the protected tables, those that hold the target first, of them those of subsets and the larger ones."""
        layout = {t: t.cells(self.population.dimensions) for t in self.kept if self.rule.protects(t.kind)}
        cells = {place.cell for place, _ in secret if place.release == self.population.new}

        def order(table: Table) -> tuple[bool, int, int, str]:
            apart = cells.isdisjoint(layout[table].values())
            return apart, -len(table.subset.where), -len(layout[table]), table.name

        return sorted(layout, key=order)

    def _with(self, tables: Sequence[Table]) -> Proving:
        board = Board(self.population, tables, self.rule, self.earlier, self.asked, self.open_tables, self.empty)
        return Proving(board, self.effort)

    def _helps(self, secret: Secret, tables: Sequence[Table], most: int) -> bool:
        """Tell whether a target could be kept with other tables, however much else is hidden."""
        proving = self._with(tables)
        numbers = proving.board.number
        if not all(place in numbers for place, _ in secret):
            return True
        found = proving.search.find(tuple((numbers[place], sign) for place, sign in secret), most)
        self.effort = max(0, self.effort - proving.search.spent)
        return found is not None


def less_of(tables: Sequence[Table], one: Table) -> list[Table]:
    """Give tables with less of one: its margins only, or nothing where that was all."""
    less = [] if one.margins_only else [replace(one, margins_only=True)]
    return [part for table in tables for part in (less if table == one else [table])]
