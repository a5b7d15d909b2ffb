"""The facts of a case that figures use, and what a sign-off approves: as plain data with a digest."""

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from casefiles.cases.code_lists import group_of_code
from casefiles.cases.models import CaseFile, EthnicityRecord, Person
from casefiles.domain.codes import ETHNICITY_STAGES
from casefiles.domain.ethnicity import CountedEthnicity, Recorded, counted_ethnicity
from review.inspections.models import Subject
from review.reviewing.models import LanguageFlag, Review
from review.reviewing.passages import place_of

FACT_FIELDS = (
    "case_area",
    "offence",
    "outcome_type",
    "team_type",
    "force_flag",
    "taskforce_support",
    "reported_on",
    "closed_on",
)
"""The columns of a case that are copied into its standing review, beside its force."""


def figures_facts(subject: Subject) -> dict[str, Any]:
    """Return the facts of a subject that figures use, by column; the force by its code."""
    facts = {field: getattr(subject.case, field) for field in FACT_FIELDS} if subject.case else {}
    return {"force": subject.force.code, **facts}


def canonical(content: Any) -> str:
    """Return `content` as JSON that is the same text whenever it is the same content."""
    return json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256(text: str) -> str:
    """Return the SHA-256 of `text`, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def digest(content: Any) -> str:
    """Return the SHA-256 (hex) of the canonical form of `content`."""
    return sha256(canonical(content))


def suspect_columns(counted: CountedEthnicity) -> dict[str, str]:
    """Return what counts of a suspect's ethnicity, by column."""
    standings = {f"at_{stage}": counted.standings.get(stage, "") for stage, _ in ETHNICITY_STAGES}
    own = {name: value for name, value in vars(counted).items() if name != "standings"}
    return own | standings


def suspects_of(case: CaseFile) -> list[tuple[Person, CountedEthnicity]]:
    """Return the suspects of a case, each with the ethnicity that counts for them now. Two queries."""
    suspects = Person.objects.filter(case=case, role="suspect").prefetch_related("ethnicity_records")
    return [(person, counted_of(person)) for person in suspects]


def counted_of(person: Person) -> CountedEthnicity:
    """Return the ethnicity that counts for a person now; one query unless their records are prefetched."""
    return counted_ethnicity([_recorded(row) for row in person.ethnicity_records.all()])


def _recorded(row: EthnicityRecord) -> Recorded:
    group = group_of_code().get((row.scheme, row.code), "")
    return Recorded(row.scheme, group, row.absence, row.stage, row.recorded_on)


def language_instances(review: Review) -> int:
    """Return how many passages of the review are flagged for their language.

    The same words on the same page count once, in however many categories they are flagged and whatever their
    spacing, since what was found is one piece of language and not two.
    """
    rows = LanguageFlag.objects.filter(review=review, removed_at__isnull=True)
    return len({place_of(*row) for row in rows.values_list("document_id", "page", "quotation")})
