"""The record of work as its pages list it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from review.domain.rules.words import counted
from review.history.models import StatusChange
from review.reviewing.entries import Entry
from review.reviewing.models import JudgmentText, Review
from review.reviewing.record.given import Given
from review.reviewing.record.queries import Cited, came_along, move_to
from review.reviewing.whole import WholeReview

CITED = "quotations"
"""How an address calls the quotations of an answer, beside the parts of its words."""
STEPS = {
    "start": "Begun",
    "go-on": "Went on by the newer version",
    "submit": "Submitted",
    "return": "Returned",
    "lock": "Signed off",
    "reopen": "Reopened",
    "close-for-reassignment": "Closed: the case was given to another reviewer",
    "close-for-withdrawal": "Closed: the case was withdrawn",
    "close-for-new-version": "Closed: the case was moved to a newer version",
}
"""The steps of a review in its readers' words."""


@dataclass(frozen=True)
class QuestionRow:
    """One question in the record of a review: `answer` is the last one that was given, after so many `changes`.

    `along`: what is there came from an older version and stayed so.
    """

    code: str
    question: str
    asked: bool
    answer: str
    changes: int
    begun_at: datetime | None
    changed_at: datetime | None
    revisions: str
    quotations: str
    along: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever entered."""
        return not (self.begun_at or self.revisions or self.quotations)


def question_groups(
    whole: WholeReview, cited: Mapping[int, Cited], given: Mapping[str, Sequence[Given]]
) -> list[dict[str, Any]]:
    """Return the questions of a review topic by topic, those that are not asked too."""

    def row(entry: Entry) -> QuestionRow:
        return _question(whole.review, entry, cited.get(entry.judgment.pk, Cited()), given.get(entry.code, ()))

    return [
        {"title": topic.title, "rows": [row(entry) for entry in topic.every]} for topic in whole.topics if topic.every
    ]


def _question(review: Review, entry: Entry, cited: Cited, given: Sequence[Given]) -> QuestionRow:
    judgment = entry.judgment
    return QuestionRow(
        code=entry.code,
        question=entry.asked.criterion.question,
        asked=judgment.asked,
        answer=given[-1].words if given else "",
        changes=sum(not one.is_first for one in given),
        begun_at=judgment.begun_at,
        changed_at=judgment.changed_at,
        revisions=revision_words({part: row.revision for part, row in entry.texts.items()}),
        quotations=cited_words(cited),
        along=_is_along(review, entry),
    )


def _is_along(review: Review, entry: Entry) -> bool:
    """Return whether what stands beside a question came along with a move and was not edited since."""
    if entry.judgment.changed_at is None:
        return move_to(review) is not None and entry.has_kept
    return came_along(review, entry.judgment.changed_at)


def revision_words(numbers: Mapping[str, int]) -> str:
    """Return how many revisions an answer's words have, and of which, such as "4 revisions: rationale 3, reason 1"."""
    if not numbers:
        return ""
    each = ", ".join(f"{part} {numbers[part]}" for part in JudgmentText.Part.values if part in numbers)
    return f"{counted(sum(numbers.values()), 'revision', 'revisions')}: {each}"


def cited_words(cited: Cited) -> str:
    """Return how many quotations were added and removed, in words; nothing where there was none."""
    if not cited.added:
        return ""
    return f"{cited.added} added" + (f", {cited.removed} removed" if cited.removed else "")


def part_items(numbers: Mapping[str, int], cited: Cited | None, current: str) -> list[dict[str, Any]]:
    """Return what the record of a question can show: each part of its words that has revisions, and its quotations."""
    labels = dict(JudgmentText.Part.choices)
    parts = [(part, str(labels[part]), numbers[part]) for part in labels if part in numbers]
    parts.append((CITED, "Quotations", cited.added if cited else 0))
    return [
        {"label": f"{label} ({number})", "url": f"?of={part}", "current": part == current}
        for part, label, number in parts
    ]


def step_items(steps: Sequence[StatusChange]) -> list[dict[str, Any]]:
    """Return the steps of a review for a timeline, the newest first."""
    return [
        {
            "title": STEPS.get(step.transition, step.transition),
            "when": step.at,
            "by": step.who,
            "text": step.reason,
        }
        for step in reversed(steps)
    ]
