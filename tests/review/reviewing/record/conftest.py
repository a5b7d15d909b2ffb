"""A review whose words were changed again and again."""

from datetime import timedelta

from access.models import User
from review.reviewing.actions import save_answers
from review.reviewing.models import Review
from tests import builders
from tests.review.reviewing.conftest import actor, graded, log, review, subject

__all__ = ["actor", "log", "review", "subject", "write", "written"]


def write(reviewer: User, review: Review, text: str, minutes: int = 0, code: str = "first-criterion") -> None:
    """Write the rationale of a question so many minutes after the tests' moment."""
    writer = builders.acting(reviewer, builders.NOW + timedelta(minutes=minutes))
    save_answers(writer, review, [graded(review, code, rationale=text)])


def written(reviewer: User, review: Review, number: int, code: str = "first-criterion", start: int = 0) -> None:
    """Change the rationale of a question so many times, each time to other words, a minute apart."""
    for turn in range(number):
        write(reviewer, review, f"Turn {turn} of the first text.", start + turn, code)
