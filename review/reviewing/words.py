"""The words beside a judgment: kept as revisions, of which none is ever overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass

from access.actor import Actor
from review.frameworks.models import Grade
from review.reviewing.models import Judgment, JudgmentText, Review

RATIONALE_LENGTH, ANSWER_LENGTH, REASON_LENGTH, QUOTATION_LENGTH, NOTE_LENGTH = 5000, 5000, 2000, 2000, 1000

Current = Mapping[tuple[int, str], JudgmentText]
"""The revisions in force, by judgment's key and part."""


@dataclass(frozen=True)
class NewWords:
    """A part of a judgment's words that is about to change; `unlike` as in JudgmentText."""

    judgment: Judgment
    part: str
    text: str
    unlike: Grade | None = None


def tidy_words(text: str) -> str:
    """Return a text as it is stored: line ends as one character, none of the characters that no database takes."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()


def current_words(review: Review) -> dict[tuple[int, str], JudgmentText]:
    """Return the revisions in force of a review's words, in one query."""
    rows = JudgmentText.objects.filter(judgment__review=review, current=True).select_related("unlike")
    return {(row.judgment_id, row.part): row for row in rows}


def write_words(actor: Actor, changes: list[NewWords], current: Current) -> dict[tuple[int, str], int]:
    """Add a revision for each change and put it in force; return the revisions' numbers by judgment's key and part.

    Call inside the transaction that locked the review.
    """
    keys = [(change.judgment.pk, change.part) for change in changes]
    replaced = [current[key].pk for key in keys if key in current]
    if replaced:
        JudgmentText.objects.filter(pk__in=replaced).update(current=False)
    revisions = {key: current[key].revision + 1 if key in current else 1 for key in keys}
    JudgmentText.objects.bulk_create(
        JudgmentText(
            judgment=change.judgment,
            part=change.part,
            revision=revisions[change.judgment.pk, change.part],
            text=change.text,
            unlike=change.unlike if change.text else None,
            by_id=actor.key,
            at=actor.now,
        )
        for change in changes
    )
    return revisions
