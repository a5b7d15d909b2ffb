"""The words beside a judgment: kept as revisions, of which none loses a word that was saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from access.actor import Actor
from review.domain.word_growth import grows, sitting_goes_on
from review.frameworks.models import Grade
from review.reviewing.models import Judgment, JudgmentText, Review

RATIONALE_LENGTH, ANSWER_LENGTH, REASON_LENGTH, QUOTATION_LENGTH, NOTE_LENGTH = 50_000, 50_000, 10_000, 2000, 1000
"""The most characters: so many that nobody who judges a case meets them, and a paste gone wrong does."""

Current = Mapping[tuple[int, str], JudgmentText]
"""The revisions in force, by judgment's key and part."""


@dataclass(frozen=True)
class NewWords:
    """A part of a judgment's words that is about to change; `unlike` as in JudgmentText."""

    judgment: Judgment
    part: str
    text: str
    unlike: Grade | None = None

    @property
    def place(self) -> tuple[int, str]:
        """The judgment's key and the part: where the words stand."""
        return self.judgment.pk, self.part


def tidy_words(text: str) -> str:
    """Return a text as it is stored: line ends as one character, none of the characters that no database takes."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()


def current_words(review: Review) -> dict[tuple[int, str], JudgmentText]:
    """Return the revisions in force of a review's words, in one query."""
    rows = JudgmentText.objects.filter(judgment__review=review, current=True).select_related("unlike")
    return {(row.judgment_id, row.part): row for row in rows}


@dataclass(frozen=True)
class Written:
    """What writing some words came to: the number of the revision before, 0 for none, and of the one in force now."""

    before: int
    now: int


def write_words(
    actor: Actor, changes: Sequence[NewWords], current: Current, submitted_at: datetime | None
) -> dict[tuple[int, str], Written]:
    """Put each change in force, in the revision that it goes on or in a new one; return what it came to.

    By judgment's key and part, in one query. What was in force when the review was last submitted (`submitted_at`)
    stays as it was. Call inside the transaction that locked the review.
    """
    rows = [row for change in changes for row in _rows(actor, change, current.get(change.place), submitted_at)]
    JudgmentText.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["judgment", "part", "revision"],
        update_fields=["current", "text", "grown_at"],
    )
    numbers = {place: row.revision for place, row in current.items()}
    in_force = {(row.judgment_id, row.part): row.revision for row in rows if row.current}
    return {place: Written(numbers.get(place, 0), revision) for place, revision in in_force.items()}


def _rows(
    actor: Actor, change: NewWords, before: JudgmentText | None, submitted_at: datetime | None
) -> list[JudgmentText]:
    """Return the rows that a change writes: a revision that goes on, or a new one behind that which is so replaced.

    Of the revisions of a part one alone is in force, so that the replaced one has to be written first.
    """
    if before is None:
        return [_begun(actor, change, 1)]
    if _goes_on(actor, change, before, submitted_at):
        return [_again(before, text=change.text, grown_at=max(before.grown_at or before.at, actor.now))]
    return [_again(before, current=False), _begun(actor, change, before.revision + 1)]


def _goes_on(actor: Actor, change: NewWords, row: JudgmentText, submitted_at: datetime | None) -> bool:
    """Return whether words are only added to a revision, by the same person, about the same, in one sitting.

    A submission ends a sitting.
    """
    if row.by_id != actor.key or row.unlike_id != (change.unlike.pk if change.unlike else None):
        return False
    last = row.grown_at or row.at
    if submitted_at and last <= submitted_at:
        return False
    return sitting_goes_on(last, actor.now) and grows(row.text, change.text)


def _again(row: JudgmentText, **changes: Any) -> JudgmentText:
    """Return a revision that is there, with changes, as a row without a key: the database knows it by its number."""
    names = ("judgment_id", "part", "revision", "current", "text", "unlike_id", "by_id", "at", "grown_at")
    return JudgmentText(**{name: getattr(row, name) for name in names} | changes)


def _begun(actor: Actor, change: NewWords, revision: int) -> JudgmentText:
    return JudgmentText(
        judgment=change.judgment,
        part=change.part,
        revision=revision,
        text=change.text,
        unlike=change.unlike if change.text else None,
        by_id=actor.key,
        at=actor.now,
    )
