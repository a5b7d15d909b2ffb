"""Every write to the published results of exercises made elsewhere: added, corrected, withdrawn and brought back."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from access import audit
from access.actor import Actor
from access.permissions import require
from access.refusals import Conflict, Invalid
from casefiles.domain.facts import Problems
from casefiles.domain.legible import can_be_seen
from casefiles.forces.models import Force
from review.external.facts import WITHDRAWN, ExternalFacts, KnownNames, facts_of, known_names, problems_of, tidy
from review.external.models import ExternalCount, ExternalJointCount, ExternalJointGrade, ExternalResult
from review.inspections.models import ExerciseSlug

MEANWHILE = "Somebody changed this published result while you had it open. Load the page again to see how it stands."
LONGEST_REASON = 1000

__all__ = [
    "ExternalFacts",
    "add_result",
    "bring_back",
    "change_result",
    "load_external_result",
    "save_external_result",
    "withdraw_result",
]


def add_result(actor: Actor, facts: ExternalFacts) -> ExternalResult:
    """Add a published result and return it.

    Raises NotAllowed, or Invalid by field of ExternalFacts: also where the short name is taken.
    """
    require(actor, "external.edit")
    facts = _checked(facts)
    with transaction.atomic():
        if ExerciseSlug.objects.filter(slug=facts.slug).exists():
            raise Invalid({"slug": [f"“{facts.slug}” is taken by another published result."]})
        return _add(actor, facts)


def change_result(actor: Actor, result: ExternalResult, facts: ExternalFacts, version: int) -> ExternalResult:
    """Correct a published result, whose short name stays, and return it; the trail keeps what it was before.

    It is the administrators' from then on: loading the lists that ship leaves it as it is. Raises NotAllowed, Invalid
    by field, or Conflict where it was withdrawn or is no longer at `version`.
    """
    require(actor, "external.edit")
    facts = _checked(facts)
    with transaction.atomic():
        locked = ExternalResult.objects.select_for_update().get(pk=result.pk)
        before = facts_of(locked).content()
        if locked.withdrawn_at:
            raise Conflict(WITHDRAWN)
        if locked.version != version:
            raise Conflict(MEANWHILE)
        if before != facts.content():
            _change(actor, locked, facts, before, shipped=False)
    locked.refresh_from_db()
    return locked


def save_external_result(actor: Actor, facts: ExternalFacts, known: KnownNames | None = None) -> ExternalResult:
    """Add a published result, or bring the one of this slug up to date, and return it. Doing it again does nothing.

    `known` spares many calls reading the same names again.
    Raises NotAllowed, Conflict where it was withdrawn, or Invalid by field of ExternalFacts: among others where the
    counts do not add up to n.
    """
    require(actor, "external.edit")
    return _save(actor, facts, shipped=False, known=known)


def load_external_result(actor: Actor, facts: ExternalFacts) -> ExternalResult:
    """Do the same with a result of the lists that ship, unless somebody corrected or withdrew it here."""
    require(actor, "reference.load")
    there = ExternalResult.objects.filter(slug__slug=facts.slug).first()
    return there if there and (there.withdrawn_at or not there.shipped) else _save(actor, facts, shipped=True)


def withdraw_result(actor: Actor, result: ExternalResult, reason: str, version: int) -> None:
    """Withdraw a published result with a reason; it is kept. Raises NotAllowed, Invalid without a reason, or Conflict.

    Its short name stays taken, so that no address ever leads to something else.
    """
    require(actor, "external.edit")
    reason = reason.strip()
    if not can_be_seen(reason) or len(reason) > LONGEST_REASON:
        raise Invalid({"reason": [f"Say why, in up to {LONGEST_REASON:,} characters."]})
    with transaction.atomic():
        _take(result, version, True, withdrawn_at=actor.now, withdrawn_by_id=actor.user_id, withdrawn_reason=reason)
        audit.record(actor, "external-result.withdrawn", "external-result", result.slug_id, new={"reason": reason})


def bring_back(actor: Actor, result: ExternalResult, version: int) -> None:
    """Let a withdrawn result stand again. Raises NotAllowed, or Conflict where it is no longer at `version`."""
    require(actor, "external.edit")
    with transaction.atomic():
        _take(result, version, False, withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
        audit.record(
            actor,
            "external-result.restored",
            "external-result",
            result.slug_id,
            old={"reason": result.withdrawn_reason},
        )


def _checked(facts: ExternalFacts, known: KnownNames | None = None) -> ExternalFacts:
    facts = tidy(facts)
    _refuse(problems_of(facts, known or known_names()))
    return facts


def _save(actor: Actor, facts: ExternalFacts, *, shipped: bool, known: KnownNames | None = None) -> ExternalResult:
    facts = _checked(facts, known)
    with transaction.atomic():
        there = ExternalResult.objects.select_for_update().filter(slug__slug=facts.slug).first()
        if there is None:
            return _add(actor, facts, shipped=shipped)
        if there.withdrawn_at:
            raise Conflict(WITHDRAWN)
        before = facts_of(there).content()
        if before != facts.content():
            _change(actor, there, facts, before, shipped=shipped)
    return there


def _add(actor: Actor, facts: ExternalFacts, *, shipped: bool = False) -> ExternalResult:
    try:
        with transaction.atomic():
            slug, _ = ExerciseSlug.objects.get_or_create(slug=facts.slug)
            result = ExternalResult.objects.create(slug=slug, shipped=shipped, **_columns(facts))
    except IntegrityError as error:  # somebody else took the name at the same moment
        raise Invalid({"slug": [f"“{facts.slug}” is taken."]}) from error
    _write_counts(result, facts)
    audit.record(actor, "external-result.added", "external-result", facts.slug, new=facts.content())
    return result


def _change(
    actor: Actor, result: ExternalResult, facts: ExternalFacts, before: dict[str, Any], *, shipped: bool
) -> None:
    """Write other facts over those of a locked result, and what they were before into the trail."""
    _take(result, result.version, True, shipped=shipped, changed_at=actor.now, **_columns(facts))
    _write_counts(result, facts)
    new = facts.content()
    fields = [name for name in new if new[name] != before[name]]
    audit.record(actor, "external-result.changed", "external-result", facts.slug, fields=fields, old=before, new=new)


def _take(result: ExternalResult, version: int, standing: bool, **changed: object) -> None:
    """Write columns of a result still at `version`, and standing or withdrawn; raise Conflict where it is not."""
    rows = ExternalResult.objects.filter(pk=result.pk, version=version, withdrawn_at__isnull=standing)
    if not rows.update(version=F("version") + 1, **changed):
        raise Conflict(MEANWHILE)


def _columns(facts: ExternalFacts) -> dict[str, Any]:
    force = Force.objects.get(code=facts.force_code) if facts.force_code else None
    names = ("title", "exercise_type", "fieldwork", "scope", "scale", "n", "source", "note")
    return {"force": force, **{name: getattr(facts, name) for name in names}}


def _write_counts(result: ExternalResult, facts: ExternalFacts) -> None:
    """Put the counts of the facts in the place of those that are there."""
    result.counts.all().delete()
    result.joint_counts.all().delete()
    grades = {grade.code: grade for grade in facts.scale.grades.all()}
    ExternalCount.objects.bulk_create(
        ExternalCount(result=result, grade=grades[code], count=count) for code, count in facts.counts.items()
    )
    for joint in facts.joints:
        row = ExternalJointCount.objects.create(result=result, count=joint.count)
        ExternalJointGrade.objects.bulk_create(
            ExternalJointGrade(joint=row, grade=grades[code]) for code in joint.grades
        )


def _refuse(problems: Problems) -> None:
    if problems:
        raise Invalid(problems)
