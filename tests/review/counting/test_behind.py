"""What is behind each figure: exactly the cases, or suspects, that the table counted in it."""

import random

import pytest

from review.counting.dimensions import CRITERION
from review.counting.measures import measures
from review.counting.method import Method
from review.domain.where import Condition, Where
from review.reports.building import Definition
from tests.review.conftest import World
from tests.review.counting.cases import add
from tests.review.counting.checking import check_every_figure, check_sources, known


def test_each_source_finds_the_rows_that_it_reads_a_code_of(method: Method) -> None:
    check_sources(method)


def report_by_chance(method: Method, chance: random.Random) -> Definition:
    """Return a report that somebody could ask for."""
    measure = chance.choice(list(measures(method)))
    suspects = method.dimensions[measure].of_suspects
    names = [name for name, one in method.dimensions.items() if suspects or not one.of_suspects]
    names += [] if suspects else [CRITERION, CRITERION]
    chosen = [name for name, one in method.dimensions.items() if not one.of_suspects and known(one)]
    conditions = tuple(
        Condition(name, tuple(chance.sample(answers, chance.randint(1, len(answers)))))
        for name in chance.sample(chosen, chance.randint(0, 2))
        for answers in [known(method.dimensions[name])]
    )
    by = tuple(dict.fromkeys(chance.sample(names, chance.randint(0, 2))))
    return Definition(Where(conditions), by, measure)


@pytest.mark.parametrize("seed", range(5))
def test_behind_every_figure_of_a_report_by_chance_are_the_cases_that_it_counts(
    world: World, method: Method, seed: int
) -> None:
    add(world, grade="", reported_on=None, team_type="not-recorded")
    chance = random.Random(seed)
    for _ in range(6):
        definition = report_by_chance(method, chance)
        check_every_figure(method, definition)
