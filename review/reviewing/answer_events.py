"""What the trail tells of a save: which parts of which answers changed; codes and revision numbers, never words."""

from collections.abc import Mapping, Sequence
from typing import Any

from access import audit
from access.actor import Actor
from review.reviewing.answers import AnswerInput, Kind, Part
from review.reviewing.models import Review
from review.reviewing.sent_before import ANSWERED, WHOLE, Sent
from review.reviewing.stored import Stored
from review.reviewing.suggesting import WorkedOut
from review.reviewing.words import Written

Told = dict[str, dict[str, Any]]
Revisions = Mapping[tuple[int, str], Written]


def record(
    actor: Actor,
    review: Review,
    stored: Stored,
    changes: Sequence[AnswerInput],
    revisions: Revisions,
    worked: WorkedOut,
    sent: Sent | None = None,
) -> None:
    """Add a save's one event, or that of working the review out anew without one; none where nothing changed.

    `sent` is the write as it came with its key, so that the same one is known when it comes again. The detail of an
    event keeps the moment of the save, which the record of work tells: that of the event is the trail's own.
    """
    old, new = _of_answers(stored, changes, revisions)
    _of_method(stored, worked, old, new)
    fields = [f"{code}.{part}" for code, parts in new.items() for part in parts]
    fields += [f"{rule}.result" for rule in worked.results] + [f"{rule}.shown" for rule in worked.shown]
    if not fields:
        return
    action, key = ANSWERED if changes else "review.worked-out", None
    if changes:
        new[WHOLE] = {"at": actor.now.isoformat()}
    if sent:
        key, new[WHOLE] = sent.key, dict(sent.told)
    ids = {"answer": sent.answer} if sent and sent.answer else {}
    audit.record(actor, action, "review", review.public_id, fields=fields, ids=ids, old=old, new=new, key=key)


def _of_answers(stored: Stored, changes: Sequence[AnswerInput], revisions: Revisions) -> tuple[Told, Told]:
    old: Told = {}
    new: Told = {}
    for answer in changes:
        code, before = answer.criterion_code, stored.answers[answer.criterion_code]
        judgment = stored.judgments[code].pk
        old[code], new[code] = {}, {}
        for part in (Part.RATIONALE.value, Part.REASON.value):
            if written := revisions.get((judgment, part)):
                old[code][part], new[code][part] = written.before, written.now
        written = revisions.get((judgment, Part.ANSWER.value), Written(0, 0))
        if (answer.kind, answer.value, answer.values) != (before.kind, before.value, before.values):
            old[code]["answer"] = _value(before, written.before)
            new[code]["answer"] = _value(answer, written.now)
    return old, new


def _value(answer: AnswerInput, revision: int) -> list[Any]:
    """Return an answer as the trail has it: of a text the number of its revision."""
    if answer.kind == Kind.TEXT:
        return [answer.kind, revision]
    return [answer.kind, list(answer.values) if answer.kind == Kind.CHOICES else answer.value]


def _of_method(stored: Stored, worked: WorkedOut, old: Told, new: Told) -> None:
    """Add what is asked and suggested because of the answers."""
    for codes, asked in ((worked.opened, True), (worked.closed, False)):
        for code in codes:
            old.setdefault(code, {})["asked"], new.setdefault(code, {})["asked"] = not asked, asked
    for code in worked.changed:
        before, now = stored.judgments[code].suggested_grade, worked.suggested.get(code)
        old.setdefault(code, {})["suggested"] = before.code if before else ""
        new.setdefault(code, {})["suggested"] = now.code if now else ""
