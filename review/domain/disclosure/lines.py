"""What a single line of a table gives away, known without any search."""

from review.domain.disclosure.board import Board
from review.domain.disclosure.releases import Place
from review.domain.disclosure.tables import Key, Table


def hopeless(board: Board, cell: int) -> Table | None:
    """Give a table in which a small cell can be nothing else, so that a search would be for nothing.

    So it is where a margin is told for good and the zeros beside the cell are told too: with no other cell left,
    or with one case for each.
    """
    place, rule = board.frame.places[cell], board.rule
    searched = place.release == board.population.new and rule.zeros_shown and not rule.rounds
    for table in board.tables if searched and cell not in board.plain else ():
        for key in (key for key, found in board.layout[table].items() if found == place.cell):
            if any(_forced(board, table, key, d) for d in range(len(key)) if key[d] is not None):
                return table
    return None


def _forced(board: Board, table: Table, key: Key, dimension: int) -> bool:
    """Tell whether the cells of a line can be told from its margin."""
    places, new, values = board.layout[table], board.population.new, board.frame.values
    line = [(*key[:dimension], c, *key[dimension + 1 :]) for c in board.dimensions[table.dimensions[dimension]]]
    margin = places.get((*key[:dimension], None, *key[dimension + 1 :]))
    if margin is None or not board.fixed(total := board.number[Place(new, margin)]):
        return False
    present = sum(values[board.number[Place(new, places[key])]] > 0 for key in line if key in places)
    return present in (1, values[total])
