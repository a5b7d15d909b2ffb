"""What every page gets: who is acting and where they can go, read from the permission table."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from access.permissions import PERMISSIONS

PLACES = (
    ("Home", "home", "home.view"),
    ("Inspections", "inspection-list", "inspection.view"),
    ("Frameworks", "framework-list", "framework.view"),
    ("Language list", "language-list", "language.view"),
    ("Published results", "external-list", "external.view"),
    ("Users", "user-list", "user.manage"),
)
"""Words, address name, and the permission whose roles see the link."""


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the actor of the request and the menu of the places that their roles lead to."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.user_id is None:
        return {"actor": actor}
    places = [(label, reverse(name)) for label, name, code in PLACES if PERMISSIONS[code].roles & actor.roles]
    return {
        "actor": actor,
        "navigation": [{"label": label, "url": url, "current": _leads_to(url, request.path)} for label, url in places],
    }


def _leads_to(url: str, path: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
