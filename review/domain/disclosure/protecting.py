"""Cell suppression over linked tables: hide what is small, then what would give it away, and prove every cell."""

from collections.abc import Sequence

from review.domain.disclosure.board import Board, Target
from review.domain.disclosure.population import Population
from review.domain.disclosure.proving import Proving
from review.domain.disclosure.releases import Published, Refusal, Release, Witness
from review.domain.disclosure.rule import Rule
from review.domain.disclosure.tables import Table

EFFORT = 12_000
"""Other worlds that are looked at for a release before more is hidden without looking further."""


def protect(
    population: Population,
    tables: Sequence[Table],
    rule: Rule = Rule(),  # noqa: B008 (frozen)
    earlier: Sequence[Published] = (),
    effort: int = EFFORT,
) -> Release | Refusal:
    """Make a release in which no hidden cell can be worked out, or refuse it with a sentence.

    Primary and secondary suppression after Cox (1980), over all linked tables and earlier releases together, as in
    Fischetti and Salazar (2001), but with protection shown by examples: for every hidden cell there is a witness,
    another world that agrees with everything that is told. What is hidden is few cells, not provably the fewest.
    Where no witness is found the inside of the table is hidden, then its margins, then the table is withheld, and
    at last the release refused. `effort` bounds the work; the same input gives the same release.
    Raises ValueError where names are unknown or twice, or the cases do not give what earlier releases told.
    """
    _check(population, tables, earlier)
    kept, withheld = list(dict.fromkeys(tables)), list[Table]()
    while True:
        proving = Proving(Board(population, kept, rule, earlier, withheld), effort)
        failed = proving.prove()
        if failed is None:
            return _release(proving, withheld)
        table = _to_withhold(proving.board, failed)
        if table is None:
            return Refusal(_sentence(proving, failed))
        kept.remove(table)
        withheld.append(table)


def _check(population: Population, tables: Sequence[Table], earlier: Sequence[Published]) -> None:
    if len({table.name for table in tables}) < len(tables):
        raise ValueError("Every table of a release needs a name of its own.")
    if tuple(told.name for told in earlier) != population.releases[:-1]:
        raise ValueError("The earlier releases are to be those that the cases name, in their order.")


def _to_withhold(board: Board, failed: Target) -> Table | None:
    """Choose the table to do without: the smallest subset's that holds the cell, else the one with most cells.

    None where no table is left whose absence could help: two cells that are fixed give their difference for good.
    """
    if len(failed) > 1 and all(board.fixed(cell) for cell, _ in failed):
        return None
    protected = [table for table in board.tables if board.rule.protects(table.kind)]
    holding = [table for table in protected if any(cell in board.cells(table) for cell, _ in failed)]
    return max(holding or protected, key=lambda t: (len(t.subset.where), len(board.layout[t])), default=None)


def _release(proving: Proving, withheld: Sequence[Table]) -> Release:
    board = proving.board
    reasons = {board.frame.places[cell].cell: reason for cell, reason in sorted(board.reasons.items())}
    published = Published(board.population.new, board.rule, board.tables, board.figures())
    witnesses = tuple(Witness(board.frame.changes(world.kinds.items())) for world in proving.worlds())
    return Release(published, reasons, tuple(withheld), witnesses, board.population, board.earlier)


def _sentence(proving: Proving, failed: Target) -> str:
    places = [proving.board.frame.places[cell] for cell, _ in failed]
    what = " without ".join(f"{place.cell.words()} ({place.release})" for place in places)
    found = "within the effort allowed " if proving.search.spent >= proving.search.budget else ""
    return (
        f"This cannot be released: no way was found {found}to keep the count of {what} from being worked out. "
        "Leave out a table or a filter that differs from another by few cases, round the counts, or wait until more "
        "cases are signed off."
    )
