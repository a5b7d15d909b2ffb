"""Changing a draft: its parts saved, added, taken away and moved; each change is one row, one event, all or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from access import audit
from access.actor import Actor
from access.permissions import require
from access.refusals import Conflict, Invalid
from review.authoring import edits
from review.authoring.edits import BrokenPart, Data
from review.authoring.models import DraftChange
from review.authoring.places import KINDS, NoSuchPlace, Place, digest, name_of, order_digest, own, places
from review.authoring.queries import TOOK_AWAY
from review.authoring.well_formed import by_field, misfits
from review.frameworks.draft_actions import rewrite_draft
from review.frameworks.file.exchange import FrameworkFile, canonical, read_stored
from review.frameworks.models import FrameworkVersion
from review.workflow import FRAMEWORK_VERSION

GONE = "Somebody took this away, or gave it another code, after you opened the page. Nothing was changed."
MOVED = "Somebody moved or added something here after you opened the page. Nothing was moved: look at the order now."
CHANGED = "Somebody changed this after you opened the page, so it was not taken away. Look at it again."
LONGEST = 300


@dataclass(frozen=True)
class Sent:
    """What an author sends of a part: its fields, the digest of what they were made of, and whether it is the whole."""

    place: Place
    data: Data
    loaded: str
    whole: bool = False


class StalePart(Conflict):
    """The part was changed after the page was opened; `stored` is what it holds now, and nothing was written."""

    def __init__(self, stored: Data) -> None:
        super().__init__("Nothing was saved: somebody changed this after you opened the page. Compare, and choose.")
        self.stored = stored


def save_part(actor: Actor, version: FrameworkVersion, sent: Sent) -> FrameworkVersion:
    """Save a part of a draft and return the draft; the same content again changes nothing.

    Raises NotAllowed; Conflict where it is no draft or the part is gone; StalePart where it was changed meanwhile;
    Invalid with sentences by field.
    """

    def edit(file: FrameworkFile) -> FrameworkFile:
        changed = edits.with_part(file, sent.place, sent.data, sent.whole)
        stored = own(file, sent.place, sent.whole)
        if changed != file and digest(stored) != sent.loaded:
            raise StalePart(stored)
        return changed

    def told(before: FrameworkFile) -> str:
        stored = own(before, sent.place, sent.whole)
        fields = ", ".join(name for name, value in sent.data.items() if stored.get(name) != value)
        return f"Changed {called(before, sent.place)}: {fields}"

    return _change(actor, version, sent.place, edit, told)


def add_part(
    actor: Actor, version: FrameworkVersion, kind: str, data: Data, inside: Place | None = None
) -> FrameworkVersion:
    """Add a part to a draft, at the end of its list, and return the draft; one that is there already is left as it is.

    Raises NotAllowed; Conflict where it is no draft or what it goes into is gone; Invalid with sentences by field.
    """
    code = str(data.get("name") if kind == "step" else data.get("code", ""))
    place = Place(kind, f"{inside.code}/{code}" if inside and kind == "step" else code)

    def edit(file: FrameworkFile) -> FrameworkFile:
        changed = edits.with_new(file, kind, data, inside)
        return file if _is_there(file, changed, place) else changed

    return _change(actor, version, place, edit, lambda _: f"Added {KINDS[kind].lower()} {_quoted(_title(data))}")


def _is_there(file: FrameworkFile, changed: FrameworkFile, place: Place) -> bool:
    """Return whether a part that was added is the same as one that stood there before: a second click."""
    if place.kind == "example":
        return changed.examples[-1] in file.examples
    try:
        return own(file, place, whole=True) == _last_of(changed, place)
    except NoSuchPlace:
        return False


def _last_of(changed: FrameworkFile, place: Place) -> Data:
    *_, path = (path for found, path in places(changed) if found == place)
    part: Any = changed
    for name in path:
        part = part[name] if isinstance(name, int) else getattr(part, name)
    found: Data = part.model_dump(by_alias=True)
    return found


def remove_part(actor: Actor, version: FrameworkVersion, place: Place, loaded: str) -> FrameworkVersion:
    """Take a part out of a draft, with what stands inside it, and return the draft.

    `loaded` is the digest of the whole part as the author saw it. Raises NotAllowed; Conflict where it is no draft,
    or the part is gone or was changed meanwhile; Invalid where the framework must have it.
    """

    def edit(file: FrameworkFile) -> FrameworkFile:
        if digest(own(file, place, whole=True)) != loaded:
            raise Conflict(CHANGED)
        return edits.without(file, place)

    return _change(actor, version, place, edit, lambda before: f"{TOOK_AWAY} {called(before, place)}")


def move_part(
    actor: Actor, version: FrameworkVersion, place: Place, loaded: str, after: str | None, inside: Place | None = None
) -> FrameworkVersion:
    """Move a part behind its neighbour of the code `after` (empty: to the front), or into a topic; return the draft.

    With `inside` a topic, it goes there; `inside` the framework takes it out of every topic. `after` None is the end.
    A move that is done already is done. `loaded` is the digest of the order that the author saw.
    Raises NotAllowed; Conflict where it is no draft, or the part or the order is another now; Invalid.
    """

    def edit(file: FrameworkFile) -> FrameworkFile:
        seen = order_digest(file, place)
        if inside is None:
            changed = edits.shifted(file, place, after or "")
        else:
            changed = edits.put_into(file, place, inside, after)
        if changed != file and seen != loaded:
            raise Conflict(MOVED)
        return changed

    return _change(actor, version, place, edit, lambda before: f"Moved {called(before, place)}")


def called(file: FrameworkFile, place: Place) -> str:
    """Return what a part is called in a sentence about a change. Raises NoSuchPlace."""
    if place.kind == "framework":
        return "what the framework says about itself"
    return f"{KINDS[place.kind].lower()} {_quoted(name_of(file, place))}"


def _title(data: Data) -> str:
    return str(next((data[field] for field in ("question", "title", "name", "code") if data.get(field)), ""))


def _quoted(text: str) -> str:
    return f"“{text if len(text) <= 120 else f'{text[:117]}...'}”"


def _change(
    actor: Actor,
    version: FrameworkVersion,
    place: Place,
    edit: Callable[[FrameworkFile], FrameworkFile],
    told: Callable[[FrameworkFile], str],
) -> FrameworkVersion:
    """Apply an edit to a draft, with its row of history and its event; an edit that changes nothing leaves no trace."""
    require(actor, "framework.edit")
    with transaction.atomic():
        locked = locked_draft(version)
        before = read_stored(locked.canonical)
        after, what = _edited(before, edit, told)
        if canonical(after) == locked.canonical:
            return locked
        old = locked.sha256
        rewrite_draft(locked, after)
        note_change(actor, locked, what, place)
        audit.record(
            actor,
            "framework-version.edit",
            "framework-version",
            locked.public_id,
            fields=["canonical"],
            old={"sha256": old},
            new={"sha256": locked.sha256, "place": str(place), "what": what},
        )
    return locked


def _edited(
    before: FrameworkFile,
    edit: Callable[[FrameworkFile], FrameworkFile],
    told: Callable[[FrameworkFile], str],
) -> tuple[FrameworkFile, str]:
    """Return the edited framework and what was done. Raises Conflict; Invalid where it could not be stored."""
    try:
        after = edit(before)
        what = told(before)
    except NoSuchPlace as gone:
        raise Conflict(GONE) from gone
    except BrokenPart as broken:
        raise Invalid(by_field(broken.problems)) from broken
    if found := list(misfits(after)):
        raise Invalid(by_field(((field,), sentence) for _, field, sentence in found))
    return after, what


def note_change(actor: Actor, version: FrameworkVersion, what: str, place: Place) -> None:
    """Add a row to the history of a draft. Call inside an action."""
    short = what if len(what) <= LONGEST else f"{what[: LONGEST - 3]}..."
    DraftChange.objects.create(
        framework_version=version,
        what=short,
        place=str(place)[:200],
        by_id=actor.user_id,
        by_name=actor.name,
        at=actor.now,
    )


def locked_draft(version: FrameworkVersion) -> FrameworkVersion:
    """Return a draft, locked until the action ends. Raises Conflict where it is none any more."""
    locked = FrameworkVersion.objects.select_for_update(of=("self",)).select_related("framework").get(pk=version.pk)
    if locked.status != FrameworkVersion.Status.DRAFT:
        state = FRAMEWORK_VERSION.label(locked.status).lower()
        raise Conflict(f"{locked} is {state}, so it can no longer be changed. Start a new draft from it.")
    return locked
