"""Single steps to another world: one case changes one thing, comes, or goes."""

from collections.abc import Iterator
from dataclasses import dataclass

from review.domain.disclosure.board import Board
from review.domain.disclosure.frame import Kind


@dataclass(frozen=True)
class Step:
    """A case of one kind becomes another; None where it comes from nowhere or goes. What cells lose and gain by it."""

    source: Kind | None
    result: Kind | None
    lost: frozenset[int]
    gained: frozenset[int]


class Steps:
    """The steps that change a given cell, from the cases that there are.

    With `far` a case may change two things at once, for cells and cases that have little in common.
    """

    def __init__(self, board: Board) -> None:
        self.far = False
        self.board, self.frame = board, board.frame
        self._possible: dict[Kind, bool] = {}

    def changing(self, cell: int, kinds: dict[Kind, int]) -> Iterator[Step]:
        """Yield the steps that change a cell either way."""
        yield from self.mending(cell, False, kinds)
        yield from self.mending(cell, True, kinds)

    def mending(self, cell: int, gain: bool, kinds: dict[Kind, int]) -> Iterator[Step]:
        """Yield the steps by which a cell gains a case, or loses one, after changes of kinds that were made before."""
        for source, result in self._joining(cell, kinds) if gain else self._leaving(cell, kinds):
            if self._can_be(result):
                before, after = self.frame.cells(source), self.frame.cells(result)
                yield Step(source, result, before - after, after - before)

    def _can_be(self, kind: Kind | None) -> bool:
        """Tell whether a kind of case is possible: none of its cells is known to be empty."""
        if kind is None:
            return True
        found = self._possible.get(kind)
        if found is None:
            found = self._possible[kind] = all(self.board.high[cell] > 0 for cell in self.frame.cells(kind))
        return found

    def _present(self, known: list[Kind] | dict[Kind, int], kinds: dict[Kind, int]) -> Iterator[Kind]:
        counts = self.frame.counts
        for kind in known:
            if counts[kind] + kinds.get(kind, 0) > 0:
                yield kind
        for kind, more in kinds.items():
            if kind not in counts and more > 0:
                yield kind

    def _leaving(self, cell: int, kinds: dict[Kind, int]) -> Iterator[tuple[Kind, Kind | None]]:
        conditions = self.frame.conditions[cell]
        for kind in self._present(self.frame.by_cell[cell], kinds):
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

    def _joining(self, cell: int, kinds: dict[Kind, int]) -> Iterator[tuple[Kind | None, Kind]]:
        conditions = self.frame.conditions[cell]
        for kind in self._present(self.frame.counts, kinds):
            missing = [(d, allowed) for d, allowed in conditions if kind[d] not in allowed]
            if not missing:
                yield None, kind
            elif len(missing) == 1:
                d, allowed = missing[0]
                for other in allowed:
                    yield kind, _changed(kind, d, other)
            elif len(missing) == 2 and self.far:
                (d, allowed), (second, besides) = missing
                for other in allowed:
                    for further in besides:
                        yield kind, _changed(_changed(kind, d, other), second, further)


def _changed(kind: Kind, dimension: int, category: int) -> Kind:
    return (*kind[:dimension], category, *kind[dimension + 1 :])
