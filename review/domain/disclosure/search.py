"""The search for another world: cases change one by one until nothing that is told has changed, but the target has.

Each step mends the worst cell that the steps before have put out. In a single table this walks the alternating
cycles of Cox (1980); with linked tables the same case moves in all of them at once, so that what is found holds in
all. Cells that could still be hidden may stay out, at their price: the cheapest world found says which cells to
hide besides, after the shortest paths of Kelly, Golden and Assad (1992). What is found is exact and needs no trust
in the search; that nothing is found within the bound proves nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush

from review.domain.disclosure.board import FIXED, Board, Target
from review.domain.disclosure.frame import Kind
from review.domain.disclosure.steps import Step, Steps

OUT = 6000
"""What a fixed cell that is out counts when worlds are put in order; the order is not the price."""


@dataclass(frozen=True)
class Way:
    """A way to search: whether a case may change two things at once, what prices are divided by, what a step counts
    when worlds are put in order, and whether of the cells that are out the one with fewest cases is mended first."""

    far: bool = False
    cheaper: int = 1
    step: int = 150
    fewest: bool = True


WAYS = (Way(), Way(far=True), Way(far=True, cheaper=1000, step=OUT), Way(True, 1000, OUT, fewest=False))
"""The searches tried in turn, at last with little thought for the price and much for the length of the way."""
CANDIDATES = 4
"""Hidden cells of a table that are tried for being its small one."""
LONGER, DEAR = 12, 250
"""Worlds looked at after the first that will do, for a cheaper one; one more for each so much that it costs."""


@dataclass(frozen=True)
class World:
    """Another world: changes of kinds of case and of cells, and the cells that must be hidden for it."""

    kinds: dict[Kind, int]
    cells: dict[int, int]
    to_hide: tuple[int, ...]
    price: int

    def moves(self, target: Target) -> bool:
        """Tell whether the target has another value in this world."""
        return sum(sign * self.cells.get(cell, 0) for cell, sign in target) != 0


@dataclass(frozen=True)
class _State:
    kinds: dict[Kind, int]
    cells: dict[int, int]
    price: int
    steps: int


class Search:
    """Searches for worlds on a board; `spent` counts the steps weighed, which bounds the work without a clock."""

    def __init__(self, board: Board, budget: int) -> None:
        self.board, self.budget, self.spent = board, budget, 0
        self.steps, self._age, self._as_of = Steps(board), 0, (-1, False, 0)
        self._way = WAYS[0]

    def find(self, target: Target, most: int, hide: bool = True) -> World | None:
        """Find the cheapest other world for a target among `most` looked at; None where none was met.

        With `hide` False only cells that are hidden already may differ. Where steps that change one thing lead
        nowhere, the search begins anew with steps that change two, and then with little thought for the price.
        """
        self._target = target
        found = None
        for self._way in WAYS if hide else WAYS[:1]:
            self.steps.far = self._way.far
            self._set_prices(hide, self._way.cheaper)
            found = self._search(most)
            if found is not None:
                break
        return found

    def agreeing(self, kinds: dict[Kind, int]) -> World | None:
        """Give the world of these changes, if it agrees with everything that is told and hides nothing more."""
        self._set_prices(False, 1)
        cells: dict[int, int] = {}
        for kind, more in kinds.items():
            for cell in self.board.frame.cells(kind):
                cells[cell] = cells.get(cell, 0) + more
        changed = {cell: change for cell, change in cells.items() if change}
        return self._world(_State(kinds, changed, sum(self._price(*item) for item in changed.items()), 0))

    def _set_prices(self, hide: bool, cheaper: int) -> None:
        """Work out what a first change of each cell costs, where anything of it is new."""
        self._hide, self._cheaper = hide, cheaper
        as_of = (self.board.version, hide, cheaper)
        if as_of != self._as_of:
            self._as_of, self._age = as_of, self._age + 1
            cells = range(len(self.board.frame.places))
            self._less, self._more = ([self._price(cell, way) for cell in cells] for way in (-1, 1))

    def _search(self, most: int) -> World | None:
        self._queue: list[tuple[int, int, int, _State, Step]] = []
        self._serial, best, patience = 0, None, most
        self._begin()
        seen: set[frozenset[tuple[int, int]]] = set()
        while self._queue and patience > 0 and self.spent < self.budget:
            state = self._pop()
            same = frozenset(state.cells.items())
            if same in seen:
                continue
            seen.add(same)
            patience -= 1
            found = self._world(state)
            if found is not None and (best is None or found.price < best.price):
                best, patience = found, min(patience, LONGER + found.price // DEAR)
                if not found.price:
                    break
            self._push(state, self._mending(state))
        return best

    def _begin(self) -> None:
        start = _State({}, {}, 0, 0)
        for cell, _ in self._target:
            for gain in (False, True):
                self._push(start, self.steps.mending(cell, gain, {}))

    def _mending(self, state: _State) -> Iterator[Step]:
        """Yield the steps that mend the dearest cell that is out; of several the one with fewest cases, so ways."""
        out = [(-self._price(cell, change), self._rank(cell), cell) for cell, change in state.cells.items()]
        price, _, worst = min(out, default=(0, 0, -1))
        if price:
            yield from self.steps.mending(worst, state.cells[worst] < 0, state.kinds)
        for cell in self._for_demand(state) if state.price < FIXED else ():
            yield from self.steps.mending(cell, False, state.kinds)

    def _rank(self, cell: int) -> int:
        return self.board.frame.values[cell] if self._way.fewest else -cell

    def _for_demand(self, state: _State) -> Iterator[int]:
        """Yield of each table whose small count went the hidden cells that can most easily become small."""
        values, changes = self.board.frame.values, state.cells
        for demand in self.board.demands:
            if not self._met(demand.cells, demand.low, demand.high, changes):
                hidden = [cell for cell in demand.cells if cell in self.board.hidden or cell in changes]
                yield from sorted(hidden, key=lambda cell: (values[cell] + changes.get(cell, 0), cell))[:CANDIDATES]

    def _met(self, cells: tuple[int, ...], low: int, high: int, changed: dict[int, int]) -> bool:
        values, hidden = self.board.frame.values, self.board.hidden
        return any(
            low <= values[cell] + changed.get(cell, 0) <= high
            for cell in cells
            if cell in hidden or (cell in changed and self._price(cell, changed[cell]))
        )

    def _world(self, state: _State) -> World | None:
        if state.price >= FIXED or not all(self._met(d.cells, d.low, d.high, state.cells) for d in self.board.demands):
            return None
        to_hide = tuple(cell for cell, change in sorted(state.cells.items()) if self._price(cell, change))
        return World(state.kinds, state.cells, to_hide, state.price)

    def _price(self, cell: int, change: int) -> int:
        """Give what it costs that a cell has changed: nothing within what is told of it."""
        board, value = self.board, self.board.frame.values[cell] + change
        if board.low[cell] <= value <= board.high[cell]:
            return 0
        if not self._hide or not board.least[cell] <= value <= board.most[cell] or board.price[cell] == FIXED:
            return FIXED
        return board.price[cell] // self._cheaper

    def _push(self, state: _State, steps: Iterable[Step]) -> None:
        """Queue steps from a state in the order of what they cost."""
        further, before = self._further(state), self._moved(state)
        changed = frozenset(further)
        for step in steps:
            self.spent += 1
            if not before + self._moves(step):
                continue
            if step.age != self._age:
                self._price_first(step)
            price = state.price + step.price
            for cell in step.touched & changed:
                price += further[cell][cell in step.gained]
            self._serial += 1
            order = price // FIXED * OUT + price % FIXED + self._way.step * state.steps
            heappush(self._queue, (order, self._serial, price, state, step))

    def _price_first(self, step: Step) -> None:
        """Work out what a step costs where none of its cells has changed before."""
        step.age = self._age
        step.price = sum(map(self._less.__getitem__, step.lost)) + sum(map(self._more.__getitem__, step.gained))

    def _further(self, state: _State) -> dict[int, tuple[int, int]]:
        """Give for each cell that has changed what one case fewer, or more, costs beyond what it would cost first."""
        price = self._price
        return {
            cell: (
                price(cell, change - 1) - price(cell, change) - self._less[cell],
                price(cell, change + 1) - price(cell, change) - self._more[cell],
            )
            for cell, change in state.cells.items()
        }

    def _moved(self, state: _State) -> int:
        """Give how much more the target is in a state."""
        return sum(sign * state.cells.get(cell, 0) for cell, sign in self._target)

    def _moves(self, step: Step) -> int:
        """Give how much more the target is after a step."""
        moved = 0
        for cell, sign in self._target:
            if cell in step.touched:
                moved += sign if cell in step.gained else -sign
        return moved

    def _pop(self) -> _State:
        _, _, price, before, step = heappop(self._queue)
        kinds, cells = dict(before.kinds), dict(before.cells)
        for kind, way in ((step.source, -1), (step.result, 1)):
            if kind is not None:
                kinds[kind] = kinds.get(kind, 0) + way
        for changed, way in ((step.lost, -1), (step.gained, 1)):
            for cell in changed:
                cells[cell] = cells.get(cell, 0) + way
        cells = {cell: change for cell, change in cells.items() if change}
        return _State({kind: n for kind, n in kinds.items() if n}, cells, price, before.steps + 1)
