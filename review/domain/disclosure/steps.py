"""Single steps to another world: one case changes one thing, comes, or goes."""

from collections import Counter
from collections.abc import Iterable, Iterator

from review.domain.disclosure.board import Board
from review.domain.disclosure.frame import Frame, Kind

ALIKE = 2
"""Steps that change the same cells and are kept: one more than one, for a world in which the first case is gone."""
MOST = 800
"""Kinds of case, and steps to change a cell, that are weighed at a time."""


class Step:
    """A case of one kind becomes another; None where it comes from nowhere or goes. What cells lose and gain by it.

    `price` is what the step costs taken first, as of `age`: worked out when asked for, see `search`.
    """

    __slots__ = ("age", "gained", "lost", "price", "result", "source", "touched")

    def __init__(self, frame: Frame, source: Kind | None, result: Kind | None) -> None:
        before, after = frame.cells(source), frame.cells(result)
        self.source, self.result = source, result
        self.lost, self.gained = before - after, after - before
        self.touched = self.lost | self.gained
        self.age, self.price = -1, 0


class Steps:
    """The steps that change a given cell, from the cases that there are.

    With `far` a case may change two things at once, for cells and cases that have little in common.
    """

    def __init__(self, board: Board) -> None:
        self.far = False
        self.board, self.frame = board, board.frame
        self._empty = frozenset(cell for cell, most in enumerate(board.high) if most == 0)
        self._possible: dict[Kind, bool] = {}
        self._made: dict[tuple[Kind | None, Kind | None], Step] = {}
        self._lists: dict[tuple[int, bool, bool], list[Step]] = {}

    def mending(self, cell: int, gain: bool, kinds: dict[Kind, int]) -> Iterator[Step]:
        """Yield the steps by which a cell gains a case, or loses one, after changes of kinds that were made before."""
        counts = self.frame.counts
        for step in self._known(cell, gain):
            source = step.source
            if source is None or source not in kinds or counts[source] + kinds[source] > 0:
                yield step
        yield from self._from([kind for kind, more in kinds.items() if more > 0 and kind not in counts], cell, gain)

    def _known(self, cell: int, gain: bool) -> list[Step]:
        """Give the steps from the real cases, a few of each that change the same cells; kept, since asked for often."""
        key = (cell, gain, self.far)
        if key not in self._lists:
            # Of very many kinds and steps only some, evenly, so that a large table costs no more than it must.
            real = list(self.frame.counts if gain else self.frame.by_cell[cell])
            alike: Counter[tuple[frozenset[int], frozenset[int]]] = Counter()
            steps = list[Step]()
            for step in self._from(real[:: 1 + len(real) // MOST], cell, gain):
                alike[step.lost, step.gained] += 1
                if alike[step.lost, step.gained] <= ALIKE:
                    steps.append(step)
            self._lists[key] = steps[:: 1 + len(steps) // MOST]
        return self._lists[key]

    def _from(self, kinds: Iterable[Kind], cell: int, gain: bool) -> Iterator[Step]:
        for pair in self._joining(kinds, cell) if gain else self._leaving(kinds, cell):
            if self._can_be(pair[1]):
                if pair not in self._made:
                    self._made[pair] = Step(self.frame, *pair)
                yield self._made[pair]

    def _can_be(self, kind: Kind | None) -> bool:
        """Tell whether a kind of case is possible: none of its cells is known to be empty."""
        if kind is None:
            return True
        found = self._possible.get(kind)
        if found is None:
            found = self._possible[kind] = self._empty.isdisjoint(self.frame.cells(kind))
        return found

    def _leaving(self, kinds: Iterable[Kind], cell: int) -> Iterator[tuple[Kind, Kind | None]]:
        conditions = self.frame.conditions[cell]
        for kind in kinds:
            if all(kind[d] in allowed for d, allowed in conditions):
                yield kind, None
                for d, allowed in conditions:
                    for other in range(self.frame.sizes[d]):
                        if other not in allowed:
                            yield kind, _changed(kind, d, other)
                            if self.far:
                                yield from self._further(kind, _changed(kind, d, other), d)

    def _further(self, kind: Kind, result: Kind, changed: int) -> Iterator[tuple[Kind, Kind]]:
        """Yield other results where the first is not possible: a second thing changes that could make it so."""
        if not self._can_be(result):
            for d in range(len(kind)):
                if d != changed:
                    for other in range(self.frame.sizes[d]):
                        if other != kind[d]:
                            yield kind, _changed(result, d, other)

    def _joining(self, kinds: Iterable[Kind], cell: int) -> Iterator[tuple[Kind | None, Kind]]:
        conditions = self.frame.conditions[cell]
        for kind in kinds:
            missing = [(d, allowed) for d, allowed in conditions if kind[d] not in allowed]
            if not missing:
                yield None, kind
            elif len(missing) == 1:
                d, allowed = missing[0]
                for other in sorted(allowed):
                    yield kind, _changed(kind, d, other)
            elif len(missing) == 2 and self.far:
                (d, allowed), (second, besides) = missing
                for other in sorted(allowed):
                    for further in sorted(besides):
                        yield kind, _changed(_changed(kind, d, other), second, further)


def _changed(kind: Kind, dimension: int, category: int) -> Kind:
    return (*kind[:dimension], category, *kind[dimension + 1 :])
