"""Statistical disclosure control: what of a public release must be kept back so that nobody's case is given away.

A release is a set of linked tables of counts over the same cases. `protect` decides which counts are told and which
are hidden, and holds a proof for every hidden one; `audit` works the proofs through again before anything is stored.

    rows = [Row({"force": "a", "grade": "good", "team": "specialist"}, 3), ...]
    population = Population({"force": ("a", "b"), "grade": ("good", ...), "team": ("specialist", "other")}, rows)
    result = protect(population, [Table("grades", ("grade",), OVERALL), Table("by force", ("force", "grade"))])
    if isinstance(result, Refusal):
        ...                                                  # tell result.sentence and release nothing
    result.shown(result.published.tables[1], ("a", None))    # a count, Mark.HIDDEN or Mark.LOW

For a later release give each row the releases that it counts in, name them all in the population, and pass what
was published before; `joined` makes such rows from the cases as they stood at each release.
"""

from review.domain.disclosure.auditing import audit
from review.domain.disclosure.population import Population, Row, Tie, grouped, joined
from review.domain.disclosure.protecting import EFFORT, protect
from review.domain.disclosure.releases import Place, Published, Reason, Refusal, Release, Witness
from review.domain.disclosure.rule import BREAKDOWN, OVERALL, PERSONS, Figure, Mark, Rule
from review.domain.disclosure.side_channels import by_size, may_derive
from review.domain.disclosure.stored import as_data, of_data, widened
from review.domain.disclosure.tables import EVERY_CASE, Cell, Key, Subset, Table

__all__ = [
    "BREAKDOWN",
    "EFFORT",
    "EVERY_CASE",
    "OVERALL",
    "PERSONS",
    "Cell",
    "Figure",
    "Key",
    "Mark",
    "Place",
    "Population",
    "Published",
    "Reason",
    "Refusal",
    "Release",
    "Row",
    "Rule",
    "Subset",
    "Table",
    "Tie",
    "Witness",
    "as_data",
    "audit",
    "by_size",
    "grouped",
    "joined",
    "may_derive",
    "of_data",
    "protect",
    "widened",
]
