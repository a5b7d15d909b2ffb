"""Addresses of a review's pages, and what its forms post."""

from typing import Any

from django.test import Client
from django.urls import reverse

from access.models import User
from review.reviewing.models import Review
from tests.review.reviewing.conftest import judgment_of

ONE, TWO = "first-criterion", "second-criterion"
TOPICS = ("first-topic", "second-topic", "classification", "overall")


def signed_in(user: User) -> Client:
    """Return a browser in which the user is signed in."""
    client = Client()
    client.force_login(user)
    return client


def address(name: str, review: Review, *more: object) -> str:
    """Return the address of a page of the review."""
    return reverse(name, args=[review.public_id, *more])


def topic(review: Review, code: str = "first-topic") -> str:
    """Return the address of a topic's page."""
    return address("review-topic", review, code)


def posted(review: Review, code: str = ONE, then: str = "continue", **parts: Any) -> dict[str, Any]:
    """Return the post of a topic with one question, made of the version that is stored."""
    given = {"version": judgment_of(review, code).version} | parts
    return {"then": then} | {f"{code}-{part}": value for part, value in given.items()}


def text_of(response: Any) -> str:
    """Return the page as text."""
    return str(response.content.decode())
