"""The rows of a review's judgments as a save leaves them, written in one query: answers, and what came of them."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model, Q

from access.actor import Actor
from access.refusals import Conflict
from review.reviewing.answers import AnswerInput, Kind
from review.reviewing.models import Judgment
from review.reviewing.stored import Stored
from review.reviewing.suggesting import Answers, WorkedOut, reason_holds
from review.transitions import MEANWHILE

Columns = dict[str, Any]
"""Values of a judgment's row, by the columns' names."""


def write_judgments(
    actor: Actor, stored: Stored, answers: Answers, worked: WorkedOut, changed: Collection[str]
) -> None:
    """Write the judgments that are others than before; `changed` are the codes of those with another answer or words.

    Raises Conflict where one was changed meanwhile. Call inside the transaction that locked the review.
    """
    rows: list[tuple[Judgment, Columns]] = []
    for code, judgment in stored.judgments.items():
        now = _worked_out(judgment, answers[code], worked)
        if code in changed:
            now |= _answered(actor, stored, judgment, answers[code])
        if now != _columns(judgment, now):
            rows.append((judgment, now))
    _write(rows)


def _write(rows: list[tuple[Judgment, Columns]]) -> None:
    """Write rows, each so long as it is at the version that was read, and of their columns those that change."""
    if not rows:
        return
    names = sorted({name for judgment, row in rows for name in row if row[name] != getattr(judgment, name)})
    as_read = Q(*(Q(pk=judgment.pk, version=judgment.version) for judgment, _ in rows), _connector=Q.OR)
    found = Judgment.objects.filter(as_read)
    if len(rows) == 1:  # words alone, as nearly always: a plain update, which is put together sooner
        written = found.update(**{name: rows[0][1][name] for name in names})
    else:
        now = [Judgment(pk=judgment.pk, **_columns(judgment, names) | row) for judgment, row in rows]
        written = found.bulk_update(now, names)
    if written < len(rows):
        raise Conflict(MEANWHILE)


def _columns(judgment: Judgment, names: Collection[str]) -> Columns:
    return {name: getattr(judgment, name) for name in names}


def _worked_out(judgment: Judgment, answer: AnswerInput, worked: WorkedOut) -> Columns:
    """Return whether a question is asked, what is suggested for it, and whether its answer has a reason."""
    code = answer.criterion_code
    return {
        "asked": code in worked.opened or (judgment.asked and code not in worked.closed),
        "suggested_grade_id": _key(worked.suggested.get(code)),
        "has_reason": reason_holds(answer, worked.suggested),
    }


def _answered(actor: Actor, stored: Stored, judgment: Judgment, answer: AnswerInput) -> Columns:
    """Return an answer's value, its version, and when it was: first, and last. A clock put back puts no moment back."""
    code, kind, value = answer.criterion_code, answer.kind, answer.value
    return {
        "kind": kind,
        "grade_id": _key(stored.grade(code, value)) if kind == Kind.GRADE else None,
        "choice_id": _key(stored.choice(code, value)) if kind == Kind.CHOICE else None,
        "number": Decimal(value) if kind == Kind.NUMBER else None,
        "date": date.fromisoformat(value) if kind == Kind.DATE else None,
        "begun_at": judgment.begun_at or actor.now,
        "changed_at": max(judgment.changed_at or actor.now, actor.now),
        "version": judgment.version + 1,
    }


def _key(row: Model | None) -> int | None:
    return row.pk if row else None
