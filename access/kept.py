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
Typed = list[tuple[str, str]]
"""What stands in the fields of a post: each with what it is called."""
SIGNED_OUT = "You were signed out, so nothing was saved."
NOTHING = "Nothing was saved."


def keeping(typed_in: Callable[[QueryDict], Typed], gone: str) -> Callable[[View], View]:
    """Return a decorator of views: wherever a post with words in it is refused, its page shows them again.

    That is where the session ended, what was written in is gone (`gone` says so), it is out of the person's hands or
    was changed meanwhile, or the database cannot be used. The words come from the request alone, so nobody is shown
    anything that they did not send.
    """

    def keeps(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **address: Any) -> HttpResponseBase:
            typed = typed_in(request.POST) if request.method == "POST" else []
            if not typed:
                return view(request, **address)
            if not request.user.is_authenticated:
                return _not_saved(request, typed, SIGNED_OUT, 403)
            try:
                return view(request, **address)
            except Exception as error:
                status, sentence = _told(error, gone)
                if not sentence:
                    raise
                return _not_saved(request, typed, sentence, status)

        return answer

    return keeps


def _told(error: Exception, gone: str) -> tuple[int, str]:
    """Return the status and the sentence of a refusal, or no sentence where the error is none."""
    if isinstance(error, Http404):
        return 404, gone
    if isinstance(error, PermissionDenied):
        return 403, f"{NOTHING} {error}"
    if isinstance(error, Conflict):
        return 409, error.sentence if error.sentence.startswith("Nothing was") else f"{NOTHING} {error.sentence}"
    return (503, f"{NOTHING} {UNAVAILABLE}") if is_passing(error) else (500, "")


def _not_saved(request: HttpRequest, typed: Typed, sentence: str, status: int) -> HttpResponse:
    signed_out = not request.user.is_authenticated
    context = {"title": "Nothing was saved", "sentence": sentence, "words": typed, "signed_out": signed_out}
    return render(request, "not_saved.html", context, status=status)
