"""The tables that a report is told by when it is released, and what each of their cells is called."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from access.refusals import Invalid
from review.counting.choosing import spelled
from review.counting.dimensions import CRITERION, ETHNICITY_AT, ETHNICITY_STAGES, FORCE, GRADE, OFFENCE
from review.counting.measures import Measure, measure_of
from review.counting.method import Method
from review.counting.sources import NOT_APPLICABLE
from review.domain.disclosure import BREAKDOWN, EVERY_CASE, OVERALL, PERSONS, Published, Rule, Subset, Table
from review.domain.tabulation import NOT_ANSWERED, Where
from review.domain.where import Condition
from review.releases.forces import PublicForces
from review.reports.building import Definition, headline_of
from review.reports.rights import names_reviewers

NO_REVIEWERS = "A breakdown by reviewer is for the inspection's supervisors only, so it cannot be released."
SAME_TWICE = "A report cannot count “{name}” and be broken down by it too. Leave one of the two out."
AS_FOUND = (
    "“{name}” lists only what occurs in the cases, so its rows alone show that somebody has each. That cannot be kept "
    "back while counts are rounded or zeros are hidden: leave it out, or change the inspection's disclosure control."
)
SEVERAL = (
    "“{name}” can have several answers in one case, so a table of all of them is not released. Release its answers one "
    "by one: count or choose by each of them by itself."
)
FORCES_AS_ROWS = "A release cannot count forces. Count something else, and break that down by force."
RECORD_BY_RECORD = (
    "“{name}” is for the inspection's own team: each record of a suspect tells something of the others, so counts of "
    "them side by side could give away what is kept back. Release the stage of the record that counts instead."
)
NOT_ANSWERED_WORDS = "Not answered"


@dataclass(frozen=True)
class LaidOut:
    """One table of a release. `answers` counts every answer to the measure, `counted` those that make up its n.

    `place` is the number of its report in the release; `criterion` the question where it is of one criterion.
    """

    place: int
    definition: Definition
    by: tuple[str, ...]
    measure: Measure
    answers: Table
    counted: Table
    criterion: str = ""

    @property
    def tables(self) -> tuple[Table, Table]:
        """Return both of its tables."""
        return self.answers, self.counted


@dataclass(frozen=True)
class Known:
    """What each name of a release can be: its categories in their order, with their words.

    `force_keys` are the keys by which the public may know a force: its own code would say which force it is.
    `as_found` are the names of which only what occurs is listed.
    """

    categories: Mapping[str, Mapping[str, str]]
    force_keys: Mapping[str, str]
    as_found: frozenset[str] = frozenset()

    @property
    def dimensions(self) -> dict[str, tuple[str, ...]]:
        """Return the categories alone, as disclosure control takes them."""
        return {name: tuple(labels) for name, labels in self.categories.items()}

    def public_code(self, name: str, code: str) -> str:
        """Return a category as a release writes it for programs to read."""
        return self.force_keys.get(code, "") if name == FORCE else code

    def keys(self, laid_out: LaidOut) -> Iterator[tuple[str | None, ...]]:
        """Yield the groups of a table in their order, the whole of each before its parts: () where it has none.

        Groups that the table's own conditions rule out are none of it, and every case has a force. Last come the
        groups by the second name alone.
        """
        allowed = dict(laid_out.answers.subset.where)
        keys = list(product(*[self._shown(name, allowed.get(name)) for name in laid_out.by]))
        yield from sorted(keys, key=lambda key: key[:1] == (None,) and any(part is not None for part in key))

    def _shown(self, name: str, allowed: tuple[str, ...] | None) -> list[str | None]:
        labels = [code for code in self.categories[name] if (name, code) != (FORCE, NOT_ANSWERED)]
        return [None, *(code for code in labels if allowed is None or code in allowed)]


def laid_out(
    method: Method, forces: PublicForces, definitions: Sequence[Definition], told: Iterable[Published] = ()
) -> tuple[LaidOut, ...]:
    """Return the tables of the reports that are to be released, beside what was told before.

    The headline's grades are told as they are once: of another headline later they are a table like others, or
    changing it would be a way to tell any breakdown. Raises Invalid for what never leaves the house.
    """
    whole = [table.subset for table in open_tables(method, forces, told)]
    found: list[LaidOut] = []
    for place, definition in enumerate(definitions, 1):
        _check(method, definition)
        where = forces.in_force_codes(spelled(method, definition.where))
        found += _of_definition(method, place, definition, where, _kind(method, definition, _subset(where) in whole))
    return tuple(found)


def open_tables(method: Method, forces: PublicForces, told: Iterable[Published] = ()) -> tuple[Table, ...]:
    """Return the rows of grades that may be told as they are: over all cases, and over the headline's.

    Every signed-off case has a grade, so how many cases there are stands by itself too, for tables of other names.
    Of another headline later they are a table like others, or changing it would be a way to tell any breakdown.
    """
    headline = forces.in_force_codes(spelled(method, headline_of(method.inspections[0], method)))
    before = {table.subset for one in told for table in one.open if table.dimensions} - {EVERY_CASE}
    whole = [Where(), *([headline] if headline and not before - {_subset(headline)} else [])]
    return tuple(
        table
        for where in whole
        for table in (
            Table(GRADE, (GRADE,), OVERALL, _subset(where)),
            Table(f"{GRADE} n", (), OVERALL, _counted(where, GRADE, method.scale.codes)),
            Table("all", (), OVERALL, _subset(where)),
        )
    )


def _check(method: Method, definition: Definition) -> None:
    if names_reviewers(definition):
        raise Invalid(NO_REVIEWERS)
    if definition.measure == FORCE:
        raise Invalid(FORCES_AS_ROWS)
    for name in (definition.measure, *definition.by, *(one.name for one in definition.where.conditions)):
        if name == ETHNICITY_STAGES or name.startswith(f"{ETHNICITY_AT}."):
            raise Invalid(RECORD_BY_RECORD.format(name=method.title(name)))
        if name != CRITERION and method.dimensions[name].several:
            raise Invalid(SEVERAL.format(name=method.title(name)))
    if definition.measure in definition.by:
        raise Invalid(SAME_TWICE.format(name=definition.measure))


def _kind(method: Method, definition: Definition, whole: bool) -> str:
    """Return the kind of table: suspects' rows are of persons; the grades of all cases, or the headline's, overall."""
    if measure_of(method, definition.measure).of_suspects:
        return PERSONS
    return OVERALL if whole and not definition.by and definition.measure == GRADE else BREAKDOWN


def _of_definition(method: Method, place: int, definition: Definition, where: Where, kind: str) -> Iterator[LaidOut]:
    by = tuple(name for name in definition.by if name != CRITERION)
    if CRITERION not in definition.by:
        yield _one(place, definition, where, by, measure_of(method, definition.measure), kind)
        return
    for criterion in method.criteria:
        measure = replace(measure_of(method, f"{GRADE}.{criterion.code}"), scale=criterion.scale)
        yield _one(place, definition, where, by, measure, kind, criterion.question)


def _one(
    place: int,
    definition: Definition,
    where: Where,
    by: tuple[str, ...],
    measure: Measure,
    kind: str,
    question: str = "",
) -> LaidOut:
    name = f"{place} {measure.name}"
    return LaidOut(
        place,
        definition,
        by,
        measure,
        Table(name, (*by, measure.name), kind, _subset(where)),
        Table(f"{name} n", by, kind, _counted(where, measure.name, measure.scale.codes)),
        question,
    )


def _counted(where: Where, measure: str, codes: Iterable[str]) -> Subset:
    """Return the subset of the cases that make up n: those with one of the answers that are counted."""
    return _subset(Where((*where.conditions, Condition(measure, tuple(codes)))))


def _subset(where: Where) -> Subset:
    """Return the subset that conditions choose; two conditions on one name must both hold."""
    allowed: dict[str, set[str]] = {}
    for condition in where.conditions:
        allowed[condition.name] = allowed.get(condition.name, set(condition.answers)) & set(condition.answers)
    return Subset.of(**{name: sorted(codes) for name, codes in allowed.items()}) if allowed else EVERY_CASE


def names_of(tables: Iterable[LaidOut]) -> tuple[str, ...]:
    """Return every name that tables ask of a case or suspect."""
    return tuple(dict.fromkeys(name for one in tables for table in one.tables for name in table.names))


def known_of(
    method: Method,
    forces: PublicForces,
    tables: Sequence[LaidOut],
    names: Iterable[str],
    occurring: Mapping[str, set[str]],
) -> Known:
    """Return what each of some names can be: its answers, what else occurs or is asked for, and no answer at all."""
    asked: dict[str, set[str]] = {}
    for one in tables:
        for name, codes in one.answers.subset.where:
            asked.setdefault(name, set()).update(codes)
    return Known(
        {name: _labels(method, forces, name, occurring.get(name, set()) | asked.get(name, set())) for name in names},
        forces.key_of,
        frozenset(name for name in names if is_as_found(method, name)),
    )


def _labels(method: Method, forces: PublicForces, name: str, found: set[str]) -> dict[str, str]:
    if name == FORCE:
        labels = dict(forces.labels)
    elif name in method.dimensions:
        dimension = method.dimensions[name]
        labels = dict(dimension.order(found - {NOT_ANSWERED, NOT_APPLICABLE}))
    else:
        labels = {}
    labels |= {code: code for code in sorted(found - labels.keys() - {NOT_ANSWERED})}
    return labels | {NOT_ANSWERED: NOT_ANSWERED_WORDS}


def is_as_found(method: Method, name: str) -> bool:
    """Return whether a breakdown by this name lists only what occurs in the cases."""
    return name == OFFENCE or (name in method.dimensions and bool(method.dimensions[name].step))


def check_rule(method: Method, tables: Sequence[LaidOut], rule: Rule) -> None:
    """Raise Invalid where rows that are listed only if they occur would tell what the rule means to keep back."""
    if rule.zeros_shown and not rule.rounds:
        return
    for name in dict.fromkeys(name for one in tables for name in one.by):
        if is_as_found(method, name):
            raise Invalid(AS_FOUND.format(name=method.title(name)))
