"""Posts of one answer as the page's script sends them."""

from typing import Any
from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse

from review.reviewing.models import Review
from tests.review.reviewing.conftest import judgment_of
from tests.review.reviewing.pages import ONE


def save_url(review: Review, code: str = ONE) -> str:
    """Return the address at which an answer saves itself."""
    return reverse("answer-save", args=[review.public_id, code])


def fields(review: Review, code: str = ONE, key: UUID | str | None = None, **parts: Any) -> dict[str, Any]:
    """Return the fields of an answer with words of no length where none are given, on the version that is stored."""
    given = {"version": judgment_of(review, code).version, "rationale": ""} | parts
    return {"key": str(key or uuid4())} | {f"{code}-{part}": value for part, value in given.items()}


def save(client: Client, review: Review, code: str = ONE, **parts: Any) -> tuple[int, dict[str, Any]]:
    """Send an answer and return the status and the state that came back."""
    return sent(client, save_url(review, code), fields(review, code, **parts))


def sent(client: Client, url: str, post: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """Send a post and return the status and the state that came back."""
    answer = client.post(url, post, headers={"Accept": "application/json"})
    assert answer["Cache-Control"] == "no-store"
    return answer.status_code, answer.json()
