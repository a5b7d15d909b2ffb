"""Proof for every cell that must not be known: a world in which it is another count. Where none is, more is hidden."""

from collections.abc import Iterable

from review.domain.disclosure.board import Board, Target
from review.domain.disclosure.lines import Sums, hopeless
from review.domain.disclosure.search import Search, World

MOST_LOOKED_AT, MOST_FOR_EARLIER, MOST_TO_SHOW = 60, 200, 40
"""Worlds looked at for a target before less is told, for one of an earlier release, of which nothing can be hidden any
more, and before a cell stays hidden that might be shown again."""


class Proving:
    """Hides what is needed on a board until every target has a world of its own."""

    def __init__(self, board: Board, effort: int) -> None:
        self.board, self.search = board, Search(board, effort)
        self.proofs: dict[Target, World] = {}
        self.open = list(board.targets)

    def resume(self, before: "Proving") -> None:
        """Take over what was hidden and proven with more tables: with fewer the same worlds are still possible."""
        number = self.board.number
        for cell in before.board.secondary():
            again = number.get(before.board.frame.places[cell])
            self._hide(self.board.can_hide([] if again is None else [again]))
        for world in before.worlds():
            found = self.search.agreeing(world.kinds)
            if found is not None:
                self._take(found)

    def prove(self) -> Target | None:
        """Prove every target and show again what need not be hidden; return the first that cannot be proven."""
        for target in self.open:
            if len(target) == 1 and hopeless(self.board, target[0][0]):
                return target
        while self.open:
            target = self.open[0]
            if not self._prove(target):
                return target
        self._show_again()
        return None

    def worlds(self) -> list[World]:
        """Give the worlds that prove everything, each once."""
        return list({id(world): world for world in self.proofs.values()}.values())

    def _prove(self, target: Target) -> bool:
        places, new = self.board.frame.places, self.board.population.new
        earlier = any(places[cell].release != new for cell, _ in target)
        world = self.search.find(target, MOST_FOR_EARLIER if earlier else MOST_LOOKED_AT)
        if world is not None:
            self._hide(world.to_hide)
            self._take(world)
        return world is not None

    def _hide(self, cells: Iterable[int]) -> None:
        for cell in cells:
            self.board.hide(cell)
            self.open.append(((cell, 1),))

    def _take(self, world: World) -> None:
        proven = [target for target in self.open if world.moves(target)]
        self.proofs |= dict.fromkeys(proven, world)
        self.open = [target for target in self.open if target not in self.proofs]

    def _show_again(self) -> None:
        """Show cells that others came to make needless, the greatest first, while every target keeps a proof."""
        # The rest of the effort is not all spent on telling a little more.
        self.search.budget = min(self.search.budget, self.search.spent + self.search.budget // 5)
        sums = Sums(self.board)
        for cell in sorted(self.board.secondary(), key=lambda cell: (-self.board.frame.values[cell], cell)):
            self._try_to_show(cell, sums)

    def _try_to_show(self, cell: int, sums: Sums) -> None:
        shown: Target = ((cell, 1),)
        kept = {target: world for target, world in self.proofs.items() if cell not in world.cells}
        self.board.show(cell)
        before, self.proofs = self.proofs, kept
        needless = {shown} - set(self.board.targets)
        self.open = [target for target in before if target not in kept and target not in needless]
        lost = sums.give_away(self.open)
        while self.open:
            world = None if lost else self.search.find(self.open[0], MOST_TO_SHOW, hide=False)
            if world is None:
                self.board.hide(cell)
                self.proofs, self.open = before, []
                return
            self._take(world)
        self.proofs = {target: world for target, world in self.proofs.items() if target not in needless}
