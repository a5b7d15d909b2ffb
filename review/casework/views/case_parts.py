"""A part of the page of a case: the version of the framework that it is judged by."""

from typing import Any

from django.urls import reverse

from access.actor import Actor
from access.permissions import Scope, may
from review.casework.queries import CasePage
from review.casework.versions_queries import BEFORE_MOVING


def case_version_part(actor: Actor, page: CasePage, scope: Scope) -> dict[str, Any] | None:
    """Return by which version the case is judged, and how it is moved; None where its inspection has but one.

    `url` leads to the page that moves it, `first` says what must be done before it can be moved.
    """
    if len(page.versions) < 2:  # one version needs no telling
        return None
    now = page.subject.framework_version
    newest = next(row.framework_version for row in page.versions if row.current)
    behind = now.number < newest.number and may(actor, "subject.move-version", scope)
    first = BEFORE_MOVING.get(page.subject.status, "").format(newest.number) if behind else ""
    address = reverse("case-version", args=[page.subject.public_id])
    return {"now": now, "newest": newest, "url": address if behind and not first else "", "first": first}
