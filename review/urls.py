"""Every address of the app, one capability a line."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

CAPABILITIES = (
    "frameworks",
    "inspections",
    "external",
    "language",
    "reviewing",
    "counting",
    "results",
    "moderation",
    "casework",
    "people",
    "authoring",
    "reports",
    "judging",
    "releases",
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"review.{name}.urls")) for name in CAPABILITIES if find_spec(f"review.{name}.urls")
]
