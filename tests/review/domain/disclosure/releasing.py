"""Releases made as somebody would make them: one after the other, each known to the next."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from review.domain.disclosure.population import Population, Row
from review.domain.disclosure.protecting import protect
from review.domain.disclosure.releases import Refusal, Release
from review.domain.disclosure.tables import Cell
from tests.review.domain.disclosure.attacker import Attacker
from tests.review.domain.disclosure.chance import Asked


@dataclass
class Made:
    """What came of a wish: the releases that were made, and the sentence where one was refused."""

    releases: list[Release] = field(default_factory=list)
    refused: str = ""


def released(asked: Asked) -> Made:
    """Make the releases of a wish one after the other, until one is refused."""
    made = Made()
    for number, tables in enumerate(asked.tables, start=1):
        names = asked.population.releases[:number]
        result = protect(until(asked.population, names), tables, asked.rule, [r.published for r in made.releases])
        if isinstance(result, Refusal):
            made.refused = result.sentence
            break
        made.releases.append(result)
    return made


def until(population: Population, releases: tuple[str, ...]) -> Population:
    """Give the cases that count in some of the first releases, as they were known then."""
    rows = [Row(row.values, row.count, population.membership(row) & set(releases)) for row in population.rows]
    return Population(population.dimensions, [row for row in rows if row.releases], releases)


def table_rows(counts: Sequence[Sequence[int]]) -> Population:
    """Give the cases of a table of forces by grades."""
    dimensions = {
        "force": tuple(f"f{n}" for n in range(len(counts))),
        "grade": tuple(f"g{n}" for n in range(len(counts[0]))),
    }
    rows = [
        Row({"force": f"f{i}", "grade": f"g{j}"}, count)
        for i, row in enumerate(counts)
        for j, count in enumerate(row)
        if count
    ]
    return Population(dimensions, rows)


def attacker_of(release: Release) -> Attacker:
    """Give somebody who knows a release and all before it."""
    return Attacker(release.population, [*release.earlier, release.published])


def of(**named: str) -> Cell:
    """Give the cell of one category in each dimension named."""
    return Cell(tuple(sorted((name, (code,)) for name, code in named.items())))
