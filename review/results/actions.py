"""Every write to entered results: a revision of each, with the grade and the reason for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from access import audit
from access.actor import Actor
from access.permissions import require
from access.refusals import Conflict, Invalid
from review.inspections.models import Inspection, InspectionForce
from review.results.basis import basis_of
from review.results.entered import AskedFor, Entered, asked_for, in_force, last_revisions, level
from review.results.models import EnteredResult
from review.results.queries import results_scope

REASON_LENGTH = 4000


@dataclass(frozen=True)
class EnteredInput:
    """A result as it is sent: `revision` is that of the one which was on screen, 0 where there was none."""

    code: str
    revision: int
    grade: str
    reason: str

    def is_empty(self) -> bool:
        """Return whether nothing was entered."""
        return not self.grade and not self.reason.strip()


@dataclass(frozen=True)
class StaleResult:
    """A result that somebody else entered meanwhile: what was sent, and what is stored now."""

    sent: EnteredInput
    stored: EnteredResult


class StaleResults(Conflict):
    """Results were entered in the meantime; `stale` holds both of each, and nothing was written."""

    def __init__(self, stale: Sequence[StaleResult]) -> None:
        super().__init__(
            "Nothing was saved: somebody else entered a result after you opened the page. "
            "Compare it with what you wrote, and save again what should stand."
        )
        self.stale = tuple(stale)


def enter_results(
    actor: Actor, inspection: Inspection, force: InspectionForce | None, given: Sequence[EnteredInput]
) -> tuple[str, ...]:
    """Enter results for an inspection, or for one of its forces, and return the codes of those that changed.

    What is empty or stands already is passed over; all of the rest is entered or nothing. Raises NotAllowed (among
    others where the inspection is closed); Invalid with sentences by "code.part"; StaleResults.
    """
    with transaction.atomic():
        now = Inspection.objects.select_for_update().get(pk=inspection.pk)
        require(actor, "result.enter", results_scope(actor, now))
        if force is not None and force.inspection_id != now.pk:
            raise Invalid("This force is not in the inspection.")
        basis = basis_of(now)
        asked = {one.code: one for one in asked_for(basis, level(force))}
        stored = in_force(basis, now).get(force.pk if force else None, {})
        changes = [one for one in given if not _stands(one, stored)]
        if problems := _problems(changes, asked):
            raise Invalid(problems)
        if stale := _stale(changes, stored):
            raise StaleResults(stale)
        if changes:
            _write(actor, now, force, changes, asked, stored)
    return tuple(one.code for one in changes)


def _stands(given: EnteredInput, stored: Entered) -> bool:
    """Return whether a result says nothing, where there is none, or what is stored already."""
    row = stored.get(given.code)
    if row is None:
        return given.is_empty()
    return (given.grade, given.reason.strip()) == (row.grade.code, row.reason)


def _stale(changes: Sequence[EnteredInput], stored: Entered) -> list[StaleResult]:
    rows = ((one, stored[one.code]) for one in changes if one.code in stored)
    return [StaleResult(one, row) for one, row in rows if row.revision != one.revision]


def _problems(changes: Sequence[EnteredInput], asked: Mapping[str, AskedFor]) -> dict[str, list[str]]:
    if len({one.code for one in changes}) < len(changes):
        return {"": ["A result was sent twice in the same save. Send it once."]}
    return {name: [sentence] for one in changes for name, sentence in _wrong(one, asked.get(one.code))}


def _wrong(given: EnteredInput, asked: AskedFor | None) -> Iterator[tuple[str, str]]:
    if asked is None:
        yield "", f"The framework asks for no result “{given.code}” here."
        return
    if not given.grade:
        yield f"{given.code}.grade", f"Select a grade: {asked.title}. What was entered can be changed, not taken away."
    elif given.grade not in {grade.code for grade in asked.grades}:
        yield f"{given.code}.grade", f"“{given.grade}” is no grade of the scale of {asked.title}."
    if not given.reason.strip():
        yield f"{given.code}.reason", f"Enter a reason: {asked.title}"
    elif len(given.reason.strip()) > REASON_LENGTH:
        yield f"{given.code}.reason", f"The reason must be {REASON_LENGTH:,} characters or fewer: {asked.title}"


def _write(
    actor: Actor,
    inspection: Inspection,
    force: InspectionForce | None,
    changes: Sequence[EnteredInput],
    asked: Mapping[str, AskedFor],
    stored: Entered,
) -> None:
    """Add a revision of each, and the save's one event: grades and revisions, never the words."""
    last = last_revisions(inspection, force)
    before = EnteredResult.objects.filter(inspection=inspection, inspection_force=force, current=True)
    before.filter(code__in=[one.code for one in changes]).update(current=False)
    new = {}
    for one in changes:
        grade = next(grade for grade in asked[one.code].grades if grade.code == one.grade)
        made = EnteredResult.objects.create(
            inspection=inspection,
            inspection_force=force,
            code=one.code,
            grade=grade,
            reason=one.reason.strip(),
            revision=last.get(one.code, 0) + 1,
            by_id=actor.key,
            at=actor.now,
        )
        new[one.code] = {"grade": one.grade, "revision": made.revision}
    old = {
        code: {"grade": stored[code].grade.code, "revision": stored[code].revision} for code in new if code in stored
    }
    ids = {"force": force.public_id} if force else {}
    audit.record(
        actor, "result.entered", "inspection", inspection.public_id, fields=list(new), ids=ids, old=old, new=new
    )
