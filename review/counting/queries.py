"""Reading what counts."""

from review.counting.facts import digest, figures_facts
from review.counting.models import StandingReview
from review.inspections.models import Subject


def facts_corrected_since(subject: Subject) -> bool:
    """Return whether the case's facts differ from those that were signed off. Needs `standing` and `case__force`."""
    standing: StandingReview | None = getattr(subject, "standing", None)
    return standing is not None and digest(figures_facts(subject)) != standing.facts_digest
