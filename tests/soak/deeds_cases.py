"""What people do with case files, persons, documents and the sample, rightly or wrongly."""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet

from access.models import User
from access.refusals import Invalid
from access.roles import INSPECTOR, SUPERVISOR
from casefiles.cases import actions as case_actions
from casefiles.cases.code_lists import ethnicity_codes, outcome_types
from casefiles.cases.models import CaseFile, Person
from casefiles.cases.queries import facts_of
from casefiles.documents.actions import add_document
from casefiles.domain.facts import EthnicityFacts
from casefiles.domain.import_checks import CASE_FILES, ETHNICITY_RECORDS, PERSONS, Layout, read_table
from casefiles.forces.models import Force
from review.casework import actions as casework
from review.casework import imports
from review.inspections import actions as inspecting
from review.inspections.models import Inspection, Subject, TeamMember
from review.reviewing.queries import subject_scope
from tests import builders
from tests.soak import texts
from tests.soak.stage import Stage


def add_case(stage: Stage) -> None:
    """Add a case to an inspection."""
    inspection, force = stage.one(Inspection.objects.all()), stage.one(Force.objects.all())
    reference = stage.reference() if stage.chance.random() < 0.8 else texts.anything(stage.chance, 0.9)
    facts = builders.case_facts(
        force,
        reference or " ",
        offence=texts.anything(stage.chance),
        team_type=stage.chance.choice(("specialist", "non-specialist", "not-recorded", "special")),
        outcome_type=stage.chance.choice(("", "1", "22", "23", "x")),
        reported_on=stage.chance.choice((None, stage.day(-400, 1))),
    )
    synthetic = stage.chance.random() < 0.1
    casework.add_case(stage.member(inspection, SUPERVISOR), inspection, facts, synthetic=synthetic)


def share_case(stage: Stage) -> None:
    """Let another inspection judge a case too."""
    inspection, case = stage.one(Inspection.objects.all()), stage.one(CaseFile.objects.all())
    inspecting.add_subject(stage.member(inspection, SUPERVISOR), inspection, case)


def import_cases(stage: Stage) -> None:
    """Import a table of cases."""
    rest = ["online", "Offence", "2024-02-01", "", "1", "specialist", "no", "no"]
    rows = [
        [f"I-{stage.next_number():04}", stage.chance.choice(("soak-a", "soak-b", "kent")), *rest]
        for _ in range(stage.chance.randint(0, 3))
    ]
    _import(stage, CASE_FILES, rows, imports.import_cases)


def import_persons(stage: Stage) -> None:
    """Import a table of persons."""
    rows = [[case.reference, case.force.code, f"P{stage.next_number()}", "victim"] for case in _some_cases(stage)]
    _import(stage, PERSONS, rows, imports.import_persons)


def import_ethnicity(stage: Stage) -> None:
    """Import a table of ethnicity records."""
    people = [stage.one(Person.objects.all()) for _ in range(stage.chance.randint(1, 3))]
    rest = ["self-defined-18+1", stage.chance.choice(("W1", "NS", "XX", "")), "", "arrest", "other", "2024-02-01"]
    rows = [[one.case.reference, one.case.force.code, one.reference, *rest] for one in people]
    _import(stage, ETHNICITY_RECORDS, rows, imports.import_ethnicity)


def _some_cases(stage: Stage) -> list[CaseFile]:
    return [stage.one(CaseFile.objects.all()) for _ in range(stage.chance.randint(1, 3))]


def _import(stage: Stage, layout: Layout[Any], rows: list[list[str]], take: Any) -> None:
    """Read the table as the page does, and take it; raise Invalid where the reading has problems."""
    inspection = stage.one(Inspection.objects.all())
    actor = stage.member(inspection, SUPERVISOR)
    known = {
        "force": set(inspection.forces.values_list("force__code", flat=True)),
        "outcome_type": outcome_types(),
        **ethnicity_codes(),
    }
    data = texts.table([column.name for column in layout.columns], rows, stage.chance)
    checked = read_table(data, layout, known, most_rows=imports.MOST_ROWS, today=actor.today)
    if checked.problems:
        raise Invalid(" ".join(map(str, checked.problems)))
    take(actor, inspection, checked.rows)


def _subject(stage: Stage, rows: QuerySet[Subject] | None = None) -> tuple[Subject, CaseFile]:
    """Return a subject and its case."""
    subject = stage.one(Subject.objects.all() if rows is None else rows)
    return subject, builders.case_of(subject)


def correct_case(stage: Stage) -> None:
    """Correct the facts of a case."""
    subject, case = _subject(stage)
    actor = stage.member(subject.inspection, SUPERVISOR)
    changes: list[dict[str, Any]] = [
        {"offence": texts.anything(stage.chance)},
        {"team_type": stage.chance.choice(("specialist", "non-specialist", "special"))},
        {"reference": f"S-{stage.chance.randint(1, 99):04}"},
        {"force_code": "soak-a"},
        {"closed_on": stage.day(-10, 10)},
        {},
    ]
    facts = replace(facts_of(case), **stage.chance.choice(changes))
    version = case.version if stage.chance.random() < 0.8 else stage.chance.choice((-1, 0, 10**30))
    scope = subject_scope(actor, subject)
    case_actions.correct_case(actor, scope, case, facts, texts.anything(stage.chance), version)


