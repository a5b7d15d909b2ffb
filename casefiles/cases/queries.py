"""Reading case files, their persons and the corrections made to them. Who can see a case is said by the app above."""

from collections.abc import Iterable
from dataclasses import fields

from django.db.models import QuerySet

from casefiles.cases.code_lists import ethnicity_codes
from casefiles.cases.models import CaseCorrection, CaseFile, EthnicityRecord, Person
from casefiles.domain.facts import CaseFacts
from casefiles.forces.models import Force


def facts_of(case: CaseFile) -> CaseFacts:
    """Return the case's facts as they stand."""
    columns = {field.name: getattr(case, field.name) for field in fields(CaseFacts) if field.name != "force_code"}
    return CaseFacts(force_code=case.force.code, **columns)


def references_taken(force: Force, references: Iterable[str]) -> set[str]:
    """Return those of `references` that the force already has a case for."""
    taken = CaseFile.objects.filter(force=force, reference__in=list(references))
    return set(taken.values_list("reference", flat=True))


def persons_of(case: CaseFile) -> QuerySet[Person]:
    """Return the persons of a case with their ethnicity records, in two queries."""
    return Person.objects.filter(case=case).prefetch_related("ethnicity_records")


def corrections_of(case: CaseFile) -> QuerySet[CaseCorrection]:
    """Return the corrections of a case's facts, oldest first, with who made them."""
    return CaseCorrection.objects.filter(case=case).select_related("by")


def ethnicity_words(record: EthnicityRecord) -> str:
    """Return a record's ethnicity in words: the code with its label, or the kind of absence."""
    if record.absence:
        return record.get_absence_display()
    return f"{record.code} {ethnicity_codes()[record.scheme][record.code]}"
