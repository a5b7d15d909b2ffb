"""A program that saves answers as a page's script does, for faults that need no browser."""

import json
import urllib.error
import urllib.request
from http.client import HTTPException
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from tests.faults.places import Place

Told = tuple[int, dict[str, Any]]
UNHEARD: Told = (0, {})
"""What is known where the line broke off before an answer came."""
SECONDS_OF_PATIENCE = 90


class Caller:
    """Somebody who is signed in somewhere, with cookies of their own."""

    def __init__(self, place: Place, username: str = "ines") -> None:
        """Sign in over the line of a place."""
        self.address, self.token = place.line.address, ""
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.token = self.session()["token"]
        post = {"login": username, "password": place.there["password"], "csrfmiddlewaretoken": self.token}
        self._open("/accounts/login/", post)
        self.token = self.session()["token"]

    def session(self) -> dict[str, Any]:
        """Return what the server says of the session."""
        return dict(json.loads(self._open("/session/")[1]))

    def page(self, path: str) -> int:
        """Return the status of a page."""
        return self._open(path)[0]

    def saves(self, review: str, code: str, rationale: str, version: object, key: str = "", **parts: str) -> Told:
        """Send an answer and return status and state; UNHEARD where no answer came."""
        fields = {"version": str(version), "rationale": rationale} | parts
        post = {"key": key or str(uuid4())} | {f"{code}-{name}": value for name, value in fields.items()}
        try:
            status, body = self._open(f"/reviews/{review}/answers/{code}/", post)
        except (OSError, HTTPException):
            return UNHEARD
        return status, json.loads(body)

    def _open(self, path: str, post: dict[str, str] | None = None) -> tuple[int, str]:
        """Return the status and the body that a request is answered with. Raises OSError where the line is broken."""
        headers = {
            "Accept": "application/json" if "/answers/" in path else "*/*",
            "X-CSRFToken": self.token,
        }
        data = urlencode(post).encode() if post is not None else None
        request = urllib.request.Request(self.address + path, data, headers)  # noqa: S310 - always http, to ourselves
        try:
            with self._opener.open(request, timeout=SECONDS_OF_PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, refused.read().decode()
