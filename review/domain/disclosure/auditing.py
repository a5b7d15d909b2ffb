"""The second look at a release before it is stored: every witness and every figure worked out again, from the cases."""

from collections.abc import Iterator

from review.domain.disclosure.differences import Told, small_gaps
from review.domain.disclosure.releases import Place, Release, known_cells, small_cells
from review.domain.disclosure.rule import Mark
from review.domain.disclosure.witnessing import Facts, World


def audit(release: Release) -> list[str]:
    """Give what is wrong with a release, a sentence each; none where every hidden cell is proven.

    It shares nothing with the search: it counts the cases of each cell anew, checks that the release tells the truth
    and hides every small count, and that each witness is possible, agrees with everything told, obeys the rule, and
    that together they give every hidden cell, every small rounded one, every small one of a table withheld and every
    small difference another count.
    """
    facts = Facts(release)
    worlds = [World(facts, witness) for witness in release.witnesses]
    faults = [f"Witness {n}: {fault}" for n, world in enumerate(worlds, start=1) for fault in world.faults()]
    return [*_told(facts), *_not_empty(facts), *_not_known(facts), *faults, *_unproven(facts, worlds)]


def _told(facts: Facts) -> Iterator[str]:
    """Yield what is told that is not so, and what is told or hidden against the rule."""
    for told in facts.told:
        for cell, figure in told.figures.items():
            count, plain = facts.count(told.name, cell), cell in facts.plain[told.name]
            if figure not in (count if plain else told.rule.figure(count), Mark.HIDDEN):
                yield f"{told.name} tells {figure} of {cell.words()}, where {count} were counted."
            if told is facts.release.published and not plain and not told.rule.rounds:
                if told.rule.small(count) and figure is not Mark.HIDDEN:
                    yield f"The small count of {cell.words()} is told."
                if figure is Mark.HIDDEN and count < told.rule.least_hidden:
                    yield f"The zero of {cell.words()} is hidden, against the rule."


def _not_empty(facts: Facts) -> Iterator[str]:
    for place in facts.release.empty:
        if count := facts.count(place.release, place.cell):
            yield f"{place.cell.words()} ({place.release}) is taken for empty, where {count} were counted."


def _not_known(facts: Facts) -> Iterator[str]:
    """Yield what is taken for known although some case could be in it and nothing tells it."""
    release, told = facts.release, facts.release.published
    tables = [*release.asked, *told.tables]
    known = known_cells(facts.population, told.rule, release.earlier, tables, told.open, release.empty)
    for cell in sorted(told.known - known, key=lambda cell: cell.conditions):
        yield f"The count of {cell.words()} is taken for known, and nothing tells it."


def _unproven(facts: Facts, worlds: list[World]) -> Iterator[str]:
    for place in _secret(facts):
        if not any(world.change(place) for world in worlds):
            yield f"Nothing shows that {place.cell.words()} ({place.release}) cannot be worked out."
    told = [Told(one.name, one.rule, table) for one in facts.told for table in one.tables]
    for gap in small_gaps(told, facts.population, facts.release.published.rule):
        if not any(world.change(gap.larger) != world.change(gap.smaller) for world in worlds):
            yield f"Nothing shows that {gap.words()} cannot be worked out."


def _secret(facts: Facts) -> Iterator[Place]:
    """Yield the cells that are hidden, small and rounded, or small in a table that is withheld."""
    for told in facts.told:
        for cell, figure in told.figures.items():
            rounded = told.rule.rounds and cell not in facts.plain[told.name]
            if figure is Mark.HIDDEN or (rounded and told.rule.small(facts.count(told.name, cell))):
                yield Place(told.name, cell)
        for cell in small_cells(facts.population, told.name, told.rule, told.tables, told.withheld, told.known):
            yield Place(told.name, cell)
