"""What holds of every protected table, whatever its counts, and how near it comes to hiding the fewest."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.domain.disclosure import Mark, Refusal, Release, Rule, Table, audit, protect
from review.domain.disclosure.releases import Published
from tests.review.domain.disclosure.attacker import Attacker
from tests.review.domain.disclosure.releasing import attacker_of, table_rows

BY_FORCE = Table("force by grade", ("force", "grade"))
small_tables = (
    st.integers(1, 4)
    .flatmap(
        lambda columns: st.lists(
            st.lists(st.integers(0, 14), min_size=columns, max_size=columns), min_size=1, max_size=4
        )
    )
    .filter(lambda counts: any(map(any, counts)))
)
rules = st.builds(Rule, threshold=st.integers(2, 8), zeros_shown=st.booleans(), base=st.sampled_from((0, 0, 0, 5, 10)))


@settings(max_examples=60, deadline=None)
@given(small_tables, rules)
def test_every_table_is_protected_or_refused(counts: list[list[int]], rule: Rule) -> None:
    release = protect(table_rows(counts), [BY_FORCE], rule)
    if isinstance(release, Refusal):
        return
    attacker = attacker_of(release)
    assert audit(release) == []
    assert attacker.attack(attacker.hidden()).derived == {}


@settings(max_examples=60, deadline=None)
@given(small_tables, rules)
def test_no_small_count_is_told(counts: list[list[int]], rule: Rule) -> None:
    release = protect(table_rows(counts), [BY_FORCE], rule)
    if isinstance(release, Refusal) or rule.rounds:
        return
    told = [
        release.population.count("now", cell)
        for cell, figure in release.published.figures.items()
        if figure is not Mark.HIDDEN
    ]
    assert [count for count in told if rule.small(count)] == []


@settings(max_examples=40, deadline=None)
@given(small_tables)
def test_what_is_told_is_true(counts: list[list[int]]) -> None:
    release = protect(table_rows(counts), [BY_FORCE])
    if isinstance(release, Release):
        for cell, figure in release.published.figures.items():
            assert figure in (release.population.count("now", cell), Mark.HIDDEN)


def fewest(release: Release) -> int:
    """Give the fewest cells that need hiding besides the small ones, by trying every set of cells with an attacker."""
    counts = {cell: release.population.count("now", cell) for cell in release.published.figures}
    rule, told = release.published.rule, release.published
    small = {cell for cell, count in counts.items() if rule.small(count)}
    others = [cell for cell, count in counts.items() if count and cell not in small]
    for size in range(len(others) + 1):
        for besides in combinations(others, size):
            hidden = small | set(besides)
            figures = {cell: Mark.HIDDEN if cell in hidden else count for cell, count in counts.items()}
            attacker = Attacker(release.population, [Published(told.name, rule, told.tables, figures)])
            if not attacker.attack(attacker.hidden()).derived:
                return size
    raise AssertionError("Not even hiding everything helps.")


@pytest.mark.parametrize(
    "counts",
    [
        [[12, 20, 9], [8, 3, 6]],
        [[9, 2, 7], [1, 8, 5]],
        [[6, 4, 11], [13, 0, 8], [7, 9, 5]],
        [[3, 10, 12], [6, 6, 2], [9, 5, 8]],
    ],
)
def test_as_few_cells_as_can_be_are_hidden_in_small_tables(counts: list[list[int]]) -> None:
    release = protect(table_rows(counts), [BY_FORCE])
    assert isinstance(release, Release)
    small = [count for count in (release.population.count("now", c) for c in release.reasons) if count < 5]
    assert len(release.reasons) - len(small) == fewest(release)
