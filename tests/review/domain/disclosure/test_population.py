"""Cases grouped, and the releases that they count in."""

import pytest

from review.domain.disclosure import Population, Row, joined
from tests.review.domain.disclosure.releasing import of

DIMENSIONS = {"grade": ("good", "poor")}
GOOD, POOR = {"grade": "good"}, {"grade": "poor"}


def test_count_counts_a_cell_in_a_release() -> None:
    rows = [Row(GOOD, 3), Row(GOOD, 2, frozenset({"now"})), Row(POOR, 4, frozenset({"first"}))]
    population = Population(DIMENSIONS, rows, ("first", "now"))
    assert [population.count(release, of(grade="good")) for release in population.releases] == [3, 5]
    assert [population.count(release, of()) for release in population.releases] == [7, 5]


def test_a_case_counts_in_the_releases_that_some_case_really_counts_in() -> None:
    both, now, first = frozenset({"first", "now"}), frozenset({"now"}), frozenset({"first"})
    releases = ("first", "now")
    assert Population(DIMENSIONS, [], releases).memberships == (both,)
    assert Population(DIMENSIONS, [Row(GOOD)], releases).memberships == (both,)
    assert Population(DIMENSIONS, [Row(GOOD), Row(POOR, 1, now)], releases).memberships == (both, now)
    assert Population(DIMENSIONS, [Row(GOOD, 1, first)], releases).memberships == (first,)


def test_releases_count_the_same_cases_where_none_came_or_went() -> None:
    releases = ("first", "second", "now")
    population = Population(DIMENSIONS, [Row(GOOD), Row(POOR, 1, frozenset({"now"}))], releases)
    assert [population.same_cases(one, "first") for one in releases] == [True, True, False]


def test_joined_groups_cases_that_are_alike_in_the_same_releases() -> None:
    first, now = {"1": GOOD, "2": GOOD, "3": POOR}, {"1": GOOD, "2": POOR, "3": POOR, "4": POOR}
    assert joined({"first": first, "now": now}) == [
        Row(GOOD, 1, frozenset({"first"})),
        Row(GOOD, 1, frozenset({"first", "now"})),
        Row(POOR, 1, frozenset({"first", "now"})),
        Row(POOR, 2, frozenset({"now"})),
    ]


def test_a_row_stands_for_at_least_one_case() -> None:
    with pytest.raises(ValueError, match="not for 0"):
        Row(GOOD, 0)


@pytest.mark.parametrize(
    "row", [Row({}), Row({"grade": "fair"}), Row({**GOOD, "force": "a"}), Row(GOOD, 1, frozenset({"later"}))]
)
def test_a_population_refuses_what_it_does_not_know(row: Row) -> None:
    with pytest.raises(ValueError, match=r"needs every dimension|not a category|not one of"):
        Population(DIMENSIONS, [row])
