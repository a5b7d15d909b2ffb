"""Answers to the scripts of our own pages: a state, a sentence for people, and nothing that a cache may keep."""

from typing import Any

from django.http import HttpRequest, JsonResponse

SIGNED_OUT = "You are signed out, so nothing was saved. Sign in again as the same person."
TOKEN = "The page was open too long, or you signed in again elsewhere, so nothing was saved. Ask for a new token."  # noqa: S105 - the words about one
UNAVAILABLE = "The server cannot save just now: its disk may be full, or its database busy. Try again in a minute."


def asks_json(request: HttpRequest) -> bool:
    """Return whether a script asked, which reads states and no pages: it says so, or sends the token as a header."""
    return "application/json" in request.headers.get("Accept", "") or "X-CSRFToken" in request.headers


def told(state: str, status: int, sentence: str = "", **more: Any) -> JsonResponse:
    """Return an answer with its state, its sentence where there is one, and whatever else belongs to it."""
    body = {"state": state} | ({"sentence": sentence} if sentence else {}) | more
    return JsonResponse(body, status=status, headers={"Cache-Control": "no-store"})


def signed_out(sentence: str = SIGNED_OUT) -> JsonResponse:
    """Return the answer to somebody who is not, or no longer, signed in."""
    return told("signed-out", 401, sentence)
