"""Reading what counts."""

from review.counting.facts import digest, figures_facts
from review.counting.models import StandingReview
from review.inspections.models import Subject


def facts_corrected_since(subject: Subject) -> bool:
    """Return whether the case's facts differ from those that were signed off. Needs `standing` and `case__force`."""
    standing: StandingReview | None = getattr(subject, "standing", None)
    if standing is None or subject.case is None:
        return False
    return digest(figures_facts(subject.case)) != standing.facts_digest
