"""Every write to documents."""

import hashlib
from collections.abc import Sequence
from pathlib import PurePosixPath

from django.conf import settings
from django.db import IntegrityError, transaction

from access import audit
from access.actor import Actor
from access.permissions import Scope, require
from access.refusals import Invalid
from casefiles.cases.models import CaseFile
from casefiles.documents import storage
from casefiles.documents.extract import parts_of
from casefiles.documents.models import Document, DocumentPage
from casefiles.domain.facts import one_line
from casefiles.domain.file_kinds import Unreadable, kind_of
from casefiles.domain.legible import unseen_problem

TITLE_LENGTH, FILE_NAME_LENGTH = 150, 200


def add_document(actor: Actor, scope: Scope, case: CaseFile, title: str, file_name: str, data: bytes) -> Document:
    """Add a file to a case, with its pages and their text, and return it.

    Its kind is found from its content. The content is stored before the rows are written: whatever fails, no row is
    without its file. Raises NotAllowed; Invalid by `title` and `file`; Refused where it cannot be stored.
    """
    require(actor, "case.manage", scope)
    title = one_line(title)
    _refuse_title(title)
    _refuse_size(data)
    sha256 = hashlib.sha256(data).hexdigest()
    _refuse_twice(case, sha256)
    kind, parts = _read(data)
    storage.keep(data)
    document = Document(
        case=case,
        title=title,
        file_name=plain_name(file_name),
        kind=kind,
        sha256=sha256,
        size=len(data),
        added_by_id=actor.key,
        added_at=actor.now,
    )
    try:
        with transaction.atomic():
            _write(actor, document, parts)
    except IntegrityError:
        _refuse_twice(case, sha256)
        raise
    return document


def _write(actor: Actor, document: Document, parts: Sequence[str]) -> None:
    document.save(force_insert=True)
    DocumentPage.objects.bulk_create(
        (
            DocumentPage(document=document, number=number, text=text, has_text=bool(text))
            for number, text in enumerate(parts, start=1)
        ),
        batch_size=200,
    )
    ids = {"case": document.case.public_id, "sha256": document.sha256}
    new = {"title": document.title, "file_name": document.file_name, "kind": document.kind, "pages": len(parts)}
    audit.record(actor, "document.added", "document", document.public_id, ids=ids, new=new)


def plain_name(file_name: str) -> str:
    """Return a file's name without folders and without characters that cannot be shown; never empty."""
    last = PurePosixPath(file_name.replace("\\", "/")).name.lstrip(".")
    shown = one_line("".join(character for character in last if character.isprintable()))
    stem, dot, ending = shown.rpartition(".")
    if len(shown) > FILE_NAME_LENGTH and dot and len(ending) < 10:
        return f"{stem[: FILE_NAME_LENGTH - len(ending) - 1]}.{ending}"
    return shown[:FILE_NAME_LENGTH] or "document"


def _read(data: bytes) -> tuple[str, list[str]]:
    try:
        kind = kind_of(data)
        return kind, parts_of(kind, data)
    except Unreadable as unreadable:
        raise Invalid({"file": [str(unreadable)]}) from unreadable


def _refuse_title(title: str) -> None:
    if not title:
        raise Invalid({"title": ["Enter a title that says what the document is. Use no names of people."]})
    if problem := unseen_problem(title):
        raise Invalid({"title": [problem]})
    if len(title) > TITLE_LENGTH:
        raise Invalid({"title": [f"The title must be {TITLE_LENGTH} characters or fewer."]})


def _refuse_size(data: bytes) -> None:
    if len(data) > settings.DOCUMENT_MAX_BYTES:
        limit = settings.DOCUMENT_MAX_BYTES // (1024 * 1024)
        raise Invalid({"file": [f"The file is larger than {limit} MB. Split it, or save it in a smaller size."]})


def _refuse_twice(case: CaseFile, sha256: str) -> None:
    first = Document.objects.filter(case=case, sha256=sha256).first()
    if first is not None:
        raise Invalid({"file": [f"This file is in the case already, as “{first.title}”."]})
