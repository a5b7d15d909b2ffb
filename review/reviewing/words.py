"""The words beside a judgment: kept as revisions, of which none loses a word that was saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

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

    By judgment's key and part. What was in force when the review was last submitted (`submitted_at`) stays as it was.
    Call inside the transaction that locked the review.
    """
    before = {change.place: current.get(change.place) for change in changes}
    growing = [change for change in changes if _goes_on(actor, change, before[change.place], submitted_at)]
    for change in growing:
        _grow(actor, change, current[change.place])
    _begin_revisions(actor, [change for change in changes if change not in growing], current)
    numbers = {place: row.revision if row else 0 for place, row in before.items()}
    grown = {change.place for change in growing}
    return {place: Written(number, number if place in grown else number + 1) for place, number in numbers.items()}


def _goes_on(actor: Actor, change: NewWords, row: JudgmentText | None, submitted_at: datetime | None) -> bool:
    """Return whether words are only added to a revision, by the same person, about the same, in one sitting.

    A submission ends a sitting.
    """
    if row is None or row.by_id != actor.key or row.unlike_id != (change.unlike.pk if change.unlike else None):
        return False
    last = row.grown_at or row.at
    if submitted_at and last <= submitted_at:
        return False
    return sitting_goes_on(last, actor.now) and grows(row.text, change.text)


def _grow(actor: Actor, change: NewWords, row: JudgmentText) -> None:
    last = max(row.grown_at or row.at, actor.now)
    JudgmentText.objects.filter(pk=row.pk).update(text=change.text, grown_at=last)


def _begin_revisions(actor: Actor, changes: Sequence[NewWords], current: Current) -> None:
    replaced = [current[change.place].pk for change in changes if change.place in current]
    if replaced:
        JudgmentText.objects.filter(pk__in=replaced).update(current=False)
    JudgmentText.objects.bulk_create(
        JudgmentText(
            judgment=change.judgment,
            part=change.part,
            revision=current[change.place].revision + 1 if change.place in current else 1,
            text=change.text,
            unlike=change.unlike if change.text else None,
            by_id=actor.key,
            at=actor.now,
        )
        for change in changes
    )
