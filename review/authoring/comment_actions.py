"""What authors say to each other about a draft: added, settled, taken up again; never taken away."""

from django.db import transaction

from access import audit
from access.actor import Actor
from access.permissions import require
from access.refusals import Conflict, Invalid
from review.authoring.actions import locked_draft
from review.authoring.models import AuthorComment
from review.authoring.places import WHOLE, NoSuchPlace, Place, path_of
from review.frameworks.file.exchange import read_stored
from review.frameworks.models import FrameworkVersion


def add_comment(actor: Actor, version: FrameworkVersion, place: Place, text: str) -> AuthorComment:
    """Add a comment about a part of a draft, or about the whole; the same words sent twice at once are one.

    Raises NotAllowed; Conflict where it is no draft or the part is gone; Invalid by `text` where there are no words.
    """
    require(actor, "framework.edit")
    words = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not words or actor.user_id is None:
        raise Invalid({"text": ["Write the comment"]})
    with transaction.atomic():
        draft = locked_draft(version)
        if place != WHOLE:
            _refuse_gone(draft, place)
        said = AuthorComment.objects.filter(framework_version=draft, place=_stored(place)).last()
        if said and (said.text, said.by_id, said.settled_at) == (words, actor.user_id, None):
            return said
        comment = AuthorComment.objects.create(
            framework_version=draft, place=_stored(place), text=words, by_id=actor.user_id, at=actor.now
        )
        _record(actor, "add-comment", comment, {"place": str(place), "text": words})
    return comment


def _stored(place: Place) -> str:
    return "" if place == WHOLE else str(place)


def _refuse_gone(draft: FrameworkVersion, place: Place) -> None:
    try:
        path_of(read_stored(draft.canonical), place)
    except NoSuchPlace as gone:
        raise Conflict("What you comment on is not in this draft any more.") from gone


def settle_comment(actor: Actor, comment: AuthorComment) -> AuthorComment:
    """Call a comment settled; one that is settled already stays as it is. Raises NotAllowed; Conflict if no draft."""
    return _mark(actor, comment, "settle-comment", settled=True)


def reopen_comment(actor: Actor, comment: AuthorComment) -> AuthorComment:
    """Take a settled comment up again; one that is open stays open. Raises NotAllowed; Conflict if no draft."""
    return _mark(actor, comment, "reopen-comment", settled=False)


def _mark(actor: Actor, comment: AuthorComment, name: str, settled: bool) -> AuthorComment:
    require(actor, "framework.edit")
    with transaction.atomic():
        locked_draft(comment.framework_version)
        who, when = (actor.user_id, actor.now) if settled else (None, None)
        changed = AuthorComment.objects.filter(pk=comment.pk, settled_at__isnull=settled)
        if changed.update(settled_by_id=who, settled_at=when):
            _record(actor, name, comment, {})
    comment.refresh_from_db()
    return comment


def _record(actor: Actor, name: str, comment: AuthorComment, new: dict[str, str]) -> None:
    audit.record(
        actor,
        f"framework-version.{name}",
        "author-comment",
        comment.public_id,
        ids={"framework-version": comment.framework_version.public_id},
        new=new or None,
    )
