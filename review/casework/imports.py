"""Importing cases, persons and ethnicity records into an inspection: a checked table is taken whole or not at all."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Protocol

from django.db import transaction

from access.actor import Actor
from access.permissions import Scope
from access.refusals import Invalid, NotAllowed, Refused
from casefiles.cases.actions import add_ethnicity_record, add_person
from casefiles.cases.models import CaseFile, Person
from casefiles.domain.import_rows import CaseRow, EthnicityRow, PersonRow
from review.casework.actions import add_case
from review.inspections.models import Inspection, Subject
from review.inspections.queries import scope_in, without_conflicts

MOST_ROWS = 1000
"""An inspection of one force reads 48 to 80 files, the largest known 384; more rows go into a second file."""

Whose = tuple[str, str]
"""A case's force code and reference."""


class Row(Protocol):
    """A row of a checked table."""

    @property
    def line(self) -> int:
        """The line of the file."""


def import_cases(actor: Actor, inspection: Inspection, rows: Sequence[CaseRow]) -> list[Subject]:
    """Add every case of the table to the inspection and return the subjects, in the table's order.

    Raises NotAllowed, or Invalid with a sentence for each line that could not be taken; then nothing was imported.
    """
    known = set(inspection.forces.values_list("force__code", flat=True))
    added: list[Subject] = []

    def add(row: CaseRow) -> None:
        if row.facts.force_code not in known:
            raise Invalid(
                f"The force {row.facts.force_code} is not in this inspection. Add it to the inspection first."
            )
        added.append(add_case(actor, inspection, row.facts, synthetic=inspection.synthetic))

    _take_all(rows, add)
    return added


def import_persons(actor: Actor, inspection: Inspection, rows: Sequence[PersonRow]) -> list[Person]:
    """Add every person of the table to its case and return them. Raises as import_cases does."""
    cases, scope_of = _cases(inspection), _scopes(actor, inspection)
    added: list[Person] = []

    def add(row: PersonRow) -> None:
        case = _case(cases, (row.force, row.case_reference))
        added.append(add_person(actor, scope_of(case), case, row.role, row.person_reference))

    _take_all(rows, add)
    return added


def import_ethnicity(actor: Actor, inspection: Inspection, rows: Sequence[EthnicityRow]) -> int:
    """Add every ethnicity record of the table to its person and return how many. Raises as import_cases does."""
    scope_of = _scopes(actor, inspection)
    persons = {
        (person.case.force.code, person.case.reference, person.reference): person
        for person in Person.objects.filter(case__subjects__inspection=inspection).select_related("case__force")
    }

    def add(row: EthnicityRow) -> None:
        person = persons.get((row.force, row.case_reference, row.person_reference))
        if person is None:
            raise Invalid(
                f"There is no person {row.person_reference} in case {row.case_reference} of {row.force} "
                "in this inspection. Add the person first."
            )
        add_ethnicity_record(actor, scope_of(person.case), person, row.facts)

    _take_all(rows, add)
    return len(rows)


def problems_of(
    take: Callable[[Actor, Inspection, Sequence[Any]], object],
    actor: Actor,
    inspection: Inspection,
    rows: Sequence[Any],
    *,
    keep: bool,
) -> list[tuple[int, str]]:
    """Import `rows` and return nothing, or the line and the sentence of each problem; line 0 is the whole file.

    Without `keep` nothing is imported in either case: that finds what is wrong with some rows of a broken file.
    """
    with transaction.atomic():
        try:
            take(actor, inspection, rows)
        except RowsRefused as refused:
            return refused.lines
        except Refused as refused:
            return [(0, refused.sentence)]
        transaction.set_rollback(not keep)
    return []


class RowsRefused(Invalid):
    """Some rows cannot be taken: `lines` has the line and the sentence of each."""

    def __init__(self, lines: list[tuple[int, str]]) -> None:
        self.lines = lines
        super().__init__({"file": ["Nothing was imported.", *(f"Line {line}: {words}" for line, words in lines)]})


def _take_all(rows: Sequence[Any], add: Callable[[Any], object]) -> None:
    """Add every row in one transaction; where any is refused, raise RowsRefused with all the lines and take none."""
    problems: list[tuple[int, str]] = []
    with transaction.atomic():
        for row in rows:
            with _line(row, problems), transaction.atomic():
                add(row)
        if problems:
            raise RowsRefused(problems)


@contextmanager
def _line(row: Row, problems: list[tuple[int, str]]) -> Iterator[None]:
    """Keep what is wrong with a row, with its line number."""
    try:
        yield
    except (Invalid, NotAllowed) as refused:
        problems.append((row.line, str(refused)))


def _cases(inspection: Inspection) -> dict[Whose, CaseFile]:
    cases = CaseFile.objects.filter(subjects__inspection=inspection).select_related("force")
    return {(case.force.code, case.reference): case for case in cases}


def _scopes(actor: Actor, inspection: Inspection) -> Callable[[CaseFile], Scope]:
    """Return a way to tell how the actor stands to each case of the inspection. Two queries for all of them."""
    standing = scope_in(actor, inspection)
    subjects = without_conflicts(Subject.objects.filter(inspection=inspection), actor)
    open_cases = set(subjects.values_list("case_id", flat=True))
    return lambda case: replace(standing, conflicted=case.pk not in open_cases)


def _case(cases: Mapping[Whose, CaseFile], whose: Whose) -> CaseFile:
    if whose not in cases:
        raise Invalid(f"There is no case {whose[1]} of {whose[0]} in this inspection. Import the case first.")
    return cases[whose]
