"""What the trail tells of a save: which parts of which answers changed; codes and revision numbers, never words."""

from collections.abc import Mapping, Sequence
from typing import Any

from access import audit
from access.actor import Actor
from review.reviewing.answers import AnswerInput, Kind, Part, Stored
from review.reviewing.models import Review
from review.reviewing.suggesting import WorkedOut

Told = dict[str, dict[str, Any]]


def record(
    actor: Actor,
    review: Review,
    stored: Stored,
    changes: Sequence[AnswerInput],
    revisions: Mapping[tuple[int, str], int],
    worked: WorkedOut,
) -> None:
    """Add a save's one event, or that of working the review out anew without one; none where nothing changed."""
    old, new = _of_answers(stored, changes, revisions)
    _of_method(stored, worked, old, new)
    fields = [f"{code}.{part}" for code, parts in new.items() for part in parts]
    fields += [f"{rule}.result" for rule in worked.results] + [f"{rule}.shown" for rule in worked.shown]
    if fields:
        action = "review.answered" if changes else "review.worked-out"
        audit.record(actor, action, "review", review.public_id, fields=fields, old=old, new=new)


def _of_answers(
    stored: Stored, changes: Sequence[AnswerInput], revisions: Mapping[tuple[int, str], int]
) -> tuple[Told, Told]:
    old: Told = {}
    new: Told = {}
    for answer in changes:
        code, before = answer.criterion_code, stored.answers[answer.criterion_code]
        old[code], new[code] = {}, {}
        for part in (Part.RATIONALE.value, Part.REASON.value):
            if revision := revisions.get((stored.judgments[code].pk, part)):
                old[code][part], new[code][part] = revision - 1, revision
        revision = revisions.get((stored.judgments[code].pk, Part.ANSWER.value), 0)
        if (answer.kind, answer.value, answer.values) != (before.kind, before.value, before.values):
            old[code]["answer"] = _value(before, revision - 1)
            new[code]["answer"] = _value(answer, revision)
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
