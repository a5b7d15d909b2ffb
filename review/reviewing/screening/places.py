"""Proposals as a page names them when they are decided, found again and compared with the documents once more."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from access.refusals import Conflict
from casefiles.documents.models import Document, DocumentPage
from review.domain.language import Hit, stands_at
from review.language.models import LanguagePattern
from review.reviewing.models import Review
from review.reviewing.screening.queries import Passage, passage_at

LONGEST_NUMBER = 9
CODE = re.compile(r"[-a-zA-Z0-9_]{1,80}")
"""What the code of a wording looks like: with anything else the database is not asked."""
UNKNOWN = "A passage that you chose is not proposed any more, so nothing was decided. Load the page again."


@dataclass(frozen=True)
class Place:
    """A proposed passage with the wording that found it."""

    pattern: LanguagePattern
    passage: Passage


@dataclass(frozen=True)
class _Named:
    document: UUID
    page: int
    start: int
    end: int
    code: str


def places_at(review: Review, keys: Sequence[str]) -> list[Place]:
    """Return the places that a page names, each once and none that meets one before it, in three queries.

    A wording that was retired since the page was read still stands where it was proposed. Raises Conflict for a place
    that is in no document of the case, or where the wording does not stand.
    """
    named = [_named(key) for key in dict.fromkeys(keys)]
    documents = {row.public_id: row for row in Document.objects.filter(case_id=review.subject.case_id)}
    patterns = LanguagePattern.objects.in_bulk([one.code for one in named], field_name="code")
    rows = DocumentPage.objects.filter(document__in=documents.values(), number__in={one.page for one in named})
    texts = {(row.document_id, row.number): row.text for row in rows}
    return _apart([_place(one, documents.get(one.document), patterns.get(one.code), texts) for one in named])


def _apart(places: Sequence[Place]) -> list[Place]:
    """Return the places without those that share words with one before them: words are decided on once."""
    apart: list[Place] = []
    for place in places:
        if not any(_meet(place.passage, other.passage) for other in apart):
            apart.append(place)
    return apart


def _meet(one: Passage, other: Passage) -> bool:
    same_page = (one.document.pk, one.page) == (other.document.pk, other.page)
    return same_page and Hit("", one.start, one.end).meets(other.start, other.end)


def _named(key: str) -> _Named:
    try:
        document, page, start, end, code = key.split(".")
        if max(len(page), len(start), len(end)) > LONGEST_NUMBER or not CODE.fullmatch(code):
            raise ValueError(key)
        return _Named(UUID(document), int(page), int(start), int(end), code)
    except ValueError as error:
        raise Conflict(UNKNOWN) from error


def _place(
    named: _Named, document: Document | None, pattern: LanguagePattern | None, texts: dict[tuple[int, int], str]
) -> Place:
    text = texts.get((document.pk, named.page), "") if document else ""
    if document is None or pattern is None or not stands_at(pattern.pattern, text, named.start, named.end):
        raise Conflict(UNKNOWN)
    return Place(pattern, passage_at(document, named.page, named.start, named.end, text))
