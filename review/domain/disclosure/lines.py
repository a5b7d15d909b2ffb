"""What the lines of tables give away, known without any search."""

from collections.abc import Iterator

from review.domain.disclosure.board import Board, Target
from review.domain.disclosure.releases import Place
from review.domain.disclosure.tables import Key, Table


def hopeless(board: Board, cell: int) -> Table | None:
    """Give a table in which a small cell can be nothing else, so that a search would be for nothing.

    So it is where a margin is told for good and the zeros beside the cell are told too: with no other cell left,
    with one case for each, or with as many cases for each as a small cell can have.
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
    counts = [count for key in line if key in places and (count := values[board.number[Place(new, places[key])]])]
    return len(counts) in (1, values[total]) or all(count == board.rule.most_hidden(count) for count in counts)


class Sums:
    """What everybody adds up: in every table that is told, of every release, a margin and the line that it is of."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self._sums = sorted({tuple(sorted(cells)) for cells in _sums(board) if len(cells) > 1})
        self._with: dict[int, list[int]] = {}
        for number, cells in enumerate(self._sums):
            for cell in cells:
                self._with.setdefault(cell, []).append(number)

    def give_away(self, targets: list[Target]) -> bool:
        """Tell whether one of some targets follows by sums alone, so that no other world can be found for it.

        In a sum in which one cell is not told, that one follows, and with it perhaps others.
        """
        known = self._known()
        return any(all(known[cell] for cell, _ in target) for target in targets)

    def _known(self) -> list[bool]:
        low, high = self.board.low, self.board.high
        known = [low[cell] == high[cell] for cell in range(len(low))]
        left = [sum(not known[cell] for cell in cells) for cells in self._sums]
        ready = [number for number, count in enumerate(left) if count == 1]
        while ready:
            for cell in self._sums[ready.pop()]:
                if not known[cell]:
                    known[cell] = True
                    for number in self._with[cell]:
                        left[number] -= 1
                        ready += [number] if left[number] == 1 else []
        return known


def _sums(board: Board) -> Iterator[set[int]]:
    """Yield the cells of each line with its margin; a line that is the same as its margin says nothing."""
    for told in board.told():
        places = told.table.cells(board.dimensions)
        for key, cell in places.items():
            for d in (d for d, part in enumerate(key) if part is None):
                categories = board.dimensions[told.table.dimensions[d]]
                line = [places[one] for c in categories if (one := (*key[:d], c, *key[d + 1 :])) in places]
                if line and cell not in line:
                    yield {board.number[Place(told.release, one)] for one in (cell, *line)}
