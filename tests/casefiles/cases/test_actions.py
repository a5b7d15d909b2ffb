"""Case files, persons and ethnicity records: added and corrected by those who may, with everything kept."""

from dataclasses import replace
from datetime import date

import pytest

from access.actor import Actor
from access.models import AuditDetail, AuditEvent
from access.permissions import Scope
from access.refusals import Conflict, Invalid, NotAllowed
from casefiles.cases.actions import add_ethnicity_record, add_person, correct_case, create_case
from casefiles.cases.models import CaseCorrection, CaseFile, EthnicityRecord, Person
from casefiles.cases.queries import corrections_of, ethnicity_words, facts_of, persons_of, references_taken
from casefiles.domain.facts import EthnicityFacts
from casefiles.forces.models import Force
from tests import builders

pytestmark = pytest.mark.django_db
SUPERVISES = Scope(memberships=frozenset({"supervisor"}))
CONFLICTED = replace(SUPERVISES, conflicted=True)
RECORD = EthnicityFacts("self-defined-18+1", "W1", "", "arrest", "custody-record", date(2025, 4, 1))


@pytest.fixture
def actor() -> Actor:
    """Return a supervisor acting."""
    return builders.acting(builders.make_supervisor())


@pytest.fixture
def force() -> Force:
    """Return a synthetic force."""
    return builders.make_force("synthetic-force-a")


@pytest.fixture
def case(actor: Actor, force: Force) -> CaseFile:
    """Return a case of the force."""
    return create_case(actor, SUPERVISES, builders.case_facts(force, "REF-1"))


def test_create_case_keeps_the_facts(actor: Actor, force: Force) -> None:
    """What was given is what is there, tidied."""
    facts = builders.case_facts(force, "  REF  1 ", outcome_type="14", closed_on=date(2025, 9, 1))
    case = create_case(actor, SUPERVISES, facts, synthetic=True)
    case.refresh_from_db()
    assert facts_of(case) == replace(facts, reference="REF 1")
    assert (case.force, case.synthetic, case.version) == (force, True, 0)


def test_create_case_leaves_an_event_without_words(actor: Actor, force: Force) -> None:
    """The trail names the case; the words are in the detail that can be erased."""
    case = create_case(actor, SUPERVISES, builders.case_facts(force, "REF-1"))
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, event.thing, event.thing_id) == ("case.created", "case", str(case.public_id))
    assert "REF-1" not in str([event.fields, event.ids])
    assert AuditDetail.objects.get(pk=event.sequence).body["new"]["reference"] == "REF-1"


@pytest.mark.parametrize("scope", [Scope(), Scope(memberships=frozenset({"inspector"})), CONFLICTED])
def test_create_case_is_refused_without_the_permission(actor: Actor, force: Force, scope: Scope) -> None:
    """Only a supervisor of the inspection, without a conflict, adds cases."""
    with pytest.raises(NotAllowed):
        create_case(actor, scope, builders.case_facts(force))
    assert CaseFile.objects.count() == 0


def test_create_case_is_refused_to_an_inspector(force: Force) -> None:
    """The role in the installation is needed beside the membership."""
    with pytest.raises(NotAllowed):
        create_case(builders.acting(builders.make_inspector()), SUPERVISES, builders.case_facts(force))


def test_create_case_refuses_bad_facts_whole(actor: Actor, force: Force) -> None:
    """All faults are told at once, and nothing is written."""
    events = AuditEvent.objects.count()
    with pytest.raises(Invalid) as refused:
        create_case(actor, SUPERVISES, builders.case_facts(force, outcome_type="99", team_type="expert"))
    assert sorted(refused.value.errors) == ["outcome_type", "team_type"]
    assert (CaseFile.objects.count(), AuditEvent.objects.count()) == (0, events)


def test_create_case_refuses_an_unknown_force(actor: Actor, force: Force) -> None:
    """A force is one of the list."""
    with pytest.raises(Invalid) as refused:
        create_case(actor, SUPERVISES, replace(builders.case_facts(force), force_code="atlantis"))
    assert refused.value.errors == {"force_code": ["There is no force with the code “atlantis”."]}


