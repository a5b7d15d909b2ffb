"""Answers where a request did not get as far as its page: in words for people, as a state for scripts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from access.json_answers import TOKEN, asks_json, signed_out, told


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a post whose token is not, or no longer, good; `reason` is Django's, for the log."""
    if not asks_json(request):
        return render(request, "403_csrf.html", status=403)
    return told("token", 403, TOKEN) if request.user.is_authenticated else signed_out()
