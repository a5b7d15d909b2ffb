"""The one write of what counts: a review begins to stand for its subject, or stops."""

from datetime import date

from access.actor import Actor
from review.counting import summary_actions
from review.counting.facts import FACT_FIELDS, digest, figures_facts, language_instances, suspect_columns, suspects_of
from review.counting.models import StandingReview, StandingSuspect
from review.inspections.models import Subject
from review.reviewing.models import Review


def stand(actor: Actor, subject: Subject, review: Review) -> StandingReview:
    """Make `review` the one whose grades count for `subject`, with the case's facts as they are now.

    Called by sign-off inside its transaction. Raises IntegrityError where another review stands already.
    """
    facts = {field: getattr(subject.case, field) for field in FACT_FIELDS} if subject.case else {}
    standing = StandingReview.objects.create(
        subject=subject,
        review=review,
        inspection_id=subject.inspection_id,
        framework_version_id=review.framework_version_id,
        force_id=subject.force.pk,
        reported_month=_month(facts.get("reported_on")),
        closed_month=_month(facts.get("closed_on")),
        language_instances=language_instances(review),
        signed_off_on=actor.today,
        month=_month(actor.today),
        facts_digest=digest(figures_facts(subject)),
        **facts,
    )
    if subject.case:
        StandingSuspect.objects.bulk_create(
            StandingSuspect(
                standing=standing,
                person=person,
                records=len(person.ethnicity_records.all()),
                **suspect_columns(counted),
            )
            for person, counted in suspects_of(subject.case)
        )
    summary_actions.add(standing, actor.now)
    return standing


def _month(day: date | None) -> str:
    return f"{day:%Y-%m}" if day else ""


def stand_down(actor: Actor, subject: Subject) -> None:
    """Take `subject` out of every figure. Called by reopening inside its transaction; the sign-off keeps its copy."""
    standing = StandingReview.objects.select_related("inspection").filter(subject=subject).first()
    if standing is not None:
        standing.subject = subject
        summary_actions.take_away(standing, actor.now)
        standing.delete()
