"""What a script is told of a write that it sent: always a state and a sentence, whatever happened."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from access.json_answers import signed_out, told
from access.refusals import Conflict, Invalid
from review.reviewing.actions import StaleAnswers

View = Callable[..., HttpResponseBase]
NO_SUCH = (
    "Nothing was saved: there is no such review or question, the review is no longer yours, or the case was moved to "
    "a newer version of its framework, in which case you go on from your home page. A supervisor can tell you why."
)
ONLY_POST = "Nothing was saved: an answer is sent by POST."


def answering_json(view: View) -> View:
    """Return the view of a write that a script sends, with every refusal answered as a state with its sentence."""

    @wraps(view)
    def answer(request: HttpRequest, **address: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return signed_out()
        if request.method != "POST":
            return told("invalid", 405, ONLY_POST, problems={})
        try:
            return view(request, **address)
        except Http404:
            return told("refused", 404, NO_SUCH)
        except PermissionDenied as denied:
            return told("refused", 403, f"Nothing was saved. {denied}")
        except StaleAnswers as stale:
            return told("conflict", 409, stale.sentence, version=stale.stale[0].stored.version)
        except Conflict as conflict:
            return told("closed", 409, f"Nothing was saved. {conflict.sentence}")
        except Invalid as invalid:
            return invalid_input(invalid)

    return answer


def invalid_input(invalid: Invalid) -> HttpResponse:
    """Return the answer where nothing could be taken: the sentences by field, the empty name for the whole."""
    return told("invalid", 422, f"Nothing was saved. {invalid.sentence}", problems=invalid.errors)
