"""Nothing typed is lost where a post is refused as a whole: the page of the refusal shows the words again."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from access.refusals import Conflict

View = Callable[..., HttpResponseBase]
NOT_TYPED = (
    *("csrfmiddlewaretoken", "loaded", "then", "move", "place", "order", "inside", "after", "earlier"),
    *("sha256", "read", "confirmed", "comment"),
)
SIGNED_OUT = "You were signed out, so nothing was saved."
GONE = "Nothing was saved: what you edited is not in this draft any more. Somebody took it away or renamed it."


def keeping_typed(view: View) -> View:
    """Return the view with a page of what was typed wherever a post with words in it is refused.

    That is where the session ended, the part was taken away, or the draft was published meanwhile. The words come
    from the request alone, so nobody is shown anything that they did not send.
    """

    @wraps(view)
    def answer(request: HttpRequest, **address: Any) -> HttpResponseBase:
        typed = _typed(request) if request.method == "POST" else []
        if not typed:
            return view(request, **address)
        if not request.user.is_authenticated:
            return _not_saved(request, typed, SIGNED_OUT, 403)
        try:
            return view(request, **address)
        except Http404:
            return _not_saved(request, typed, GONE, 404)
        except PermissionDenied as denied:
            return _not_saved(request, typed, f"Nothing was saved. {denied}", 403)
        except Conflict as conflict:
            return _not_saved(request, typed, conflict.sentence, 409)

    return answer


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what stands in the fields of a post, by their names."""
    found = []
    for name in request.POST:
        if name in NOT_TYPED or name.endswith("_FORMS"):
            continue
        if text := "\n".join(filter(None, (str(value).strip() for value in request.POST.getlist(name)))):
            found.append((name.replace("_", " ").replace("-", " ").capitalize(), text))
    return found


def _not_saved(request: HttpRequest, typed: list[tuple[str, str]], what: str, status: int) -> HttpResponse:
    context = {"title": "This was not saved", "what": what, "typed": typed}
    return render(request, "review/authoring/not_saved.html", context, status=status)
