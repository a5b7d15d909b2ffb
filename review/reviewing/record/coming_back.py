"""What was changed since a review came back to its reviewer: answers, words and quotations, question by question."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from review.history.models import StatusChange
from review.reviewing.entries import Entry
from review.reviewing.models import Evidence, JudgmentText, LanguageFlag, Review
from review.reviewing.record.given import Given
from review.reviewing.whole import WholeReview

BACK = {"return": "returned", "reopen": "reopened"}
"""The steps by which a review comes back to its reviewer, in a word."""


@dataclass(frozen=True)
class Words:
    """Revisions of some words that were written since: from which to which, the last one's time and its author."""

    part: str
    first: int
    last: int
    at: datetime
    by: str

    @property
    def label(self) -> str:
        """What the words are."""
        return str(JudgmentText.Part(self.part).label)

    @property
    def before(self) -> int:
        """The number of the revision in force before, 0 where there was none."""
        return self.first - 1


@dataclass(frozen=True)
class Changed:
    """One question in which something was changed since a review came back."""

    entry: Entry
    answers: tuple[Given, ...]
    words: tuple[Words, ...]
    added: int
    removed: int

    @property
    def last(self) -> Given | None:
        """The answer as it is now, where it was changed."""
        return self.answers[-1] if self.answers else None

    @property
    def was(self) -> str:
        """What was answered when the review came back, in words; nothing where nothing was."""
        return self.answers[0].words_before if self.answers else ""

    @property
    def is_again(self) -> bool:
        """Whether the answer is, after several changes, what it was when the review came back."""
        return len(self.answers) > 1 and self.answers[0].before is not None and self.answers[-1].now == self.before

    @property
    def before(self) -> list[Any] | None:
        """The answer when the review came back, as the trail has it."""
        return self.answers[0].before if self.answers else None


@dataclass(frozen=True)
class ComingBack:
    """A time that a review came back to its reviewer, numbered from 1, and what was changed since then."""

    number: int
    step: StatusChange
    changed: tuple[Changed, ...]

    @property
    def how(self) -> str:
        """How it came back, in a word."""
        return BACK[self.step.transition]


def times_back(
    whole: WholeReview, steps: Iterable[StatusChange], given: Mapping[str, Sequence[Given]]
) -> list[ComingBack]:
    """Return each time that the review came back with what was changed since, the newest first.

    In no query where it never did, else in two.
    """
    back = [step for step in steps if step.transition in BACK]
    if not back:
        return []
    words, cited = _words_since(whole.review, back[0].at), _cited_since(whole.review, back[0].at)

    def changed(since: datetime) -> Iterable[Changed]:
        for entry in (entry for topic in whole.topics for entry in topic.every):
            key = entry.judgment.pk
            one = Changed(
                entry=entry,
                answers=tuple(answer for answer in given.get(entry.code, ()) if answer.at > since),
                words=_gathered(row for row in words[key] if _last(row) > since),
                added=sum(at > since for at, _ in cited[key]),
                removed=sum(bool(gone and gone > since) for _, gone in cited[key]),
            )
            if one.answers or one.words or one.added or one.removed:
                yield one

    found = [ComingBack(number, step, tuple(changed(step.at))) for number, step in enumerate(back, 1)]
    return found[::-1]


def flags_since(flags: QuerySet[LanguageFlag], since: datetime) -> QuerySet[LanguageFlag]:
    """Return those of some flags that were set or removed since a moment."""
    return flags.filter(Q(added_at__gt=since) | Q(removed_at__gt=since))


def _last(row: JudgmentText) -> datetime:
    return row.grown_at or row.at


def _words_since(review: Review, since: datetime) -> dict[int, list[JudgmentText]]:
    """Return the revisions written since, without their words, by the judgment's key, each part's in order."""
    found: dict[int, list[JudgmentText]] = defaultdict(list)
    rows = JudgmentText.objects.filter(Q(at__gt=since) | Q(grown_at__gt=since), judgment__review=review)
    for row in rows.defer("text").select_related("by").order_by("part", "revision"):
        found[row.judgment_id].append(row)
    return found


def _gathered(rows: Iterable[JudgmentText]) -> tuple[Words, ...]:
    """Return revisions, each part's in order, as one line for each part, in the order of the form."""
    found: dict[str, list[JudgmentText]] = defaultdict(list)
    for row in rows:
        found[row.part].append(row)
    return tuple(
        Words(part, these[0].revision, these[-1].revision, _last(these[-1]), these[-1].by.name)
        for part in JudgmentText.Part.values
        if (these := found.get(part))
    )


def _cited_since(review: Review, since: datetime) -> dict[int, list[tuple[datetime, datetime | None]]]:
    """Return when quotations were added and removed, by the judgment's key, of those where either was since."""
    found: dict[int, list[tuple[datetime, datetime | None]]] = defaultdict(list)
    rows = Evidence.objects.filter(Q(added_at__gt=since) | Q(removed_at__gt=since), judgment__review=review)
    for judgment, added, removed in rows.order_by("pk").values_list("judgment", "added_at", "removed_at"):
        found[judgment].append((added, removed))
    return found
