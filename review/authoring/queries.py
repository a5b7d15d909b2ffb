"""Reading drafts: one with its file, what is to be mended in it, its history, and what authors say about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from access.actor import Actor
from access.permissions import may
from access.refusals import Conflict
from review.authoring.models import AuthorComment, DraftChange
from review.authoring.places import NoSuchPlace, Path, Place, own, place_at
from review.frameworks.file.exchange import FrameworkFile, read_stored
from review.frameworks.file.yaml_tree import read_tree
from review.frameworks.models import FrameworkVersion
from review.frameworks.problems.problem import path_text
from review.frameworks.problems.references import reference_problems
from review.frameworks.problems.whole_file import whole_file_problems
from review.frameworks.queries import by_address
from review.frameworks.rules.checks import check
from review.frameworks.wording.names import Names

TOOK_AWAY = "Took away"
"""How the sentence about a change begins that takes something away."""


@dataclass(frozen=True)
class Trouble:
    """One thing to mend before publishing: the place where it is mended, the way there in words, and a sentence."""

    place: Place
    where: str
    sentence: str


@dataclass(frozen=True)
class Draft:
    """A version with the framework that it holds."""

    version: FrameworkVersion
    file: FrameworkFile

    @cached_property
    def troubles(self) -> Sequence[Trouble]:
        """What is to be mended before it can be published."""
        return problems_of(self.version.canonical)

    @cached_property
    def has_method(self) -> bool:
        """Whether all its names lead somewhere, so that its rules can be worked through."""
        return not name_problems(self.version.canonical)

    @cached_property
    def names(self) -> Names:
        """What an author can point to in it."""
        return Names(self.file)


@dataclass(frozen=True)
class DraftPart:
    """A draft and a place in it; `data` is what is edited there, None where somebody took it away meanwhile."""

    draft: Draft
    place: Place
    data: Mapping[str, Any] | None

    @property
    def version(self) -> FrameworkVersion:
        """The draft's version."""
        return self.draft.version

    @property
    def file(self) -> FrameworkFile:
        """The draft's framework."""
        return self.draft.file


def version_of(actor: Actor, code: str, number: int) -> Draft:
    """Return the version at an address with its framework; raise DoesNotExist where the actor cannot see it."""
    version = by_address(actor, code, number)
    return Draft(version, read_stored(version.canonical))


def draft_of(actor: Actor, code: str, number: int) -> Draft:
    """Return the draft at an address; raise DoesNotExist likewise, and Conflict where it is a draft no more.

    Whoever may not edit is refused by the guard, whatever the version's state.
    """
    draft = version_of(actor, code, number)
    if draft.version.status != FrameworkVersion.Status.DRAFT and may(actor, "framework.edit"):
        state = draft.version.get_status_display().lower()
        raise Conflict(f"{draft.version} is {state}, so it cannot be edited. Start a new draft from it.")
    return draft


@lru_cache(maxsize=16)
def problems_of(text: str) -> Sequence[Trouble]:
    """Return what is to be mended in a draft, given its canonical text, in the order of the file."""
    file = read_stored(text)
    found = name_problems(text) or check(file).problems
    return tuple(_trouble(file, path, sentence) for path, sentence in found)


@lru_cache(maxsize=16)
def name_problems(text: str) -> Sequence[tuple[Path, str]]:
    """Return what is wrong with the parts of a draft and their names, given its canonical text.

    Without any, its rules can be worked through.
    """
    shapes = whole_file_problems(read_tree(text.encode()).value)
    return tuple(dict.fromkeys((*shapes, *reference_problems(read_stored(text)))))


@lru_cache(maxsize=16)
def notes_of(text: str) -> Sequence[str]:
    """Return what the checks searched, and how, in a draft without anything to mend."""
    return check(read_stored(text)).notes


def _trouble(file: FrameworkFile, path: Path, sentence: str) -> Trouble:
    return Trouble(place_at(file, path), path_text(path), sentence)


def part_or_none(draft: Draft, place: Place, whole: bool = False) -> Mapping[str, Any] | None:
    """Return what is edited at a place, None where there is no such place."""
    try:
        return own(draft.file, place, whole)
    except NoSuchPlace:
        return None


def changes_of(version: FrameworkVersion) -> QuerySet[DraftChange]:
    """Return the changes of a draft, the newest first, with who made them."""
    return DraftChange.objects.filter(framework_version=version).select_related("by").order_by("-pk")


def was_taken_away(version: FrameworkVersion, place: Place) -> bool:
    """Return whether the last change at a place of a draft took it away: a second click, then."""
    last = changes_of(version).filter(place=str(place)).first()
    return last is not None and last.what.startswith(TOOK_AWAY)


def comments_of(version: FrameworkVersion) -> QuerySet[AuthorComment]:
    """Return what authors say about a version, the oldest first, with who says it and who settled it."""
    rows = AuthorComment.objects.filter(framework_version=version).select_related("by", "settled_by")
    return rows.order_by("pk")


def comment_at(version: FrameworkVersion, public_id: str) -> AuthorComment | None:
    """Return a comment of a version, None where there is none."""
    try:
        return comments_of(version).filter(public_id=UUID(public_id)).first()
    except ValueError:
        return None


def open_comments(version: FrameworkVersion) -> Mapping[str, int]:
    """Return the number of open comments of each place of a version, by the place as a text."""
    rows = AuthorComment.objects.filter(framework_version=version, settled_at__isnull=True)
    return dict(rows.values("place").annotate(number=Count("pk")).values_list("place", "number"))


def authors_of(version: FrameworkVersion) -> Mapping[int, str]:
    """Return the names of those who wrote a draft, by their keys: who changed it, or else who made it.

    A draft that was started from another that was never published holds the words of that one's authors, too. Whoever
    only started a draft wrote nothing in it.
    """
    authors: dict[int, str] = {}
    writing: FrameworkVersion | None = version
    while writing and not writing.published_at:
        authors |= {change.by.pk: change.by.name for change in changes_of(writing) if change.by}
        if writing.based_on is None and writing.created_by:
            authors[writing.created_by.pk] = writing.created_by.name
        writing = writing.based_on
    maker = version.created_by
    return authors or ({maker.pk: maker.name} if maker else {})


def drafts_from(version: FrameworkVersion) -> QuerySet[FrameworkVersion]:
    """Return the drafts of a version's framework that are under way, the newest first."""
    rows = FrameworkVersion.objects.filter(
        framework_id=version.framework_id, status=FrameworkVersion.Status.DRAFT
    ).exclude(pk=version.pk)
    return rows.order_by("-number")
