"""Saving answers: a version on each, compared as it is saved; all of a save is taken or nothing of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction

from access import audit
from access.actor import Actor
from review.frameworks.models import Choice
from review.reviewing.answer_changes import any_decides, compared, new_words
from review.reviewing.answer_events import record
from review.reviewing.answers import AnswerInput, Kind
from review.reviewing.deciding import shows
from review.reviewing.hands import begin, count_up, lock
from review.reviewing.judgment_rows import write_judgments
from review.reviewing.methods import facts_now
from review.reviewing.models import JudgmentChoice, Review
from review.reviewing.read_in_hand import InHand, read_in_hand
from review.reviewing.saved import Saved
from review.reviewing.sent_before import Sent, about, digest, key_used_once, told_before
from review.reviewing.stored import Stored, load
from review.reviewing.suggesting import (
    Answers,
    WorkedOut,
    as_before,
    reason_holds,
    reason_is_for,
    work_out,
)
from review.reviewing.words import Written, write_words


def save_answers(actor: Actor, review: Review, answers: Sequence[AnswerInput], key: UUID | None = None) -> Saved:
    """Lock the review and save the answers in it as save_in_locked does, in a transaction of their own."""
    with transaction.atomic():
        lock(review)
        return save_in_locked(actor, review, answers, key)


def save_in_locked(
    actor: Actor,
    review: Review,
    answers: Sequence[AnswerInput],
    key: UUID | None = None,
    *,
    whole: bool = True,
    found_own: bool = False,
) -> Saved:
    """Save the answers, those that differ from what is stored, and return what changed; the first save starts it.

    What is asked and suggested is worked out anew, where something changed that decides it. The same write sent again
    with its `key` changes nothing, and comes to what it came to. With `whole` False only the answers that are sent
    are read first: fewer queries where nothing else turns out to matter. `found_own` says that the query that locked
    the review found it among the actor's own, so that the whole of that is not asked twice in one transaction.

    Call inside the transaction that locked the review, and leave it with whatever is raised: NotAllowed; Conflict where
    the review is out of the reviewer's hands; Invalid with sentences by "code.part", or by `key` where that is another
    write's; StaleAnswers where an answer was changed since its version and does not only add to it, with both texts.
    Then nothing is written.
    """
    with key_used_once(key):
        codes = None if whole else [answer.criterion_code for answer in answers]
        hand = read_in_hand(actor, review, key, codes=codes, found_own=found_own)
        return _save(actor, review, answers, key, hand)


def _save(actor: Actor, review: Review, sent: Sequence[AnswerInput], key: UUID | None, hand: InHand) -> Saved:
    if key and hand.key_known:
        if told := told_before(actor, review, sent, key):
            return Saved.of(told)
        key = None
    scope = hand.take(actor, review)
    answers, changes = compared(actor, sent, hand.stored)
    if not hand.stored.is_whole and any_decides(changes, hand.stored):
        hand = read_in_hand(actor, review)
    with audit.together():
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
    write_judgments(actor, stored, now, worked, [answer.criterion_code for answer in changes])
    for answer in changes:
        if answer.values != stored.answers[answer.criterion_code].values:
            _write_choices(stored, answer)
    revisions = write_words(actor, new_words(changes, stored), stored.words, review.submitted_at)
    if worked.matters and not changes:  # an answer that changed counts for itself
        count_up(review)
    return _Done(changes, now, worked, revisions)


def _write_choices(stored: Stored, answer: AnswerInput) -> None:
    """Write which of several choices an answer makes: those that are new, and those that are gone."""
    code, judgment = answer.criterion_code, stored.judgments[answer.criterion_code]
    before, now = set(stored.answers[code].values), set(answer.values)
    if gone := before - now:
        JudgmentChoice.objects.filter(judgment=judgment, choice__in=_choices(stored, code, gone)).delete()
    new = _choices(stored, code, now - before)
    JudgmentChoice.objects.bulk_create(JudgmentChoice(judgment=judgment, choice=one) for one in new)


def _choices(stored: Stored, code: str, chosen: Iterable[str]) -> list[Choice]:
    return [choice for one in chosen if (choice := stored.choice(code, one))]


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
