"""What sums give away without any search, held against somebody with a solver."""

from dataclasses import replace

import pytest

from review.domain.disclosure import Cell, Reason
from review.domain.disclosure.board import Board
from review.domain.disclosure.lines import Sums
from review.domain.disclosure.releases import Place
from tests.review.domain.disclosure.attacker import Attacker
from tests.review.domain.disclosure.chance import asked
from tests.review.domain.disclosure.knowledge import Spot
from tests.review.domain.disclosure.releasing import released


@pytest.mark.parametrize("seed", range(31, 37))
def test_what_sums_give_away_is_derived_by_a_solver_too(seed: int) -> None:
    """With small counts hidden alone, and not what would give them away, before any secondary suppression."""
    for release in released(asked(seed)).releases:
        told = release.published
        figures = {
            cell: told.rule.figure(release.population.count(told.name, cell))
            if release.reasons.get(cell) is Reason.SECONDARY
            else figure
            for cell, figure in told.figures.items()
        }
        attacker = Attacker(release.population, [*release.earlier, replace(told, figures=figures)])
        derived = {place_of(spot) for spot in attacker.attack(attacker.hidden()).derived}
        board = Board(release.population, told.tables, told.rule, release.earlier)
        sums, hidden = Sums(board), set(board.hidden)
        given = {board.frame.places[cell] for cell in hidden if sums.give_away([((cell, 1),)])}
        assert given - derived == set()
        assert given or not derived


def place_of(spot: Spot) -> Place:
    """Return the place that an attacker's spot is."""
    release, named, subset = spot
    conditions = {**dict(subset), **{name: (code,) for name, code in named}}
    return Place(release, Cell(tuple(sorted(conditions.items()))))


def test_a_finished_release_gives_nothing_away_by_sums() -> None:
    for seed in range(31, 41):
        for release in released(asked(seed)).releases:
            board = Board(release.population, release.published.tables, release.published.rule, release.earlier)
            for cell in [board.number[Place(board.population.new, cell)] for cell in release.reasons]:
                if cell not in board.hidden:
                    board.hide(cell)
            assert [cell for cell in board.hidden if Sums(board).give_away([((cell, 1),)])] == []