def test_create_case_refuses_a_synthetic_case_of_a_real_force(actor: Actor) -> None:
    """Nothing is invented for a force that exists."""
    real = Force.objects.create(code="somewhere", name="Somewhere Police", kind="territorial")
    with pytest.raises(Invalid) as refused:
        create_case(actor, SUPERVISES, builders.case_facts(real), synthetic=True)
    assert list(refused.value.errors) == ["force_code"]


def test_create_case_refuses_a_reference_twice_in_a_force(actor: Actor, force: Force, case: CaseFile) -> None:
    """A force has one case of a reference; another force can have its own."""
    events = AuditEvent.objects.count()
    with pytest.raises(Invalid) as refused:
        create_case(actor, SUPERVISES, builders.case_facts(force, "REF-1"))
    assert list(refused.value.errors) == ["reference"]
    assert AuditEvent.objects.count() == events
    assert create_case(actor, SUPERVISES, builders.case_facts(builders.make_force(), "REF-1")).reference == "REF-1"


def test_correct_case_keeps_old_new_and_reason(actor: Actor, case: CaseFile) -> None:
    """The facts change, and what was there before stays readable with the reason."""
    facts = replace(facts_of(case), team_type="non-specialist", closed_on=date(2025, 9, 1))
    correction = correct_case(actor, SUPERVISES, case, facts, " The log says so. ", version=0)
    assert facts_of(CaseFile.objects.get()) == facts
    assert correction.changes == {"team_type": ["specialist", "non-specialist"], "closed_on": ["", "2025-09-01"]}
    assert (correction.reason, correction.by_id, correction.at) == ("The log says so.", actor.user_id, actor.now)
    assert (case.version, case.team_type) == (1, "non-specialist")
    assert list(corrections_of(case)) == [correction]


def test_correct_case_leaves_an_event_with_old_and_new(actor: Actor, case: CaseFile) -> None:
    """The trail names the columns that changed."""
    correct_case(actor, SUPERVISES, case, replace(facts_of(case), offence="Other"), "Typing error.", version=0)
    event = AuditEvent.objects.latest("sequence")
    body = AuditDetail.objects.get(pk=event.sequence).body
    assert (event.action, event.fields) == ("case.corrected", ["offence"])
    assert body == {
        "old": {"offence": "Child sexual exploitation"},
        "new": {"offence": "Other", "reason": "Typing error."},
    }


@pytest.mark.parametrize("scope", [Scope(), Scope(memberships=frozenset({"inspector"})), CONFLICTED])
def test_correct_case_is_refused_without_the_permission(actor: Actor, case: CaseFile, scope: Scope) -> None:
    """Only those who may add cases correct them."""
    with pytest.raises(NotAllowed):
        correct_case(actor, scope, case, replace(facts_of(case), offence="Other"), "Reason.", version=0)


def test_correct_case_refuses_what_changes_nothing(actor: Actor, case: CaseFile) -> None:
    """A correction corrects something."""
    with pytest.raises(Invalid, match="Nothing was changed"):
        correct_case(actor, SUPERVISES, case, facts_of(case), "Reason.", version=0)
    assert (CaseCorrection.objects.count(), CaseFile.objects.get().version) == (0, 0)


def test_correct_case_refuses_a_stale_version(actor: Actor, case: CaseFile) -> None:
    """Of two corrections of the same facts, the second is told of the first."""
    correct_case(actor, SUPERVISES, case, replace(facts_of(case), offence="First"), "Reason.", version=0)
    with pytest.raises(Conflict):
        correct_case(actor, SUPERVISES, case, replace(facts_of(case), offence="Second"), "Reason.", version=0)
    assert CaseFile.objects.get().offence == "First"
    assert CaseCorrection.objects.count() == 1


def test_correct_case_refuses_another_force_and_a_missing_reason(actor: Actor, case: CaseFile) -> None:
    """A case stays with its force, and each correction says why."""
    other = builders.make_force()
    with pytest.raises(Invalid) as refused:
        correct_case(actor, SUPERVISES, case, replace(facts_of(case), force_code=other.code), " ", version=0)
    assert sorted(refused.value.errors) == ["force_code", "reason"]


