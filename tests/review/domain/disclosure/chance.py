"""Releases by chance, as small inspections have them: linked tables, two filters, sometimes earlier releases."""

import random
from collections import Counter
from dataclasses import dataclass

from review.domain.disclosure.population import Population, Row
from review.domain.disclosure.rule import OVERALL, Rule
from review.domain.disclosure.tables import Subset, Table

GRADES = ("good", "requires", "inadequate", "adequate", "outstanding")


@dataclass(frozen=True)
class Asked:
    """What somebody wants to publish: the cases and, for each release in its order, the tables."""

    population: Population
    tables: tuple[tuple[Table, ...], ...]
    rule: Rule


def asked(seed: int) -> Asked:
    """Make a wish for a release from a seed: three or more linked tables of up to 10 by 5, of 10 to 400 cases."""
    chance = random.Random(seed)
    dimensions = some_dimensions(chance)
    n = min(400, int(10 * 40 ** chance.random()))
    releases = ("first", "second", "now")[-chance.choices((1, 2, 3), (6, 3, 1))[0] :]
    rows = some_rows(chance, dimensions, n, releases)
    wanted = some_tables(chance, dimensions)
    rule = Rule(
        threshold=chance.choice((3, 5, 5, 5, 10)),
        zeros_shown=chance.random() < 0.8,
        base=5 if chance.random() < 0.1 else 0,
        off=frozenset({OVERALL} if chance.random() < 0.6 else ()),
    )
    before = [tuple(table for table in wanted if chance.random() < 0.7) or wanted[:1] for _ in releases[1:]]
    return Asked(Population(dimensions, rows, releases), (*before, wanted), rule)


def some_dimensions(chance: random.Random) -> dict[str, tuple[str, ...]]:
    return {
        "force": tuple(f"force-{n}" for n in range(chance.randint(2, 10))),
        "grade": GRADES[: chance.randint(3, 5)],
        "team": ("specialist", "other", "mixed")[: chance.randint(2, 3)],
        "ethnicity": tuple(f"group-{n}" for n in range(chance.randint(2, 6))),
        "grouped": ("yes", "no"),
    }


def some_rows(
    chance: random.Random, dimensions: dict[str, tuple[str, ...]], n: int, releases: tuple[str, ...]
) -> list[Row]:
    """Make cases with uneven categories, counted from some release on; now and then one is counted no longer."""
    weights = {name: [chance.random() ** 2 + 0.05 for _ in codes] for name, codes in dimensions.items()}
    outside = chance.randint(0, 3) if chance.random() < 0.3 else None
    fresh, gone = chance.choice((1, 2, n // 10, n // 4, n // 2)), chance.choice((0.0, 0.01, 0.1))
    cases: Counter[tuple[tuple[tuple[str, str], ...], frozenset[str]]] = Counter()
    for number in range(n):
        values = {name: chance.choices(codes, weights[name])[0] for name, codes in dimensions.items()}
        if outside is not None:
            values["grouped"] = "no" if number < outside else "yes"
        start = chance.randrange(1, len(releases)) if len(releases) > 1 and number >= n - fresh else 0
        left_out = len(releases) > 1 and start == 0 and chance.random() < gone
        counted = frozenset(releases[start:-1] if left_out else releases[start:])
        cases[tuple(sorted(values.items())), counted] += 1
    return [Row(dict(values), count, counted) for (values, counted), count in cases.items()]


def some_tables(chance: random.Random, dimensions: dict[str, tuple[str, ...]]) -> tuple[Table, ...]:
    """Make two filters: all cases, and the group-based ones or all but one force; three or more tables over them."""
    grouped = Subset.of(grouped="yes")
    other = grouped if chance.random() < 0.7 else Subset.of(force=dimensions["force"][1:])
    pairs = [("force", "grade"), ("team", "grade"), ("ethnicity", "grade"), ("force", "ethnicity"), ("force", "team")]
    chosen = chance.sample(pairs, chance.randint(2, 3))
    tables = [Table("overall", ("grade",), OVERALL)]
    tables += [Table(" ".join(pair), pair) for pair in chosen]
    tables += [Table("overall, subset", ("grade",), OVERALL, other)] if chance.random() < 0.6 else []
    tables += [Table(f"{' '.join(pair)}, subset", pair, subset=other) for pair in chosen if chance.random() < 0.5]
    return tuple(tables) if len(tables) > 3 else (*tables, Table("grade, subset", ("grade",), subset=other))
