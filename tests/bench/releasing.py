"""How long a public release takes to prove: many tables, beside more and more earlier releases of more cases."""

from collections.abc import Iterator
from functools import partial
from random import Random

from review.domain.disclosure import (
    BREAKDOWN,
    OVERALL,
    Population,
    Published,
    Release,
    Row,
    Rule,
    Subset,
    Table,
    protect,
)
from tests.bench.timing import once

CASES, RELEASES, CRITERIA = 300, 5, 12
GRADES = ("good", "requires-improvement", "inadequate")
GROUPS = {"force": tuple("abcdef"), "team": ("specialist", "other"), "flag": ("yes", "no"), "language": ("yes", "no")}
DIMENSIONS = {
    **GROUPS,
    "group-based": ("yes", "no"),
    "grade": GRADES,
    **{f"criterion-{number}": (*GRADES, "not-applicable") for number in range(CRITERIA)},
}


def cases() -> list[Row]:
    """Return cases of six forces, as many more counted in each release as in the first."""
    chance = Random(7)
    names = [f"release {number}" for number in range(1, RELEASES + 1)]
    return [
        Row(
            {name: chance.choice(codes) for name, codes in DIMENSIONS.items()},
            1,
            frozenset(names[number * RELEASES // CASES :]),
        )
        for number in range(CASES)
    ]


def tables() -> list[Table]:
    """Return the tables of a release: the whole, the headline, and by group and criterion, each with its n."""
    headline, answered = Subset.of(**{"group-based": "yes"}), {"grade": GRADES}
    found = [Table("all", ("grade",), OVERALL), Table("headline", ("grade",), OVERALL, headline)]
    for name in GROUPS:
        counted = Subset.of(**{"group-based": "yes"}, **answered)
        found += [Table(name, (name, "grade"), BREAKDOWN, headline), Table(f"{name} n", (name,), BREAKDOWN, counted)]
    for number in range(CRITERIA):
        name = f"criterion-{number}"
        counted = Subset.of(**{"group-based": "yes", name: GRADES})
        found += [Table(name, (name,), BREAKDOWN, headline), Table(f"{name} n", (), BREAKDOWN, counted)]
    return found


def releases(number: int = RELEASES) -> Iterator[tuple[Release, float]]:
    """Yield releases made one after the other, each with the seconds that its proof took."""
    rows, earlier = cases(), list[Published]()
    for place in range(1, number + 1):
        names = tuple(f"release {one}" for one in range(1, place + 1))
        counted = [Row(row.values, 1, (row.releases or frozenset()) & set(names)) for row in rows]
        population = Population(DIMENSIONS, [row for row in counted if row.releases], names)
        made = list[object]()
        seconds = once(partial(_prove, made, population, list(earlier)))
        release = made[0]
        if not isinstance(release, Release):
            raise TypeError(f"{names[-1]} was refused.")
        earlier.append(release.published)
        yield release, seconds


def _prove(made: list[object], population: Population, earlier: list[Published]) -> None:
    made.append(protect(population, tables(), Rule(), earlier))


def print_releases() -> None:
    """Print how long each release took, and how many times the first."""
    print(f"{'a release of ' + str(len(tables())) + ' tables':<44}{'hidden':>8}{'seconds':>10}{'ratio':>8}")
    first = 0.0
    for place, (release, seconds) in enumerate(releases()):
        first = first or seconds
        print(f"{f'beside {place} earlier':<44}{len(release.reasons):>8}{seconds:>10.2f}{seconds / first:>8.1f}")