def test_correct_case_refuses_a_reference_that_is_taken(actor: Actor, force: Force, case: CaseFile) -> None:
    """A corrected reference does not become another case's."""
    create_case(actor, SUPERVISES, builders.case_facts(force, "REF-2"))
    with pytest.raises(Invalid) as refused:
        correct_case(actor, SUPERVISES, case, replace(facts_of(case), reference="REF-2"), "Reason.", version=0)
    assert list(refused.value.errors) == ["reference"]
    assert (CaseFile.objects.get(pk=case.pk).reference, CaseCorrection.objects.count()) == ("REF-1", 0)


def test_add_person_keeps_a_reference(actor: Actor, case: CaseFile) -> None:
    """A person is a role and a reference, with an event."""
    person = add_person(actor, SUPERVISES, case, "suspect", " S1 ")
    assert [(p.role, p.reference) for p in persons_of(case)] == [("suspect", "S1")]
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, event.thing_id) == ("person.added", str(person.public_id))


def test_add_person_is_refused_without_the_permission(actor: Actor, case: CaseFile) -> None:
    """A conflict closes the case for writing too."""
    with pytest.raises(NotAllowed):
        add_person(actor, CONFLICTED, case, "suspect", "S1")


@pytest.mark.parametrize(("role", "reference", "field"), [("officer", "S2", "role"), ("suspect", "S1", "reference")])
def test_add_person_refuses_what_cannot_be(actor: Actor, case: CaseFile, role: str, reference: str, field: str) -> None:
    """An unknown role, or the reference of somebody who is there already."""
    add_person(actor, SUPERVISES, case, "victim", "S1")
    events = AuditEvent.objects.count()
    with pytest.raises(Invalid) as refused:
        add_person(actor, SUPERVISES, case, role, reference)
    assert list(refused.value.errors) == [field]
    assert (Person.objects.count(), AuditEvent.objects.count()) == (1, events)


def test_add_ethnicity_record_keeps_a_code(actor: Actor, case: CaseFile) -> None:
    """Where and when a value was recorded is kept with it."""
    person = add_person(actor, SUPERVISES, case, "suspect", "S1")
    record = add_ethnicity_record(actor, SUPERVISES, person, RECORD)
    record.refresh_from_db()
    assert (record.scheme, record.code, record.absence, record.stage, record.source, record.recorded_on) == (
        "self-defined-18+1",
        "W1",
        "",
        "arrest",
        "custody-record",
        date(2025, 4, 1),
    )
    assert ethnicity_words(record) == "W1 White: British"
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, event.ids["person"]) == ("ethnicity.added", str(person.public_id))


def test_add_ethnicity_record_tells_ns_as_not_stated(actor: Actor, case: CaseFile) -> None:
    """The list's own word for an absence becomes that kind of absence."""
    person = add_person(actor, SUPERVISES, case, "suspect", "S1")
    record = add_ethnicity_record(actor, SUPERVISES, person, replace(RECORD, code="NS"))
    assert (record.code, record.absence, ethnicity_words(record)) == ("", "not-stated", "Not stated")


def test_add_ethnicity_record_refuses_code_and_absence_together(actor: Actor, case: CaseFile) -> None:
    """A value, or the reason for its absence."""
    person = add_person(actor, SUPERVISES, case, "suspect", "S1")
    with pytest.raises(Invalid):
        add_ethnicity_record(actor, SUPERVISES, person, replace(RECORD, absence="unknown"))
    assert EthnicityRecord.objects.count() == 0


def test_add_ethnicity_record_is_refused_without_the_permission(actor: Actor, case: CaseFile) -> None:
    """Nobody else writes to the case."""
    person = add_person(actor, SUPERVISES, case, "suspect", "S1")
    with pytest.raises(NotAllowed):
        add_ethnicity_record(actor, Scope(), person, RECORD)


def test_references_taken_finds_those_of_the_force(actor: Actor, force: Force, case: CaseFile) -> None:
    """Only the force's own cases count."""
    create_case(actor, SUPERVISES, builders.case_facts(builders.make_force(), "REF-2"))
    assert references_taken(force, ["REF-1", "REF-2", "REF-3"]) == {"REF-1"}
