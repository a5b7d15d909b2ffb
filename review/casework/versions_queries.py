"""Reading how a case stands to a move to the newer version that its inspection judges new cases by."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from access.actor import Actor
from access.refusals import Conflict
from review.casework.versions import Fate, VersionMap, version_map
from review.frameworks.models import FrameworkVersion
from review.inspections.models import Subject
from review.inspections.queries import case_version
from review.reviewing.models import Evidence, Judgment, JudgmentText, LanguageFlag, Review
from review.reviewing.queries import STAMP, stamp_of, visible_subjects
from review.reviewing.screening.models import ScreenDecision

SUBMITTED = (
    "The review of this case was submitted. Return it to its reviewer first, with the reason; it can be moved to "
    "version {} then."
)
SIGNED_OFF = (
    "This case is signed off, so it stays with the version that it was judged by. To move it to version {}, reopen it "
    "first."
)
WITHDRAWN = "This case was withdrawn. Put it back into the sample first; it can be moved to version {} then."
SEVERAL = (
    "This case has more than one review that is not closed. A case with several reviews stays with the version that "
    "they were begun with, so that they can be compared."
)
NEWEST = "This case is judged by version {} already, the newest that its inspection has taken up."
BEFORE_MOVING = {
    Subject.Status.READY.value: SUBMITTED,
    Subject.Status.SIGNED_OFF.value: SIGNED_OFF,
    Subject.Status.WITHDRAWN.value: WITHDRAWN,
}
"""What must be done first, by the state of the case."""


@dataclass(frozen=True)
class Moving:
    """A case that can be moved, the version that it would move to, and its open review, if somebody has it.

    `touched`: something is written in the review, so that there is something to carry.
    """

    subject: Subject
    to: FrameworkVersion
    review: Review | None
    touched: bool

    @property
    def seen(self) -> str:
        """What a page that asks for the move was made of: changed by whatever changes the case, its review or both."""
        review = f"{self.review.public_id} {stamp_of(self.review)}" if self.review else "none"
        return f"{self.subject.version} {self.to.number} {review}"


def subject_to_move(actor: Actor, public_id: UUID) -> Subject:
    """Return the case whose subject has this identifier; raise Subject.DoesNotExist where the actor cannot see it."""
    rows = visible_subjects(actor).select_related("case__force", "inspection", "framework_version")
    return rows.get(public_id=public_id, case__isnull=False)


def moving(subject: Subject) -> Moving:
    """Return how the case stands to a move. Raises Conflict with what must be done first, where there is something."""
    to = case_version(subject.inspection)
    now = subject.framework_version
    if now.framework_id != to.framework_id or now.number >= to.number:
        raise Conflict(NEWEST.format(now.number))
    if subject.status in BEFORE_MOVING:
        raise Conflict(BEFORE_MOVING[subject.status].format(to.number))
    reviews = list(open_reviews(subject))
    if len(reviews) > 1 or any(review.kind != Review.Kind.FIRST for review in reviews):
        raise Conflict(SEVERAL)
    review = reviews[0] if reviews else None
    return Moving(subject, to, review, bool(review and is_touched(review)))


def open_reviews(subject: Subject) -> list[Review]:
    """Return the reviews of the case that are not closed, with reviewer, version and stamp."""
    rows = subject.reviews.exclude(status=Review.Status.CLOSED).order_by("pk")
    return list(rows.select_related("reviewer", "framework_version").annotate(stamp=STAMP))


def is_touched(review: Review) -> bool:
    """Return whether anything was ever written in the review: an answer, words, evidence, a flag or a decision.

    One query.
    """
    written = Q(Exists(Judgment.objects.filter(review=OuterRef("pk")).exclude(kind=Judgment.Kind.NONE)))
    for rows in (
        JudgmentText.objects.filter(judgment__review=OuterRef("pk")),
        Evidence.objects.filter(judgment__review=OuterRef("pk")),
        LanguageFlag.objects.filter(review=OuterRef("pk")),
        ScreenDecision.objects.filter(review=OuterRef("pk")),
    ):
        written |= Q(Exists(rows))
    return Review.objects.filter(written, pk=review.pk).exists()


@dataclass(frozen=True)
class Written:
    """How much stands in a review, in numbers alone: a supervisor sees no more while it is in its reviewer's hands.

    `answered` is by what becomes of the question; `evidence` and `flags` count what is in force.
    """

    answered: Mapping[Fate, int]
    evidence: int
    flags: int

    @property
    def answers(self) -> int:
        """The number of answers of all questions together."""
        return sum(self.answered.values())


@dataclass(frozen=True)
class MovePlan:
    """A move with what it does to each question and how much is written."""

    moving: Moving
    map: VersionMap
    written: Written


def move_plan(subject: Subject) -> MovePlan:
    """Return what moving the case would do. Raises Conflict likewise. A constant number of queries."""
    found = moving(subject)
    mapped = version_map(subject.framework_version, found.to)
    return MovePlan(found, mapped, _written(found.review, mapped))


def _written(review: Review | None, mapped: VersionMap) -> Written:
    if review is None:
        return Written({}, 0, 0)
    fates = {question.before.criterion.pk: question.fate for question in mapped.questions if question.before}
    answers = Judgment.objects.filter(review=review).exclude(kind=Judgment.Kind.NONE)
    counted = Counter(fates[pk] for pk in answers.values_list("criterion_id", flat=True) if pk in fates)
    evidence = Evidence.objects.filter(judgment__review=review, removed_at__isnull=True).count()
    return Written(counted, evidence, LanguageFlag.objects.filter(review=review, removed_at__isnull=True).count())
