"""Saving answers: a version on each, compared as it is saved; all of a save is taken or nothing of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from access.actor import Actor
from access.refusals import Conflict, Invalid
from review.reviewing.answer_changes import any_decides, compared, new_words
from review.reviewing.answer_events import record
from review.reviewing.answers import AnswerInput, Kind
from review.reviewing.deciding import shows
from review.reviewing.hands import begin, count_up, lock
from review.reviewing.methods import facts_now
from review.reviewing.models import Judgment, JudgmentChoice, Review
from review.reviewing.read_in_hand import read_in_hand
from review.reviewing.saved import Saved
from review.reviewing.sent_before import KEY_TAKEN, Sent, about, digest, told_before
from review.reviewing.stored import Stored, load
from review.reviewing.suggesting import (
    Answers,
    WorkedOut,
    as_before,
    keep_reasons,
    reason_holds,
    reason_is_for,
    work_out,
)
from review.reviewing.words import Written, write_words
from review.transitions import MEANWHILE


def save_answers(
    actor: Actor, review: Review, answers: Sequence[AnswerInput], key: UUID | None = None, *, whole: bool = True
) -> Saved:
    """Save the answers, those that differ from what is stored, and return what changed; the first save starts it.

    What is asked and suggested is worked out anew, where something changed that decides it. The same write sent again
    with its `key` changes nothing, and comes to what it came to. With `whole` False only the answers that are sent
    are read first: fewer queries where nothing else turns out to matter.

    Raises NotAllowed; Conflict where the review is out of the reviewer's hands; Invalid with sentences by "code.part",
    or by `key` where that is another write's; StaleAnswers where an answer was changed since its version and does
    not only add to it, with both texts. Then nothing is written.
    """
    try:
        with transaction.atomic():
            return _save(actor, review, answers, key, whole)
    except IntegrityError as refused:
        if key and "access_auditevent" in str(refused):  # written at the same moment, for another review
            raise Invalid({"key": [KEY_TAKEN]}) from refused
        raise


def _save(actor: Actor, review: Review, sent: Sequence[AnswerInput], key: UUID | None, whole: bool) -> Saved:
    lock(review)
    codes = [answer.criterion_code for answer in sent]
    hand = read_in_hand(actor, review, codes, key, whole=whole)
    if key and hand.key_known:
        if told := told_before(actor, review, sent, key):
            return Saved.of(told)
        key = None
    scope = hand.take(actor, review)
    answers, changes = compared(actor, sent, hand.stored)
    if not hand.stored.is_whole and any_decides(changes, hand.stored):
        hand = read_in_hand(actor, review, codes)
    begin(actor, review, scope)
    done = _write(actor, review, hand.stored, hand.facts, changes)
    saved = _saved(actor, answers, changes, hand.stored, done)
    keyed = Sent(key, about(sent), saved.told() | {"sent": digest(sent)}) if key else None
    record(actor, review, hand.stored, done.changes, done.revisions, done.worked, keyed)
    return saved


@dataclass(frozen=True)
class _Done:
    """What was written: the changes with what their reasons are for, every answer as it is now, and what came of it."""

    changes: Sequence[AnswerInput]
    now: Answers
    worked: WorkedOut
    revisions: Mapping[tuple[int, str], Written]


def _write(
    actor: Actor, review: Review, stored: Stored, facts: Mapping[str, str], changes: Sequence[AnswerInput] = ()
) -> _Done:
    """Work the review through with what changed, where it is there whole, and write the answers and their words."""
    now = dict(stored.answers) | {answer.criterion_code: answer for answer in changes}
    matters = stored.is_whole and (not changes or any_decides(changes, stored))
    worked = work_out(actor, review, stored, now, facts) if matters else as_before(stored)
    changes = [replace(answer, reason_for=reason_is_for(answer, worked.suggested)) for answer in changes]
    now |= {answer.criterion_code: answer for answer in changes}
    for answer in changes:
        _write_answer(actor, stored, answer, has_reason=reason_holds(answer, worked.suggested))
    revisions = write_words(actor, new_words(changes, stored), stored.words, review.submitted_at)
    keep_reasons(stored, now, worked.suggested, {answer.criterion_code for answer in changes})
    if worked.matters:
        count_up(review)
    return _Done(changes, now, worked, revisions)


def _write_answer(actor: Actor, stored: Stored, answer: AnswerInput, *, has_reason: bool) -> None:
    """Write an answer's value, unless it was changed meanwhile, and when it was: first, and last.

    A clock that was put back puts no moment back. Call inside the transaction that locked the review.
    """
    code, judgment = answer.criterion_code, stored.judgments[answer.criterion_code]
    won = Judgment.objects.filter(pk=judgment.pk, version=answer.version).update(
        kind=answer.kind,
        grade=stored.grade(code, answer.value) if answer.kind == Kind.GRADE else None,
        choice=stored.choice(code, answer.value) if answer.kind == Kind.CHOICE else None,
        number=Decimal(answer.value) if answer.kind == Kind.NUMBER else None,
        date=date.fromisoformat(answer.value) if answer.kind == Kind.DATE else None,
        has_reason=has_reason,
        begun_at=judgment.begun_at or actor.now,
        changed_at=max(judgment.changed_at or actor.now, actor.now),
        version=F("version") + 1,
    )
    if not won:
        raise Conflict(MEANWHILE)
    if answer.values != stored.answers[code].values:
        _write_choices(judgment, stored, answer)


def _write_choices(judgment: Judgment, stored: Stored, answer: AnswerInput) -> None:
    if stored.answers[answer.criterion_code].values:
        JudgmentChoice.objects.filter(judgment=judgment).delete()
    chosen = [stored.choice(answer.criterion_code, code) for code in answer.values]
    JudgmentChoice.objects.bulk_create(JudgmentChoice(judgment=judgment, choice=one) for one in chosen if one)


def _saved(
    actor: Actor, sent: Sequence[AnswerInput], changes: Sequence[AnswerInput], stored: Stored, done: _Done
) -> Saved:
    changed, worked, before = tuple(change.criterion_code for change in changes), done.worked, stored.answers
    versions = {answer.criterion_code: before[answer.criterion_code].version for answer in sent}
    shown = any(shows(a, before[a.criterion_code], stored.criterion(a.criterion_code)) for a in done.changes)
    return Saved(
        changed=changed,
        versions=versions | {code: versions[code] + 1 for code in changed},
        at=actor.now,
        opened=worked.opened,
        closed=worked.closed,
        differing=_differing(done, changed),
        refresh=bool(shown or worked.matters or worked.results or worked.shown),
    )


def _differing(done: _Done, changed: Sequence[str]) -> tuple[str, ...]:
    now, worked = done.now, done.worked
    return tuple(
        code
        for code, grade in worked.suggested.items()
        if now[code].kind == Kind.GRADE and now[code].value != grade.code
        if code in worked.changed or code in changed
        if not reason_holds(now[code], worked.suggested)
    )


def bring_up_to_date(actor: Actor, review: Review) -> None:
    """Work the review through as it is stored, with the facts of its case as they are now, and tell the trail.

    Call inside the transaction that locked the review.
    """
    stored = load(review)
    done = _write(actor, review, stored, facts_now(review))
    record(actor, review, stored, (), done.revisions, done.worked)
