"""What an inspection's policy lets a reviewer see while they judge."""

from review.inspections.models import Inspection
from review.reviewing.models import Review


def shown_at_once(review: Review) -> bool:
    """Return whether suggestions are shown before the reviewer has a grade of their own."""
    return review.subject.inspection.suggestions_shown == Inspection.SuggestionsShown.AT_ONCE


def shows_team_grades(review: Review) -> bool:
    """Return whether the reviewer sees how signed-off cases were graded: in a first review alone, never in blind work.

    Which of them, and from which number on, is for the page that counts them.
    """
    return review.subject.inspection.shows_team_grades and review.kind == Review.Kind.FIRST
