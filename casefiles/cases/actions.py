"""Every write to case files, their persons and ethnicity records. The caller says how the actor stands to them."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from access import audit
from access.actor import Actor
from access.permissions import Scope, require
from access.refusals import Conflict, Invalid
from casefiles.cases.code_lists import ethnicity_codes, outcome_types
from casefiles.cases.models import CaseCorrection, CaseFile, EthnicityRecord, Person
from casefiles.cases.queries import facts_of, references_taken
from casefiles.domain.facts import (
    CaseFacts,
    EthnicityFacts,
    Problems,
    case_problems,
    ethnicity_problems,
    one_line,
    person_problems,
    settle_absence,
    tidy,
)
from casefiles.forces.models import Force

REAL_FORCE = "A synthetic case cannot belong to a real force. Choose a synthetic force."
SAME_FORCE = "A case stays with its force. If it is the wrong one, withdraw this case and add it to the right force."
NOTHING_CHANGED = "Nothing was changed: the facts are the same as before."
MEANWHILE = "Somebody corrected this case while you had it open. Load the page again to see its facts now."


def create_case(actor: Actor, scope: Scope, facts: CaseFacts, synthetic: bool = False) -> CaseFile:
    """Add a case file and return it. Raises NotAllowed, or Invalid with sentences by field of CaseFacts."""
    require(actor, "case.manage", scope)
    facts = tidy(facts)
    _refuse(case_problems(facts, outcome_types(), actor.today))
    force = Force.objects.filter(code=facts.force_code).first()
    if force is None:
        raise Invalid({"force_code": [f"There is no force with the code “{facts.force_code}”."]})
    if synthetic and force.kind != Force.Kind.SYNTHETIC:
        raise Invalid({"force_code": [REAL_FORCE]})
    try:
        with transaction.atomic():
            case = CaseFile.objects.create(force=force, synthetic=synthetic, created_at=actor.now, **_columns(facts))
            audit.record(
                actor,
                "case.created",
                "case",
                case.public_id,
                ids={"force": force.code},
                new={"force_code": force.code, **_columns(facts)},
            )
    except IntegrityError:
        _refuse_reference(force, facts.reference)
        raise
    return case


def correct_case(
    actor: Actor, scope: Scope, case: CaseFile, facts: CaseFacts, reason: str, version: int
) -> CaseCorrection:
    """Correct the case's facts, keep what was there before with the reason, and return the correction.

    `version` is that of the case when its facts were read. Raises NotAllowed; Invalid (nothing changed, another
    force, no reason, or facts that cannot be taken); or Conflict where it was corrected meanwhile.
    """
    require(actor, "case.manage", scope)
    facts, reason = tidy(facts), reason.strip()
    problems = case_problems(facts, outcome_types(), actor.today)
    if facts.force_code and facts.force_code != case.force.code:
        problems["force_code"] = [SAME_FORCE]
    if not reason:
        problems["reason"] = ["Enter a reason: it is kept with the correction."]
    _refuse(problems)
    try:
        with transaction.atomic():
            return _correct(actor, case, facts, reason, version)
    except IntegrityError:
        _refuse_reference(case.force, facts.reference)
        raise


def _correct(actor: Actor, case: CaseFile, facts: CaseFacts, reason: str, version: int) -> CaseCorrection:
    before = CaseFile.objects.select_for_update(of=("self",)).select_related("force").get(pk=case.pk)
    if before.version != version:
        raise Conflict(MEANWHILE)
    old, new = _columns(facts_of(before)), _columns(facts)
    changed = sorted(name for name in new if old[name] != new[name])
    if not changed:
        raise Invalid(NOTHING_CHANGED)
    columns = {name: new[name] for name in changed}
    CaseFile.objects.filter(pk=case.pk, version=version).update(version=F("version") + 1, **columns)
    correction = CaseCorrection.objects.create(
        case=case,
        changes={name: [_plain(old[name]), _plain(new[name])] for name in changed},
        reason=reason,
        by_id=actor.key,
        at=actor.now,
    )
    case.refresh_from_db()
    was = {name: old[name] for name in changed}
    audit.record(
        actor, "case.corrected", "case", case.public_id, fields=changed, old=was, new={**columns, "reason": reason}
    )
    return correction


def add_person(actor: Actor, scope: Scope, case: CaseFile, role: str, reference: str) -> Person:
    """Add a suspect or victim, by reference only, and return them. Raises NotAllowed or Invalid by field."""
    require(actor, "case.manage", scope)
    reference = one_line(reference)
    _refuse(person_problems(role, reference))
    try:
        with transaction.atomic():
            person = Person.objects.create(case=case, role=role, reference=reference)
            new = {"role": role, "reference": reference}
            audit.record(actor, "person.added", "person", person.public_id, ids={"case": case.public_id}, new=new)
    except IntegrityError:
        if Person.objects.filter(case=case, reference=reference).exists():
            _refuse({"reference": [f"This case already has a person with the reference “{reference}”."]})
        raise
    return person


def add_ethnicity_record(actor: Actor, scope: Scope, person: Person, facts: EthnicityFacts) -> EthnicityRecord:
    """Add what the force recorded of a person's ethnicity and return it; NS and IC9 are kept as the absence they mean.

    Raises NotAllowed, or Invalid with sentences by field of EthnicityFacts.
    """
    require(actor, "case.manage", scope)
    facts = settle_absence(tidy(facts))
    _refuse(ethnicity_problems(facts, ethnicity_codes(), actor.today))
    with transaction.atomic():
        record = EthnicityRecord.objects.create(person=person, **vars(facts))
        ids = {"case": person.case.public_id, "person": person.public_id}
        audit.record(actor, "ethnicity.added", "person", person.public_id, ids=ids, new=vars(facts))
    return record


def _columns(facts: CaseFacts) -> dict[str, Any]:
    return {name: value for name, value in vars(facts).items() if name != "force_code"}


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def _refuse(problems: Problems) -> None:
    if problems:
        raise Invalid(problems)


def _refuse_reference(force: Force, reference: str) -> None:
    if references_taken(force, [reference]):
        _refuse({"reference": [f"This force already has a case file with the reference “{reference}”."]})
