"""What was written before a review was moved to a newer version, as its reviewer reads it beside the new review."""

from collections.abc import Iterator
from dataclasses import dataclass

from review.casework.versions import Fate, MappedQuestion, VersionMap, version_map
from review.reviewing.entries import Entry
from review.reviewing.models import Review, VersionMove
from review.reviewing.whole import whole_review


@dataclass(frozen=True)
class EarlierAnswer:
    """A question with what stood beside it in the closed review; `entry` is None where nothing was written."""

    question: MappedQuestion
    entry: Entry | None

    @property
    def reworded(self) -> bool:
        """Whether the earlier question had other words than the one that is asked now."""
        now, before = self.question.now, self.question.before
        return bool(now and before and now.criterion.question != before.criterion.question)


@dataclass(frozen=True)
class EarlierReview:
    """One move with what it left to be read: by what became of it, in the order of the questions.

    `carried` is the number of answers that went on; `current` whether the move led to the review that is read.
    """

    move: VersionMove
    answered_anew: tuple[EarlierAnswer, ...]
    asked_anew: tuple[EarlierAnswer, ...]
    left: tuple[EarlierAnswer, ...]
    new: tuple[EarlierAnswer, ...]
    carried: int
    current: bool


def earlier_reviews(review: Review) -> list[EarlierReview]:
    """Return the moves that led to the review, the newest first: more than one where it was moved more than once."""
    moves = VersionMove.objects.filter(new_review__subject=review.subject_id, new_review__reviewer=review.reviewer_id)
    rows = moves.select_related(
        "old_review__framework_version", "old_review__subject__inspection", "from_version", "to_version", "by"
    )
    return [_earlier(move, review) for move in _chain(list(rows), review)]


def _chain(moves: list[VersionMove], review: Review) -> Iterator[VersionMove]:
    """Yield the move that led to the review, the one that led to the review before it, and so on."""
    by_new = {move.new_review_id: move for move in moves}
    move = by_new.get(review.pk)
    while move:
        yield move
        move = by_new.get(move.old_review_id)


def _earlier(move: VersionMove, review: Review) -> EarlierReview:
    old = move.old_review
    if old is None:
        raise ValueError("A move that led to a review came from one.")
    mapped = version_map(move.from_version, move.to_version)
    entries = {entry.code: entry for topic in whole_review(old).topics for entry in topic.every}
    found = list(_answers(mapped, entries))
    carried = [one for one in found if one.entry and one.question.takes(one.entry.judgment)]
    rest = [one for one in found if one not in carried]
    return EarlierReview(
        move=move,
        answered_anew=_written(rest, Fate.CARRIED, Fate.WORDS),
        asked_anew=_written(rest, Fate.ANEW),
        left=_written(rest, Fate.LEFT),
        new=tuple(one for one in rest if one.question.now and not one.entry),
        carried=len(carried),
        current=move.new_review_id == review.pk,
    )


def _answers(mapped: VersionMap, entries: dict[str, Entry]) -> Iterator[EarlierAnswer]:
    for question in mapped.questions:
        entry = entries.get(question.before.code) if question.before else None
        yield EarlierAnswer(question, entry if entry and entry.has_kept else None)


def _written(answers: list[EarlierAnswer], *fates: Fate) -> tuple[EarlierAnswer, ...]:
    return tuple(one for one in answers if one.entry and one.question.fate in fates)
