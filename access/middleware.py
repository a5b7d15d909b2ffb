"""What every request passes: who is acting, and how a refusal is answered."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse

from access.actor import actor_of, has_access, nobody
from access.failures import unavailable, wrong_method
from access.json_answers import asks_json, signed_out, told
from access.machine_faults import is_passing
from access.models import User
from access.refusals import Conflict, Refused

Answer = Callable[[HttpRequest], HttpResponse]
UNREADABLE = "What was sent is not written in UTF-8, which is all that can be read here."
UNSEARCHABLE = "The address holds a character (NUL) that cannot be searched for. Take it out and try again."
ENDED = "Your access has ended. Ask your administrator if you still need it."
NEW_PASSWORD = "You must choose a new password before you go on. Sign in again to do so."  # noqa: S105 - the words about one


class ActorMiddleware:
    """Sets `request.actor`, ends the session of anybody whose access has ended, and asks for a new password."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request as the person who is signed in."""
        request.actor = nobody()  # type: ignore[attr-defined]
        user = request.user
        if isinstance(user, User):
            actor = actor_of(user)
            if not has_access(user, actor.today):
                logout(request)
                return _ended(request)
            request.actor = actor  # type: ignore[attr-defined]
            if user.must_change_password and not _is_open_to_all(request.path):
                return signed_out(NEW_PASSWORD) if asks_json(request) else redirect("account_change_password")
        return self.get_response(request)


def _ended(request: HttpRequest) -> HttpResponse:
    if asks_json(request):
        return signed_out(ENDED)
    messages.error(request, ENDED)
    return redirect("account_login")


def _is_open_to_all(path: str) -> bool:
    """Return whether somebody who must choose a new password can go there first."""
    allowed = (reverse("account_change_password"), reverse("account_logout"), reverse("session-state"))
    return path in allowed or path.startswith("/static/")


class RefusalMiddleware:
    """Answers an action's refusal with a page that says what happened and what to do."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, unless no database can look for what it asks, or it is written in other letters.

        Where its address takes no such method, the empty answer to that is put into words.
        """
        if request.encoding and request.encoding.lower().replace("-", "") != "utf8":
            return _not_taken(request, UNREADABLE)
        if "%00" in request.META.get("QUERY_STRING", ""):
            return _not_taken(request, UNSEARCHABLE)
        answer = self.get_response(request)
        if isinstance(answer, HttpResponseNotAllowed):
            return wrong_method(request, answer)
        return answer

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 409 for a conflict, 400 for input that cannot be taken, 503 for a full disk; leave Django the rest."""
        if is_passing(exception):
            return unavailable(request, exception)
        if not isinstance(exception, Refused):
            return None
        status = 409 if isinstance(exception, Conflict) else 400
        return render(request, f"{status}.html", {"reason": exception.sentence}, status=status)


def _not_taken(request: HttpRequest, sentence: str) -> HttpResponse:
    if asks_json(request):
        return told("invalid", 400, f"Nothing was saved. {sentence}", problems={})
    return render(request, "400.html", {"reason": sentence}, status=400)
