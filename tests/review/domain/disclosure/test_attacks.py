"""Releases by chance, attacked by somebody with a solver who knows everything that was ever published."""

from dataclasses import replace

import pytest

from review.domain.disclosure import Reason, Release, Rule, Table, audit, protect
from tests.review.domain.disclosure.attacker import Attacker
from tests.review.domain.disclosure.chance import asked
from tests.review.domain.disclosure.releasing import attacker_of, released, table_rows

GRADES = Table("grades", ("grade",))


@pytest.mark.parametrize("seed", [*range(1, 31), 238])  # of 238 a rounded small count is hidden besides
def test_no_hidden_count_is_derived_from_a_release_by_chance(seed: int) -> None:
    made = released(asked(seed))
    for release in made.releases:
        attacker = attacker_of(release)
        assert audit(release) == []
        assert attacker.attack(attacker.hidden()).derived == {}
        assert attacker.fixed_differences(attacker.small_differences()) == []
    assert made.releases or "cannot be released" in made.refused


def test_the_attacker_derives_small_counts_where_nothing_else_is_hidden() -> None:
    derived = 0
    for seed in range(31, 41):
        for release in released(asked(seed)).releases:
            told = release.published
            figures = {
                cell: told.rule.figure(release.population.count(told.name, cell))
                if release.reasons.get(cell) is Reason.SECONDARY
                else figure
                for cell, figure in told.figures.items()
            }
            attacker = Attacker(release.population, [*release.earlier, replace(told, figures=figures)])
            derived += len(attacker.attack(attacker.hidden()).derived)
    assert derived > 50


def test_the_attacker_knows_that_something_in_a_table_is_small() -> None:
    """Two hidden counts that are 5 together are 1 to 4; below a threshold of 2 one must be 1, so the other is 4."""
    small = protect(table_rows([[1, 4, 20]]), [GRADES], Rule(threshold=2))
    assert isinstance(small, Release)
    attacker = attacker_of(small)
    worlds = attacker.attack(attacker.hidden())
    assert sorted(worlds.open.values()) == [(1, 4), (1, 4)]
    assert {frozenset(world[attacker.spots.index(spot)] for spot in worlds.open) for world in attacker.worlds} == {
        frozenset({1, 4})
    }
