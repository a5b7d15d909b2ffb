"""What happened to a case, or to a force that is judged, and when each of a case's reviews was somebody's."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from review.casework.queries import CasePage
from review.history.models import StatusChange
from review.reviewing.models import Review, VersionMove
from review.workflow import SUBJECT


class Past(Protocol):
    """What a history is told from: the steps of a subject and of its reviews, and the reviews, the oldest first."""

    @property
    def reviews(self) -> Sequence[Review]:
        """The reviews of it."""

    @property
    def steps(self) -> Sequence[StatusChange]:
        """Its own steps."""

    @property
    def review_steps(self) -> Sequence[StatusChange]:
        """The steps of its reviews."""

    @property
    def moves(self) -> Sequence[VersionMove]:
        """Its moves to newer versions of the framework."""


def history_items(page: Past) -> list[dict[str, Any]]:
    """Return what happened to it, the newest first: its steps, who was given it, its moves to newer versions."""
    steps = [{"title": title, "when": step.at, "by": step.who, "text": step.reason} for title, step in _told(page)]
    moves = [
        {
            "title": f"Moved from version {move.from_version.number} to version {move.to_version.number}",
            "when": move.at,
            "by": move.by.name,
            "text": move.reason,
        }
        for move in page.moves
    ]
    return sorted([*moves, *reversed(steps)], key=lambda item: item["when"], reverse=True)


def _told(page: Past) -> Iterator[tuple[str, StatusChange]]:
    """Yield the steps to be told with their words, oldest first: those of the subject, and its going to somebody else.

    That is a step of the review that is closed for it; where the subject is only taken back, it follows its own.
    """
    given, reader, before = _given(page), "", ""
    for step in sorted([*page.steps, *page.review_steps], key=lambda step: step.pk):
        if step.machine == SUBJECT.code:
            reader = next(given, "") if step.transition == "assign" else reader
            yield _words(step, reader), step
        elif step.transition == "close-for-reassignment" and before != "unassign":
            former, reader = reader, next(given, "")
            yield f"Reassigned from {former} to {reader}", step
        before = step.transition


def _given(page: Past) -> Iterator[str]:
    """Yield to whom it was given, in order: each giving opened a review, as otherwise only a move does."""
    moved = {move.new_review_id for move in page.moves}
    return (r.reviewer.name for r in page.reviews if r.kind == Review.Kind.FIRST and r.pk not in moved)


def _words(step: StatusChange, reader: str) -> str:
    past = SUBJECT.find(step.transition).past
    return past + {"assign": f" to {reader}", "unassign": f" from {reader}"}.get(step.transition, "")


def review_rows(page: CasePage, late: Mapping[int, int]) -> list[dict[str, Any]]:
    """Return the reviews of the case, each with when it was closed, if it was, and how many answers came after that."""
    closed = {step.thing_id: step.at for step in page.review_steps if step.to_status == Review.Status.CLOSED}
    return [
        {"review": review, "closed_at": closed.get(review.public_id), "late": late.get(review.pk, 0)}
        for review in page.reviews
    ]
