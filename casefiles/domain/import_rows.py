"""The rows that an imported table becomes; what their facts must be like is said in `facts`, for forms as well."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from casefiles.domain.facts import (
    CaseFacts,
    EthnicityFacts,
    Problems,
    case_problems,
    ethnicity_problems,
    person_problems,
    settle_absence,
)

# Column name to value: text, for dates a date or None.
Values = Mapping[str, Any]
# The codes allowed: under "force" and "outcome_type", and under each ethnicity scheme.
KnownCodes = Mapping[str, Collection[str]]


@dataclass(frozen=True)
class CaseRow:
    """A case file on a line of the table; the force stands in the facts."""

    line: int
    facts: CaseFacts


@dataclass(frozen=True)
class PersonRow:
    """A suspect or victim in a case, by reference only."""

    line: int
    case_reference: str
    force: str
    person_reference: str
    role: str


@dataclass(frozen=True)
class EthnicityRow:
    """What the force recorded of a person's ethnicity at one moment."""

    line: int
    case_reference: str
    force: str
    person_reference: str
    facts: EthnicityFacts


def build_case(line: int, values: Values) -> CaseRow:
    """Make a case of the values of a line."""
    facts = {name: value for name, value in values.items() if name != "force"}
    return CaseRow(line, CaseFacts(force_code=values["force"], **facts))


def build_person(line: int, values: Values) -> PersonRow:
    """Make a person of the values of a line."""
    return PersonRow(line=line, **values)


def build_ethnicity(line: int, values: Values) -> EthnicityRow:
    """Make an ethnicity record of the values of a line; a code that means absence becomes the kind of absence."""
    whose = {name: values[name] for name in ("case_reference", "force", "person_reference")}
    facts = EthnicityFacts(**{name: value for name, value in values.items() if name not in whose})
    return EthnicityRow(line=line, **whose, facts=settle_absence(facts))


def case_key(row: CaseRow) -> Hashable:
    """Say what no two cases can have in common."""
    return row.facts.force_code, row.facts.reference


def person_key(row: PersonRow) -> Hashable:
    """Say what no two persons can have in common."""
    return row.force, row.case_reference, row.person_reference


def ethnicity_key(row: EthnicityRow) -> Hashable:
    """Say what no two records can have in common: everything, since a person can have many."""
    return replace(row, line=0)


def case_misfits(row: CaseRow, known: KnownCodes, today: date) -> Problems:
    """Find what cannot be taken of a case, by column."""
    found = case_problems(row.facts, known["outcome_type"], today)
    return {"force" if field == "force_code" else field: sentences for field, sentences in found.items()}


def person_misfits(row: PersonRow, known: KnownCodes, today: date) -> Problems:
    """Find what cannot be taken of a person, by column."""
    found = person_problems(row.role, row.person_reference)
    return {"person_reference" if field == "reference" else field: sentences for field, sentences in found.items()}


def ethnicity_misfits(row: EthnicityRow, known: KnownCodes, today: date) -> Problems:
    """Find what cannot be taken of an ethnicity record, by column."""
    return ethnicity_problems(row.facts, known, today)
