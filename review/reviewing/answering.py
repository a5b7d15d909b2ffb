"""Saving answers: a version on each, compared as it is saved; all of a save is taken or nothing of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from access.actor import Actor
from access.refusals import Conflict, Invalid
from review.reviewing.answer_checks import answer_problems
from review.reviewing.answer_events import record
from review.reviewing.answers import (
    AnswerInput,
    Kind,
    Part,
    StaleAnswer,
    StaleAnswers,
    Stored,
    changed_parts,
    load,
    with_kept,
    words_in,
)
from review.reviewing.hands import begin, count_up, take_in_hand
from review.reviewing.models import Judgment, JudgmentChoice, Review
from review.reviewing.suggesting import Answers, WorkedOut, keep_reasons, reason_holds, reason_is_for, work_out
from review.reviewing.words import NewWords, write_words
from review.transitions import MEANWHILE


@dataclass(frozen=True)
class Saved:
    """What a save came to: the questions whose answer changed, and the version of every answer that was sent.

    `opened` and `closed` are the questions that are asked, or asked no longer, because of it; `differing` those whose
    grade differs, without a reason, from a suggested one that is new or to which the grade is.
    """

    changed: tuple[str, ...]
    versions: Mapping[str, int]
    opened: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()


def save_answers(actor: Actor, review: Review, answers: Sequence[AnswerInput]) -> Saved:
    """Save the answers, those that differ from what is stored, and return what changed; the first save starts it.

    What is asked and suggested is worked out anew. Raises NotAllowed; Conflict where the review is out of the
    reviewer's hands; Invalid with sentences by "code.part"; StaleAnswers where an answer was changed since its
    version, with both texts. Then nothing is written.
    """
    with transaction.atomic():
        scope = take_in_hand(actor, review)
        stored = load(review)
        tidied = [_whole(answer, stored).tidied() for answer in answers]
        if problems := answer_problems(tidied, stored):
            raise Invalid(problems)
        changes = _changes([with_kept(answer, stored) for answer in tidied], stored)
        begin(actor, review, scope)
        for answer in changes:
            _update(stored, answer)
        now, worked = bring_up_to_date(actor, review, stored, changes)
    return _saved(tidied, changes, stored, now, worked)


def _whole(answer: AnswerInput, stored: Stored) -> AnswerInput:
    before = stored.answers.get(answer.criterion_code)
    return answer.filled(before) if before else answer


def _saved(
    sent: Sequence[AnswerInput], changes: Sequence[AnswerInput], stored: Stored, now: Answers, worked: WorkedOut
) -> Saved:
    changed = tuple(change.criterion_code for change in changes)
    versions = {answer.criterion_code: stored.answers[answer.criterion_code].version for answer in sent}
    return Saved(
        changed=changed,
        versions=versions | {code: versions[code] + 1 for code in changed},
        opened=worked.opened,
        closed=worked.closed,
        differing=tuple(
            code
            for code, grade in worked.suggested.items()
            if now[code].kind == Kind.GRADE and now[code].value != grade.code
            if code in worked.changed or code in changed
            if not reason_holds(now[code], worked.suggested)
        ),
    )


def _changes(answers: Sequence[AnswerInput], stored: Stored) -> list[AnswerInput]:
    """Return the answers that differ from what is stored; raise StaleAnswers where one was made of an older version."""
    differing = [a for a in answers if replace(stored.answers[a.criterion_code], version=a.version) != a]
    stale = [a for a in differing if a.version != stored.answers[a.criterion_code].version]
    if stale:
        raise StaleAnswers([StaleAnswer(sent=a, stored=stored.answers[a.criterion_code]) for a in stale])
    return differing


def _update(stored: Stored, answer: AnswerInput) -> None:
    """Write an answer's value, unless it was changed meanwhile."""
    code, judgment = answer.criterion_code, stored.judgments[answer.criterion_code]
    won = Judgment.objects.filter(pk=judgment.pk, version=answer.version).update(
        kind=answer.kind,
        grade=stored.grade(code, answer.value) if answer.kind == Kind.GRADE else None,
        choice=stored.choice(code, answer.value) if answer.kind == Kind.CHOICE else None,
        number=Decimal(answer.value) if answer.kind == Kind.NUMBER else None,
        date=date.fromisoformat(answer.value) if answer.kind == Kind.DATE else None,
        version=F("version") + 1,
    )
    if not won:
        raise Conflict(MEANWHILE)
    if answer.values != stored.answers[code].values:
        JudgmentChoice.objects.filter(judgment=judgment).delete()
        chosen = [stored.choice(code, value) for value in answer.values]
        JudgmentChoice.objects.bulk_create(JudgmentChoice(judgment=judgment, choice=one) for one in chosen if one)


def bring_up_to_date(
    actor: Actor, review: Review, stored: Stored, changes: Sequence[AnswerInput] = ()
) -> tuple[Answers, WorkedOut]:
    """Work the review through with what was changed, write the words, and tell the trail; return what it is now.

    Call inside the transaction that locked the review and wrote the values of the changes.
    """
    now = dict(stored.answers) | {answer.criterion_code: answer for answer in changes}
    worked = work_out(actor, review, stored, now)
    changes = [replace(answer, reason_for=reason_is_for(answer, worked.suggested)) for answer in changes]
    now |= {answer.criterion_code: answer for answer in changes}
    words = [
        NewWords(
            stored.judgments[answer.criterion_code],
            part,
            words_in(answer, part),
            stored.grade(answer.criterion_code, answer.reason_for) if part == Part.REASON else None,
        )
        for answer in changes
        for part in changed_parts(answer, stored.answers[answer.criterion_code])
    ]
    revisions = write_words(actor, words, stored.words)
    keep_reasons(stored, now, worked.suggested)
    if changes or worked.matters:
        count_up(review)
    record(actor, review, stored, changes, revisions, worked)
    return now, worked
