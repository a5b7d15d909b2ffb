"""Publishing a draft: whole, as it was read, and by whoever the installation's policy lets do it."""

from django.conf import settings
from django.db import transaction

from access.actor import Actor
from access.permissions import require
from access.refusals import Conflict, NotAllowed
from review.authoring.actions import locked_draft
from review.authoring.publishing import SECOND_PERSON, why_not
from review.authoring.queries import authors_of
from review.frameworks import actions as frameworks
from review.frameworks.models import FrameworkVersion

OTHER = "Somebody changed this draft after you opened the page, so it was not published. Read it again as it is now."


def publish(actor: Actor, version: FrameworkVersion, note: str = "", read: str = "") -> FrameworkVersion:
    """Publish a draft with a note; `read` is the SHA-256 of what was read, where somebody read it.

    Raises NotAllowed, also where somebody else must publish it; Conflict where it is no draft, is another than was
    read, or has something to mend.
    """
    require(actor, "framework.edit")
    with transaction.atomic():
        draft = locked_draft(version)
        if read and draft.sha256 != read:
            raise Conflict(OTHER)
        if reason := refusal(actor, draft):
            raise NotAllowed(reason)
        return frameworks.publish(actor, draft, note)


def refusal(actor: Actor, version: FrameworkVersion) -> str:
    """Return why the policy does not let somebody publish a draft, empty where it does."""
    second = settings.PUBLISHING == SECOND_PERSON
    return why_not(actor.user_id, authors_of(version)) if second else ""
