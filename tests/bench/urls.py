"""The project's addresses and the bare update that autosaves are compared with."""

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path

from access import audit
from access.models import User


def bare(request: HttpRequest) -> HttpResponse:
    """Update one row and record it in the trail, in one transaction: no more."""
    actor = request.actor  # type: ignore[attr-defined]
    with transaction.atomic():
        User.objects.filter(pk=actor.user_id).update(version=F("version") + 1)
        audit.record(actor, "bench.bare", "user", actor.user_id, fields=["version"], new={"version": 1})
    return JsonResponse({"state": "saved"})


handler400 = "access.failures.not_taken"
handler500 = "access.failures.fault"
urlpatterns = [path("bench/bare/", bare), path("", include("config.urls"))]
