"""Answers where a request did not get as far as its page: in words for people, as a state for scripts."""

import logging
import sys

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.views.defaults import bad_request, server_error

from access.json_answers import TOKEN, UNAVAILABLE, asks_json, signed_out, told
from access.machine_faults import is_passing

NOT_TAKEN = "Nothing was saved: something in what was sent is not what can be taken, or it is too much at once."
UNKNOWN = "Nothing was saved: the fault is ours, and it was noted. Try again in a few minutes."
ONLY_SENT = "This address takes what a form sends, and opening it sends nothing."
ONLY_SHOWN = "This address only shows a page, and takes nothing that is sent to it. Nothing was saved."
SECRET = ("password", "token", "csrf", "key")
log = logging.getLogger(__name__)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a post whose token is not, or no longer, good; `reason` is Django's, for the log."""
    if not asks_json(request):
        return render(request, "403_csrf.html", {"words": typed_in(request)}, status=403)
    return told("token", 403, TOKEN) if request.user.is_authenticated else signed_out()


def not_taken(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that could not even be read, such as one that is too large."""
    return told("invalid", 400, NOT_TAKEN, problems={}) if asks_json(request) else bad_request(request, exception)


def fault(request: HttpRequest) -> HttpResponse:
    """Answer where something broke: that it cannot be done just now where the disk or the database is to blame."""
    if is_passing(error := sys.exc_info()[1]):
        return unavailable(request, error)
    return told("unavailable", 500, UNKNOWN) if asks_json(request) else server_error(request)


def wrong_method(request: HttpRequest, answer: HttpResponseNotAllowed) -> HttpResponse:
    """Fill the empty answer of an address that takes no such request: what it is for, and where to go instead."""
    shows = "GET" in answer["Allow"]
    sentence = ONLY_SHOWN if shows else ONLY_SENT
    instead = request.get_full_path() if shows else _page_above(request.path)
    words = {"what": sentence, "shows": shows, "instead": instead}
    told_as = told("refused", 405, sentence) if asks_json(request) else render(request, "405.html", words)
    answer.content = told_as.content
    for name, value in told_as.items():
        answer[name] = value
    return answer


def _page_above(path: str) -> str:
    """Return the nearest address above a path at which there is something: the page whose form sends to it."""
    while path := path.rstrip("/").rpartition("/")[0]:
        path += "/"
        try:
            resolve(path)
        except Resolver404:
            continue
        return path
    return "/"


def unavailable(request: HttpRequest, error: BaseException | None) -> HttpResponse:
    """Answer that nothing can be saved or read just now, with what was typed; asks the database nothing."""
    log.warning("The database or the disk could not be used: %s", error)
    if asks_json(request):
        return told("unavailable", 503, UNAVAILABLE)
    words = typed_in(request) if request.method == "POST" else []
    page = render_to_string("503.html", {"words": words})
    return HttpResponse(page, status=503, headers={"Cache-Control": "no-store", "Retry-After": "60"})


def typed_in(request: HttpRequest) -> list[str]:
    """Return whatever words stand in a post, so that they can be copied; nothing of what is secret."""
    named = ((name, value) for name in request.POST for value in request.POST.getlist(name))
    return [str(text) for name, text in named if " " in str(text).strip() and not any(word in name for word in SECRET)]
