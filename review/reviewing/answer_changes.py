"""What a save would change: the answers that differ from what is stored, and the words of theirs that do."""

from collections.abc import Sequence
from dataclasses import replace

from access.actor import Actor
from access.refusals import Invalid
from review.domain.word_growth import grows
from review.reviewing.answer_checks import answer_problems
from review.reviewing.answers import (
    AnswerInput,
    Kind,
    Part,
    StaleAnswer,
    StaleAnswers,
    changed_parts,
    with_kept,
    words_in,
)
from review.reviewing.deciding import decides
from review.reviewing.stored import Stored
from review.reviewing.words import NewWords


def compared(actor: Actor, sent: Sequence[AnswerInput], stored: Stored) -> tuple[list[AnswerInput], list[AnswerInput]]:
    """Return the answers as they would be stored, and those of them that change something.

    One that only adds to what is stored is made of that, whatever its version. Raises Invalid for what cannot be taken,
    and StaleAnswers where another was made of an older version.
    """
    before = stored.answers
    answers = [a.filled(before[a.criterion_code]).tidied() if a.criterion_code in before else a for a in sent]
    if problems := answer_problems(answers, stored):
        raise Invalid(problems)
    answers = [with_kept(answer, before[answer.criterion_code]) for answer in answers]
    answers = [_brought_up(actor, answer, stored) for answer in answers]
    changes = [a for a in answers if replace(before[a.criterion_code], version=a.version) != a]
    stale = [a for a in changes if a.version != before[a.criterion_code].version]
    if stale:
        raise StaleAnswers([StaleAnswer(sent=a, stored=before[a.criterion_code]) for a in stale])
    return answers, changes


def _brought_up(actor: Actor, answer: AnswerInput, stored: Stored) -> AnswerInput:
    """Return the answer as made of the version stored now where it has all of that and more words, else as it is."""
    before = stored.answers[answer.criterion_code]
    return replace(answer, version=before.version) if _only_adds(actor, answer, before, stored) else answer


def _only_adds(actor: Actor, answer: AnswerInput, before: AnswerInput, stored: Stored) -> bool:
    """Return whether nothing of a stored answer would be gone: the same value, and only words of the actor's grow."""
    now = {part: words_in(answer, part) for part in changed_parts(answer, before)}
    same = replace(before, version=answer.version, reason=answer.reason, rationale=answer.rationale)
    if answer != (replace(same, value=answer.value) if answer.kind == Kind.TEXT else same):
        return False
    key = stored.judgments[answer.criterion_code].pk
    rows = {part: stored.words.get((key, part)) for part in now}
    return all(row and row.by_id == actor.key and grows(row.text, now[part]) for part, row in rows.items())


def any_decides(changes: Sequence[AnswerInput], stored: Stored) -> bool:
    """Return whether the method could come to something else because of a change."""
    return any(decides(change, stored.answers[change.criterion_code]) for change in changes)


def new_words(changes: Sequence[AnswerInput], stored: Stored) -> list[NewWords]:
    """Return the words that the changes bring, each for its judgment and part."""
    return [
        NewWords(
            stored.judgments[answer.criterion_code],
            part,
            words_in(answer, part),
            stored.grade(answer.criterion_code, answer.reason_for) if part == Part.REASON else None,
        )
        for answer in changes
        for part in changed_parts(answer, stored.answers[answer.criterion_code])
    ]
