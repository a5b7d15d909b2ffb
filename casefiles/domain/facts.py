"""What a force recorded of a case and of a person's ethnicity, as plain data, and whether it can be taken."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, TypeVar

from casefiles.domain import codes
from casefiles.domain.legible import unseen_problem

Problems = dict[str, list[str]]
"""A field's name to the sentences that say what is wrong with it; empty where nothing is."""

REFERENCE_LENGTH, OFFENCE_LENGTH, PERSON_REFERENCE_LENGTH = 60, 120, 40
FIRST_DAY = date(1900, 1, 1)
"""No record is older; an earlier date is a typing error."""

MEANS_ABSENT = {("self-defined-18+1", "NS"): "not-stated", ("officer-defined-6+1", "IC9"): "unknown"}
"""The codes by which the lists themselves say that there is no ethnicity, and which kind of absence each is."""


@dataclass(frozen=True)
class CaseFacts:
    """What the force recorded of a case. Codes are those of `codes`, an outcome type is one of the published list."""

    reference: str
    force_code: str
    case_area: str
    offence: str = ""
    reported_on: date | None = None
    closed_on: date | None = None
    outcome_type: str = ""
    team_type: str = "not-recorded"
    force_flag: str = "not-recorded"
    taskforce_support: str = "not-recorded"


@dataclass(frozen=True)
class EthnicityFacts:
    """One record of a person's ethnicity: a code of its scheme or the kind of absence; at which stage, and where."""

    scheme: str
    code: str
    absence: str
    stage: str
    source: str
    recorded_on: date | None = None


Facts = TypeVar("Facts", CaseFacts, EthnicityFacts)


def tidy(facts: Facts) -> Facts:
    """Return the facts with white space at the ends of texts removed and runs of it made one space."""
    texts = {field.name: getattr(facts, field.name) for field in fields(facts)}
    tidied: dict[str, Any] = {name: one_line(text) for name, text in texts.items() if isinstance(text, str)}
    return replace(facts, **tidied)


def one_line(text: str) -> str:
    """Return a text without white space at its ends, and with single spaces inside."""
    return " ".join(text.split())


def settle_absence(facts: EthnicityFacts) -> EthnicityFacts:
    """Return the record with a code that means an absence (NS, IC9) told as that absence.

    A record that already names another absence beside such a code stays as it is, and so has a problem.
    """
    absence = MEANS_ABSENT.get((facts.scheme, facts.code))
    if absence and facts.absence in ("", absence):
        return replace(facts, code="", absence=absence)
    return facts


def case_problems(facts: CaseFacts, outcome_types: Collection[str], today: date) -> Problems:
    """Return what is wrong with a case's facts, by field; whether its force exists is for the caller to say."""
    found = [
        *_text("reference", facts.reference, REFERENCE_LENGTH, "Enter the case's reference."),
        *_text("offence", facts.offence, OFFENCE_LENGTH),
        *_of("case_area", facts.case_area, codes.CASE_AREAS, "Choose a case area."),
        *_of("team_type", facts.team_type, codes.TEAM_TYPES, "Choose a team type."),
        *_of("force_flag", facts.force_flag, codes.FORCE_FLAGS, "Choose what the force's own record says."),
        *_of("taskforce_support", facts.taskforce_support, codes.TASKFORCE_SUPPORT, "Choose an answer."),
        *_day("reported_on", facts.reported_on, today),
        *_day("closed_on", facts.closed_on, today),
    ]
    if not facts.force_code:
        found.append(("force_code", "Choose a force."))
    if facts.outcome_type and facts.outcome_type not in outcome_types:
        found.append(("outcome_type", f"“{facts.outcome_type}” is not an outcome type. Use a number from 0 to 22."))
    if facts.reported_on and facts.closed_on and facts.closed_on < facts.reported_on:
        found.append(("closed_on", "The case cannot be closed before it was reported."))
    return _gathered(found)


def person_problems(role: str, reference: str) -> Problems:
    """Return what is wrong with a person's role and reference, by field."""
    return _gathered(
        [
            *_of("role", role, codes.PERSON_ROLES, "Choose whether this is a suspect or a victim."),
            *_text("reference", reference, PERSON_REFERENCE_LENGTH, "Enter a reference, never a name."),
        ]
    )


def ethnicity_problems(facts: EthnicityFacts, known: Mapping[str, Collection[str]], today: date) -> Problems:
    """Return what is wrong with an ethnicity record, by field; `known` gives the codes of each scheme."""
    found = [
        *_of("scheme", facts.scheme, codes.ETHNICITY_SCHEMES, "Choose a scheme."),
        *_of("stage", facts.stage, codes.ETHNICITY_STAGES, "Choose the stage at which it was recorded."),
        *_of("source", facts.source, codes.ETHNICITY_SOURCES, "Choose where it was recorded."),
        *_day("recorded_on", facts.recorded_on, today),
    ]
    if facts.absence:
        found += _of("absence", facts.absence, codes.ETHNICITY_ABSENCES, "")
    if bool(facts.code) == bool(facts.absence):
        found.append(("code", "Give either a code or the reason why there is none, and not both."))
    if facts.code and facts.scheme in known and facts.code not in known[facts.scheme]:
        found.append(("code", f"“{facts.code}” is not a code of this scheme."))
    return _gathered(found)


Found = Iterator[tuple[str, str]]


def _text(field: str, text: str, longest: int, missing: str = "") -> Found:
    if missing and not text:
        yield field, missing
    if len(text) > longest:
        yield field, f"This must be {longest} characters or fewer; it has {len(text)}."
    if problem := unseen_problem(text):
        yield field, problem


def _of(field: str, code: str, known: codes.CodeList, missing: str) -> Found:
    if not code:
        yield field, missing
    elif code not in dict(known):
        yield field, f"“{code}” is not one of: {', '.join(known_code for known_code, _ in known)}."


def _day(field: str, day: date | None, today: date) -> Found:
    if day and day > today:
        yield field, "The date must be today or in the past."
    if day and day < FIRST_DAY:
        yield field, "The date must be in 1900 or later."


def _gathered(found: list[tuple[str, str]]) -> Problems:
    problems: Problems = {}
    for field, sentence in found:
        problems.setdefault(field, []).append(sentence)
    return problems
