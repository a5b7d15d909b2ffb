"""What every page gets: who is acting and where they can go."""

from typing import Any

from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the actor of the request; the navigation is added by the project's own pages."""
    return {"actor": getattr(request, "actor", None)}
