"""What a judgment of a force can rest on: the judgments of its signed-off cases."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import QuerySet

from access.actor import Actor
from review.frameworks.models import Criterion, FrameworkVersion
from review.inspections.models import Inspection, Subject
from review.inspections.queries import without_conflicts
from review.moderation.models import SignOff
from review.reviewing.answer_words import answer_words
from review.reviewing.answers import CHOSEN
from review.reviewing.models import STOOD_LENGTH, Judgment

CITABLE = (Judgment.Kind.GRADE, Judgment.Kind.CHOICE, Judgment.Kind.CHOICES, Judgment.Kind.NOT_APPLICABLE)
"""The kinds of answer that can be cited: those that say something in a word or two."""
ANSWERED_SO = ("grade", "choice", "choices")


def questions_of(inspection: Inspection) -> dict[str, str]:
    """Return the questions about cases that can be cited, by code: the overall judgment first. One query."""
    rows = Criterion.objects.filter(
        framework_version__judges=FrameworkVersion.Judges.CASE,
        framework_version__inspections__inspection=inspection,
        answer_type__in=ANSWERED_SO,
    )
    in_order = rows.order_by("framework_version__number", "position").values_list("code", "question", "purpose")
    found = {code: question for code, question, _ in in_order}
    first = [code for code, _, purpose in in_order if purpose == Criterion.Purpose.OVERALL]
    return {code: found[code] for code in dict.fromkeys([*first, *found])}


def citable(actor: Actor, force: Subject) -> QuerySet[Judgment]:
    """Return the judgments that the judgments of a force can cite: of signed-off cases of that force in its inspection.

    None of a case that is closed to the actor.
    """
    rows = Judgment.objects.filter(
        review__standing__subject__in=_cases(actor, force),
        review__standing__force=force.force,
        asked=True,
        kind__in=CITABLE,
    )
    return rows.select_related("grade", "choice", "criterion", "review__subject__case").prefetch_related(CHOSEN)


def _cases(actor: Actor, force: Subject) -> QuerySet[Subject]:
    """Return the cases of a force's inspection that are not closed to the actor."""
    return without_conflicts(Subject.objects.filter(inspection=force.inspection_id, case__isnull=False), actor)


def listed(actor: Actor, force: Subject, question: str, q: str = "") -> QuerySet[Judgment]:
    """Return what the force's signed-off cases were judged at one question, by reference."""
    rows = citable(actor, force).filter(criterion__code=question, review__subject__case__reference__icontains=q)
    return rows.order_by("review__subject__case__reference", "pk")


def stood(judgment: Judgment) -> str:
    """Return what a judgment says, in words, as it is cited."""
    return answer_words(judgment, [row.choice for row in judgment.chosen.all()], "")[:STOOD_LENGTH]


def why_not(actor: Actor, force: Subject, review: UUID) -> str:
    """Return why the judgments of a case's review cannot be cited, telling nothing of what the actor cannot see."""
    subject = _cases(actor, force).select_related("case__force").filter(reviews__public_id=review).first()
    if subject is None or subject.case is None:
        return "What you chose is no judgment of this inspection's cases that you can see. Choose from the list."
    if subject.case.force_id != force.force.pk:
        return f"Case {subject.case.reference} is of another force, so a judgment of this force cannot rest on it."
    if subject.status != Subject.Status.SIGNED_OFF:
        return f"Case {subject.case.reference} is not signed off now, so it cannot be cited. Sign it off first."
    return f"Case {subject.case.reference} has no such judgment to cite now. Choose from the list."


def digests(judgments: Iterable[Judgment]) -> Mapping[int, str]:
    """Return the digest of the sign-off in force of each judgment's review, by the review's key. One query."""
    rows = SignOff.objects.filter(review__in={one.review_id for one in judgments}, ended_at__isnull=True).order_by()
    return dict(rows.values_list("review_id", "digest"))
