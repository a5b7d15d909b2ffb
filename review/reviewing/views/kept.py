"""Nothing typed is lost where a post is refused as a whole: the page of the refusal shows the words again."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render

from access.json_answers import UNAVAILABLE
from access.machine_faults import is_passing
from access.refusals import Conflict

View = Callable[..., HttpResponseBase]
PARTS = ("rationale", "reason", "difference", "text", "quotation", "note")
CALLED = {"difference": "Why your grade differs", "text": "Answer"}
SIGNED_OUT = "You were signed out, so nothing was saved."
NOT_YOURS = (
    "Nothing was saved: there is no such review, it is no longer yours, or the case was moved to a newer version of "
    "its framework, in which case you go on from your home page. A supervisor can tell you why."
)


def keeping_words(view: View) -> View:
    """Return the view with a page of what was typed wherever a post with words in it is refused.

    That is where the session ended, the review was given to somebody else, or it is out of the reviewer's hands.
    The words come from the request alone, so nobody is shown anything that they did not send.
    """

    @wraps(view)
    def answer(request: HttpRequest, **address: Any) -> HttpResponseBase:
        words = typed_words(request.POST) if request.method == "POST" else []
        if not words:
            return view(request, **address)
        if not request.user.is_authenticated:
            return _not_saved(request, words, SIGNED_OUT, 403)
        try:
            return view(request, **address)
        except Exception as error:
            status, sentence = _told(error)
            if not sentence:
                raise
            return _not_saved(request, words, sentence, status)

    return answer


def _told(error: Exception) -> tuple[int, str]:
    """Return the status and the sentence of a refusal, or no sentence where the error is none."""
    if isinstance(error, Http404):
        return 404, NOT_YOURS
    if isinstance(error, PermissionDenied):
        return 403, f"Nothing was saved. {error}"
    if isinstance(error, Conflict):
        return 409, f"Nothing was saved. {error.sentence}"
    return (503, f"Nothing was saved. {UNAVAILABLE}") if is_passing(error) else (500, "")


def typed_words(post: QueryDict) -> list[tuple[str, str]]:
    """Return the words in a post, each with its part and its question as the post says it, or else its code."""
    lines = (line.partition(" ") for line in str(post.get("questions", "")).splitlines())
    questions = {code: question for code, _, question in lines}
    found = []
    for name in post:
        code, _, part = name.rpartition("-")
        if part in PARTS and (text := str(post[name]).strip()):
            question = questions.get(code) or code
            called = CALLED.get(part, part.capitalize())
            found.append((f"{called}: {question}" if code else called, text))
    return found


def _not_saved(request: HttpRequest, words: list[tuple[str, str]], sentence: str, status: int) -> HttpResponse:
    signed_out = not request.user.is_authenticated
    context = {"title": "Nothing was saved", "sentence": sentence, "words": words, "signed_out": signed_out}
    return render(request, "review/reviewing/not_saved.html", context, status=status)
