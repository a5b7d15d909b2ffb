"""The one write of what counts: a review begins to stand for its subject, or stops."""

from datetime import date

from review.counting.facts import FACT_FIELDS, digest, figures_facts
from review.counting.models import StandingReview
from review.inspections.models import Subject
from review.reviewing.models import Review


def stand(subject: Subject, review: Review, signed_off_on: date) -> StandingReview:
    """Make `review` the one whose grades count for `subject`, with the case's facts as they are now.

    Called by sign-off inside its transaction. Raises IntegrityError where another review stands already.
    """
    facts = {field: getattr(subject.case, field) for field in FACT_FIELDS} if subject.case else {}
    return StandingReview.objects.create(
        subject=subject,
        review=review,
        inspection_id=subject.inspection_id,
        force_id=subject.force.pk,
        signed_off_on=signed_off_on,
        month=f"{signed_off_on:%Y-%m}",
        facts_digest=digest(figures_facts(subject)),
        **facts,
    )


def stand_down(subject: Subject) -> None:
    """Take `subject` out of every figure. Called by reopening inside its transaction; the sign-off keeps its copy."""
    StandingReview.objects.filter(subject=subject).delete()
