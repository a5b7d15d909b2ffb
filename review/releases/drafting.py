"""Making a release, up to the moment of giving it out: counted, protected, proven, and put in words."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from access.refusals import Invalid
from review.counting.method import Method
from review.domain.disclosure import (
    OVERALL,
    Key,
    Mark,
    Place,
    Population,
    Published,
    Reason,
    Refusal,
    Release,
    Rule,
    Table,
    as_data,
    audit,
    of_data,
    protect,
    widened,
)
from review.domain.exercise import listed
from review.releases.cases import CASES, SUSPECTS, Before, Snapshot, occurring, population, snapshot
from review.releases.documents import AS_OF, Heading, as_shown, release_document, title_of
from review.releases.forces import PublicForces, public_forces
from review.releases.frozen import document_data
from review.releases.layout import Known, LaidOut, check_rule, known_of, laid_out, names_of, open_tables
from review.releases.models import PublicRelease
from review.releases.nobody import that_hold, without_cases
from review.releases.refusing import Refusing
from review.releases.side_by_side import check_side_by_side
from review.releases.telling import shown_besides
from review.releases.ties import TooManyWays
from review.releases.told import Told, row_of
from review.reports.building import Definition
from review.reports.document import ReportDocument

NOTHING = "Choose at least one table to release."
UNPROVEN = (
    "Nothing was released: it could not be shown that the counts kept back cannot be worked out ({fault}). "
    "Leave out a table, and report it to whoever looks after this installation."
)
HANG_TOGETHER = (
    "This cannot be released. These hang together, since some decide what others can be, in more ways than can be "
    "looked through: {titles}. Leave out some of them, those of earlier releases counted."
)


@dataclass(frozen=True)
class Draft:
    """A release that may be given out: its parts with their proofs, the cases behind them, and the document.

    `parts` and `counted` are under "cases" and "suspects", whichever has tables.
    """

    number: int
    tables: tuple[LaidOut, ...]
    parts: Mapping[str, Release]
    counted: Mapping[str, Snapshot]
    known: Mapping[str, Known]
    document: ReportDocument

    @property
    def told(self) -> dict[str, Any]:
        """Return everything that is told, as plain data."""
        return {of: as_data(part.published) for of, part in self.parts.items()}

    @property
    def digest(self) -> str:
        """Return the SHA-256 of what was looked at: every word of the document but for its moment, and what is told."""
        shown = replace(self.document, about=tuple(pair for pair in self.document.about if pair[0] != AS_OF))
        return sha256(json.dumps([self.told, document_data(shown)], sort_keys=True).encode()).hexdigest()

    def counts_the_same(self, method: Method) -> bool:
        """Return whether the cases and suspects are still those that were counted. Two queries, or three."""
        forces = public_forces(method)
        return all(
            snapshot(method, forces, list(self.known[of].categories), of) == cases for of, cases in self.counted.items()
        )

    def reasons(self) -> dict[Reason, int]:
        """Return how many counts of the tables, with their n, are kept back for themselves, and for the sake of others.

        Never to be published.
        """
        shown = (self._cells(same) for _, same in as_shown(self.tables))
        found = [part.reason(table, key) for cells in shown for part, table, key in cells]
        return {reason: found.count(reason) for reason in Reason}

    def _cells(self, same: Sequence[LaidOut]) -> Iterator[tuple[Release, Table, Key]]:
        """Yield the cells of what is shown as one table that no count stands in, each with the part that tells of it.

        In each group n, each answer and, where that is shown, what n leaves out and what they all add up to.
        """
        of = SUSPECTS if same[0].measure.of_suspects else CASES
        told = Told(self.parts[of].published, self.known[of])
        keys = [(one, key) for one in same for key in self.known[of].keys(one)]
        besides = [code for code, _ in shown_besides([row_of(told, one, key) for one, key in keys])]
        together = [None] if besides and same[0].definition.by else []
        for one, key in keys:
            codes = (*one.measure.scale.codes, *besides, *together)
            cells = [(one.counted, key), *((one.answers, (*key, code)) for code in codes)]
            yield from ((self.parts[of], *cell) for cell in cells if isinstance(told.figure(*cell), Mark))

    def withheld(self) -> list[LaidOut]:
        """Return the tables of which the inside, or everything, is not told."""
        names = {table.name for part in self.parts.values() for table in part.withheld}
        return [one for one in self.tables if {table.name for table in one.tables} & names]


def drafted(
    method: Method,
    definitions: Sequence[Definition],
    rule: Rule,
    earlier: Sequence[PublicRelease],
    heading: Heading,
    now: datetime,
) -> Draft:
    """Return the release of some reports as it would be given out now. Three queries, two more with suspects.

    Raises Invalid with a sentence where nothing was chosen, a report never leaves the house, or no way was found to
    keep back what must be.
    """
    if not definitions:
        raise Invalid(NOTHING)
    forces = public_forces(method)
    before = {of: _before(earlier, of) for of in (CASES, SUSPECTS)}
    tables = laid_out(method, forces, definitions, [one.told for one in before[CASES]])
    check_rule(method, tables, rule)
    number = len(earlier) + 1
    titles = {name_of(one.number): f"release {one.number} (“{one.title}”)" for one in earlier}
    parts: dict[str, Release] = {}
    counted: dict[str, Snapshot] = {}
    known: dict[str, Known] = {}
    for of in (CASES, SUSPECTS):
        own = [one for one in tables if one.measure.of_suspects == (of == SUSPECTS)]
        if own:
            name, empty = name_of(number), list[Place]()
            if of == SUSPECTS:
                cases = parts[CASES].published if CASES in parts else None
                empty = without_cases(method, forces, rule, before[CASES], cases, name)
            found = _part(method, forces, of, own, rule, before[of], name, titles, empty)
            parts[of], counted[of], known[of] = found
    told = {of: part.published for of, part in parts.items()}
    document = release_document(method, tables, told, known, heading, number, now)
    return Draft(number, tables, parts, counted, known, document)


def name_of(number: int) -> str:
    """Return the name by which disclosure control knows a release."""
    return f"release {number}"


def _before(earlier: Sequence[PublicRelease], of: str) -> list[Before]:
    return [Before(of_data(one.told[of]), one.counted[of]) for one in earlier if of in one.told]


def _part(
    method: Method,
    forces: PublicForces,
    of: str,
    tables: Sequence[LaidOut],
    rule: Rule,
    before: Sequence[Before],
    name: str,
    titles: Mapping[str, str],
    empty: Sequence[Place],
) -> tuple[Release, Snapshot, Known]:
    """Protect the tables of cases, or those of suspects, together with everything told of them before.

    `empty` are places that others tell to be empty.
    """
    told = [one.told for one in before]
    snapshots = {one.told.name: one.counted for one in before}
    names = dict.fromkeys([*names_of(tables), *_names_told(told)])
    check_side_by_side(method, [name for name in names if name in method.dimensions])
    now = snapshot(method, forces, list(names), of)
    known = known_of(method, forces, tables, names, occurring([*snapshots.values(), now], told))
    everybody = _population(method, now, name, snapshots, known)
    found = protect(
        everybody,
        [table for one in tables for table in one.tables],
        rule,
        [widened(one, known.dimensions) for one in told],
        open_tables=_open(method, forces, rule, told, known) if of == CASES else (),
        empty=that_hold(empty, everybody),
    )
    if isinstance(found, Refusal):
        own = {one.place: title_of(method, one) for one in tables}
        raise Invalid(Refusing(method, tables, known, rule, titles).sentences(found, own))
    if faults := audit(found):
        raise Invalid(UNPROVEN.format(fault=faults[0]))
    return found, now, known


def _population(
    method: Method, now: Snapshot, name: str, snapshots: Mapping[str, Snapshot], known: Known
) -> Population:
    try:
        return population(now, name, snapshots, known.dimensions, method.forms)
    except TooManyWays as many:
        raise Invalid(HANG_TOGETHER.format(titles=listed([f"“{method.title(name)}”" for name in many.names]))) from many


def _open(method: Method, forces: PublicForces, rule: Rule, told: Sequence[Published], known: Known) -> list[Table]:
    """Return the tables that the rule lets be told as they are, as far as the names of the release can say them."""
    tables = [] if rule.protects(OVERALL) else open_tables(method, forces, told)
    return [
        table
        for table in tables
        if all(name in known.categories for name in table.dimensions)
        and all(set(codes) <= known.categories.get(name, {}).keys() for name, codes in table.subset.where)
    ]


def _names_told(told: Sequence[Published]) -> list[str]:
    """Return every name that earlier tables ask for, whether a cell of theirs has a condition on it or not."""
    return [name for one in told for table in (*one.tables, *one.withheld, *one.open) for name in table.names]
