"""Where no suspect can be, since readers know that no case is there: a suspect belongs to a case."""

from collections.abc import Iterator, Sequence

from review.counting.method import Method
from review.domain.disclosure import OVERALL, Cell, Place, Population, Published, Rule
from review.releases.cases import CASES, Before, occurring, snapshot
from review.releases.forces import PublicForces
from review.releases.layout import known_of, open_tables


def without_cases(
    method: Method, forces: PublicForces, rule: Rule, earlier: Sequence[Before], now: Published | None, name: str
) -> list[Place]:
    """Return the places that are told to be empty of cases, by the release called `name` and by earlier ones.

    What may be shown at any time tells of it too, and what an earlier release of the same cases told. One query.
    """
    bare = [] if rule.protects(OVERALL) else open_tables(method, forces, [one.told for one in earlier])
    names = list(dict.fromkeys(name for table in bare for name in table.names))
    cases = snapshot(method, forces, names, CASES)
    dimensions = known_of(method, forces, (), names, occurring([cases], [])).dimensions
    cells = [cell for table in bare for cell in table.cells(dimensions).values()]
    found = [Place(name, cell) for cell in cells if not any(cell.holds(codes) for codes in cases.values())]
    found += [Place(name, cell) for cell in _zeros(now)] if now else []
    for one in earlier:
        same = [name] if one.counted.keys() == cases.keys() else []
        found += [Place(release, cell) for release in (one.told.name, *same) for cell in _zeros(one.told)]
    return list(dict.fromkeys(found))


def _zeros(told: Published) -> Iterator[Cell]:
    return (cell for cell, figure in told.figures.items() if figure == 0)


def that_hold(places: Sequence[Place], population: Population) -> list[Place]:
    """Return those places that a release of suspects can say, and that are empty of suspects indeed.

    A case that was corrected since may have come to a place that was empty then.
    """
    return [
        place
        for place in places
        if place.release in population.releases
        and all(name in population.dimensions for name, _ in place.cell.conditions)
        and not population.count(place.release, place.cell)
    ]
