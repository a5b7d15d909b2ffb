"""Beginning a draft, from a version or from nothing, and discarding one that nobody needs."""

from django.db import transaction

from access import audit
from access.actor import Actor
from access.permissions import NOWHERE, require
from access.refusals import Invalid
from review.authoring.edits import BrokenPart
from review.authoring.empty_framework import empty_framework
from review.authoring.well_formed import by_field
from review.frameworks.draft_actions import new_draft
from review.frameworks.file.exchange import read_stored
from review.frameworks.models import Framework, FrameworkVersion
from review.transitions import move


def start_draft(actor: Actor, version: FrameworkVersion) -> FrameworkVersion:
    """Return a new draft with the content of a version; a second click finds the draft of the first.

    Raises NotAllowed.
    """
    require(actor, "framework.edit")
    with transaction.atomic():
        framework = Framework.objects.select_for_update().get(pk=version.framework_id)
        begun = framework.versions.filter(
            status=FrameworkVersion.Status.DRAFT,
            based_on=version,
            created_by_id=actor.user_id,
            sha256=version.sha256,
            draft_changes__isnull=True,
        ).first()
        if begun:
            return begun
        draft = new_draft(actor, framework, read_stored(version.canonical), version)
        _record(actor, draft, version)
    return draft


def start_framework(actor: Actor, code: str, title: str, judges: str) -> FrameworkVersion:
    """Return the first draft of a new framework: small, and whole enough to be read and tried.

    Raises NotAllowed; Invalid by field, also where there is a framework with this code.
    """
    require(actor, "framework.edit")
    try:
        file = empty_framework(code, title, judges)
    except BrokenPart as broken:
        raise Invalid(by_field(broken.problems)) from broken
    with transaction.atomic():
        framework, made = Framework.objects.get_or_create(code=code)
        if not made:
            raise Invalid({"code": [f"There is a framework “{code}” already. Choose another code, or open that one."]})
        draft = new_draft(actor, framework, file)
        _record(actor, draft, None)
    return draft


def _record(actor: Actor, draft: FrameworkVersion, version: FrameworkVersion | None) -> None:
    audit.record(
        actor,
        "framework-version.start-draft",
        "framework-version",
        draft.public_id,
        ids={"based_on": version.public_id} if version else {},
        new={"framework": draft.framework.code, "number": draft.number, "sha256": draft.sha256},
    )


def discard(actor: Actor, version: FrameworkVersion, reason: str) -> FrameworkVersion:
    """Discard a draft that nobody needs: it stays readable for those who edit, and never changes again.

    Raises NotAllowed; Invalid by `reason` where there is none; Conflict where it is no draft.
    """
    with transaction.atomic():
        move(version, "discard", actor, NOWHERE, reason)
    return version