def add_person(stage: Stage) -> None:
    """Add a person to a case."""
    subject, case = _subject(stage)
    actor = stage.member(subject.inspection, SUPERVISOR)
    reference = f"P{stage.next_number()}" if stage.chance.random() < 0.7 else texts.anything(stage.chance, 0.9)
    role = stage.chance.choice(("suspect", "victim", "witness"))
    case_actions.add_person(actor, subject_scope(actor, subject), case, role, reference)


def add_ethnicity(stage: Stage) -> None:
    """Add an ethnicity record to a person."""
    person = stage.one(Person.objects.all())
    subject = stage.one(Subject.objects.filter(case=person.case))
    actor = stage.member(subject.inspection, SUPERVISOR)
    facts = EthnicityFacts(
        scheme=stage.chance.choice(("self-defined-18+1", "officer-defined-6+1", "mine")),
        code=stage.chance.choice(("W1", "IC1", "NS", "IC9", "", "\x00")),
        absence=stage.chance.choice(("", "", "not-stated", "unheard-of")),
        stage=stage.chance.choice(("arrest", "custody", "")),
        source=stage.chance.choice(("custody-record", "other", "hearsay")),
        recorded_on=stage.chance.choice((None, stage.day(-40, 2))),
    )
    case_actions.add_ethnicity_record(actor, subject_scope(actor, subject), person, facts)


def add_a_document(stage: Stage) -> None:
    """Add a document to a case."""
    subject, case = _subject(stage)
    actor = stage.member(subject.inspection, SUPERVISOR)
    data, title = texts.document_file(stage.chance), texts.anything(stage.chance)
    add_document(actor, subject_scope(actor, subject), case, title, texts.anything(stage.chance), data)


def _inspector(stage: Stage, inspection: Inspection) -> User:
    """Return mostly an inspector of the team, else anybody."""
    members = TeamMember.objects.filter(inspection=inspection, role=INSPECTOR).values("user_id")
    right = stage.chance.random() < 0.85
    return stage.one(User.objects.filter(pk__in=members) if right else User.objects.all())


def assign(stage: Stage) -> None:
    """Give a case to somebody."""
    waiting = Subject.objects.filter(status="to-assign")
    subject, _ = _subject(stage, waiting if stage.chance.random() < 0.9 else None)
    casework.assign(stage.member(subject.inspection, SUPERVISOR), subject, _inspector(stage, subject.inspection))


def assign_many(stage: Stage) -> None:
    """Give several cases to somebody, perhaps of more than one inspection."""
    inspection = stage.one(Inspection.objects.all())
    rows = Subject.objects.filter(inspection=inspection) if stage.chance.random() < 0.8 else Subject.objects.all()
    subjects = [stage.one(rows) for _ in range(stage.chance.randint(0, 3))]
    casework.assign_many(stage.member(inspection, SUPERVISOR), inspection, subjects, _inspector(stage, inspection))


def reassign(stage: Stage) -> None:
    """Give a case to somebody else."""
    (subject, _), reason = _subject(stage), texts.anything(stage.chance)
    actor = stage.member(subject.inspection, SUPERVISOR)
    casework.reassign(actor, subject, _inspector(stage, subject.inspection), reason)
    stage.ledger.reasoned("close-for-reassignment", reason)


def unassign(stage: Stage) -> None:
    """Take a case back."""
    (subject, _), reason = _subject(stage), texts.anything(stage.chance)
    casework.unassign(stage.member(subject.inspection, SUPERVISOR), subject, reason)
    stage.ledger.reasoned("unassign", reason)


def withdraw(stage: Stage) -> None:
    """Take a case out of the sample."""
    (subject, _), reason = _subject(stage), texts.anything(stage.chance)
    casework.withdraw(stage.member(subject.inspection, SUPERVISOR), subject, reason)
    stage.ledger.reasoned("withdraw", reason)


def reinstate(stage: Stage) -> None:
    """Put a case back into the sample."""
    withdrawn = Subject.objects.filter(status="withdrawn")
    (subject, _), reason = _subject(stage, withdrawn), texts.anything(stage.chance)
    casework.reinstate(stage.member(subject.inspection, SUPERVISOR), subject, reason)
    stage.ledger.reasoned("reinstate", reason)


DEEDS = {
    add_case: 10,
    share_case: 1,
    import_cases: 3,
    import_persons: 2,
    import_ethnicity: 2,
    correct_case: 2,
    add_person: 2,
    add_ethnicity: 2,
    add_a_document: 6,
    assign: 16,
    assign_many: 3,
    reassign: 2,
    unassign: 1,
    withdraw: 1,
    reinstate: 2,
}
"""Each deed with how often it is done beside the others."""
