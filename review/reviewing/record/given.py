"""Reading every answer that was given, out of the trail: what it was, what it replaced, when and by whom."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import JSONField, OuterRef, QuerySet, Subquery

from access.models import AuditDetail, AuditEvent
from review.frameworks.queries import OutlinedCriterion
from review.reviewing.answers import Kind
from review.reviewing.models import Review
from review.reviewing.queries import earlier_ids
from review.reviewing.record.said import said
from review.reviewing.sent_before import ANSWERED, WHOLE

ANSWER = ".answer"
"""How the name of a question's answer ends among what an event says was changed."""


@dataclass(frozen=True)
class Given:
    """One answer given to a question; `now` and `before` are its kind and value, None where the trail lost them.

    `submitted`: when the review was submitted with this answer in force.
    """

    asked: OutlinedCriterion
    at: datetime
    by: str
    now: list[Any] | None
    before: list[Any] | None
    submitted: tuple[datetime, ...] = ()

    @property
    def words(self) -> str:
        """The answer in words."""
        return said(self.asked, self.now)

    @property
    def words_before(self) -> str:
        """The answer that it replaced in words; nothing where there was none, or nobody can tell."""
        return said(self.asked, self.before) if self.before and self.before[0] != Kind.NONE else ""

    @property
    def is_same(self) -> bool:
        """Whether the words of a text were only added to: the revision is the one that was there."""
        return self.now is not None and self.now == self.before

    @property
    def is_first(self) -> bool:
        """Whether no answer stood there before."""
        return self.before is not None and self.before[0] == Kind.NONE


def given_in(review: Review, asked: Sequence[OutlinedCriterion]) -> dict[str, list[Given]]:
    """Return every answer given to some questions by their code, oldest first, in one query.

    With those of the reviews by older versions from which the review goes on.
    """
    by_code = {one.code: one for one in asked}
    found: dict[str, list[Given]] = defaultdict(list)
    for event in _events(review):
        for code in (name.removesuffix(ANSWER) for name in event.fields if name.endswith(ANSWER)):
            if code in by_code and not (one := _given(review, by_code[code], event)).is_same:
                found[code].append(one)
    return dict(found)


def _events(review: Review) -> QuerySet[AuditEvent]:
    """Return the events of saves that changed an answer, each with its detail as `body`, None where it was erased."""
    ids = [str(one) for one in (*earlier_ids(review), review.public_id)]
    detail = AuditDetail.objects.filter(event_sequence=OuterRef("sequence")).values("body")
    rows = AuditEvent.objects.filter(thing="review", thing_id__in=ids, action=ANSWERED, fields__icontains=f'{ANSWER}"')
    return rows.annotate(body=Subquery(detail, output_field=JSONField())).order_by("sequence")


def _given(review: Review, asked: OutlinedCriterion, event: AuditEvent) -> Given:
    body: dict[str, Any] = vars(event)["body"] or {}

    def value(side: str) -> list[Any] | None:
        found: list[Any] | None = body.get(side, {}).get(asked.code, {}).get("answer")
        return found

    at = body.get("new", {}).get(WHOLE, {}).get("at")
    moment = datetime.fromisoformat(at) if at else event.at
    by = review.reviewer.name if event.actor_id == review.reviewer_id else event.actor_name
    return Given(asked, moment, by, value("new"), value("old"))


def in_force(given: Sequence[Given], submissions: Sequence[datetime]) -> list[Given]:
    """Return answers, oldest first, the newest first, each with when the review was submitted with it in force."""
    told: dict[int, tuple[datetime, ...]] = {}
    for moment in submissions:
        place = max((place for place, one in enumerate(given) if one.at <= moment), default=-1)
        told[place] = (*told.get(place, ()), moment)
    marked = [
        Given(one.asked, one.at, one.by, one.now, one.before, told.get(place, ())) for place, one in enumerate(given)
    ]
    return marked[::-1]
