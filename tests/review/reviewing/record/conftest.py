"""A review whose words were changed again and again."""

import re
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from access.models import User
from review.reviewing.actions import save_answers
from review.reviewing.models import Review
from tests import builders
from tests.review.reviewing.conftest import actor, graded, log, review, subject

__all__ = ["actor", "log", "review", "subject", "write", "written"]


def plain(page: str) -> str:
    """Return a page's words without its markup, every run of white space as one space."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def queries_of(client: Client, path: str) -> int:
    """Return how many questions a page asks the database."""
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)


def write(reviewer: User, review: Review, text: str, minutes: int = 0, code: str = "first-criterion") -> None:
    """Write the rationale of a question so many minutes after the tests' moment."""
    writer = builders.acting(reviewer, builders.NOW + timedelta(minutes=minutes))
    save_answers(writer, review, [graded(review, code, rationale=text)])


def written(reviewer: User, review: Review, number: int, code: str = "first-criterion", start: int = 0) -> None:
    """Change the rationale of a question so many times, each time to other words, a minute apart."""
    for turn in range(number):
        write(reviewer, review, f"Turn {turn} of the first text.", start + turn, code)
