"""Saving answers: a version on each, compared as it is saved; all of a save is taken or nothing of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import F

from access import audit
from access.actor import Actor
from access.refusals import Conflict, Invalid
from review.reviewing.answers import AnswerInput, StaleAnswer, StaleAnswers, Stored, answer_problems, load, with_kept
from review.reviewing.hands import begin, count_up, take_in_hand
from review.reviewing.models import Judgment, JudgmentText, Review
from review.reviewing.words import NewWords, write_words
from review.transitions import MEANWHILE


@dataclass(frozen=True)
class Saved:
    """What a save came to: the questions whose answer changed, and the version of every answer that was sent."""

    changed: tuple[str, ...]
    versions: Mapping[str, int]


def save_answers(actor: Actor, review: Review, answers: Sequence[AnswerInput]) -> Saved:
    """Save the answers, those that differ from what is stored, and return what changed; the first save starts it.

    Raises NotAllowed; Conflict where the review is out of the reviewer's hands; Invalid with sentences by
    "code.part"; StaleAnswers where an answer was changed since its version, with both texts. Then nothing is written.
    """
    with transaction.atomic():
        scope = take_in_hand(actor, review)
        stored = load(review, [answer.criterion_code for answer in answers])
        tidied = [answer.tidied() for answer in answers]
        if problems := answer_problems(tidied, stored):
            raise Invalid(problems)
        changes = _changes([with_kept(answer, stored) for answer in tidied], stored)
        begin(actor, review, scope)
        if changes:
            _write(actor, review, changes, stored)
    changed = tuple(change.criterion_code for change in changes)
    versions = {code: before.version for code, before in stored.answers.items()}
    return Saved(changed, versions | {code: versions[code] + 1 for code in changed})


def _changes(answers: Sequence[AnswerInput], stored: Stored) -> list[AnswerInput]:
    """Return the answers that differ from what is stored; raise StaleAnswers where one was made of an older version."""
    differing = [a for a in answers if replace(stored.answers[a.criterion_code], version=a.version) != a]
    stale = [a for a in differing if a.version != stored.answers[a.criterion_code].version]
    if stale:
        raise StaleAnswers([StaleAnswer(sent=a, stored=stored.answers[a.criterion_code]) for a in stale])
    return differing


def _write(actor: Actor, review: Review, changes: Sequence[AnswerInput], stored: Stored) -> None:
    for answer in changes:
        _update(stored.judgments[answer.criterion_code], answer, stored)
    words = [
        NewWords(stored.judgments[answer.criterion_code], part, getattr(answer, part))
        for answer in changes
        for part in (JudgmentText.Part.RATIONALE.value, JudgmentText.Part.REASON.value)
        if getattr(answer, part) != getattr(stored.answers[answer.criterion_code], part)
    ]
    revisions = write_words(actor, words, stored.words)
    count_up(review)
    _record(actor, review, changes, stored, revisions)


def _update(judgment: Judgment, answer: AnswerInput, stored: Stored) -> None:
    won = Judgment.objects.filter(pk=judgment.pk, version=answer.version).update(
        kind=answer.kind,
        grade=stored.grade(answer),
        choice=stored.choice(answer),
        has_reason=bool(answer.reason),
        version=F("version") + 1,
    )
    if not won:
        raise Conflict(MEANWHILE)


def _record(
    actor: Actor,
    review: Review,
    changes: Sequence[AnswerInput],
    stored: Stored,
    revisions: Mapping[tuple[int, str], int],
) -> None:
    """Add the save's one event: which parts of which answers changed; codes and revision numbers, never the words."""
    old: dict[str, dict[str, Any]] = {}
    new: dict[str, dict[str, Any]] = {}
    for answer in changes:
        code, before = answer.criterion_code, stored.answers[answer.criterion_code]
        old[code], new[code] = {}, {}
        if (answer.kind, answer.value) != (before.kind, before.value):
            old[code]["answer"] = [before.kind, before.value]
            new[code]["answer"] = [answer.kind, answer.value]
        for part in JudgmentText.Part.values:
            if revision := revisions.get((stored.judgments[code].pk, part)):
                old[code][part], new[code][part] = revision - 1, revision
    fields = [f"{code}.{part}" for code, parts in new.items() for part in parts]
    audit.record(actor, "review.answered", "review", review.public_id, fields=fields, old=old, new=new)
