"""Documents: stored by digest, with pages and an event, once a case; refused ones leave nothing behind."""

import errno
import hashlib
import os
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from access.actor import Actor
from access.models import AuditDetail, AuditEvent
from access.permissions import Scope
from access.refusals import Invalid, NotAllowed, Refused
from casefiles.cases.actions import create_case
from casefiles.cases.models import CaseFile
from casefiles.documents import storage
from casefiles.documents.actions import add_document, plain_name
from casefiles.documents.models import Document, DocumentPage
from casefiles.documents.queries import (
    documents_of,
    download_name,
    media_type,
    open_file,
    page_text,
    pages_of,
)
from tests import builders
from tests.casefiles.documents import files

pytestmark = pytest.mark.django_db
SUPERVISES = Scope(memberships=frozenset({"supervisor"}))


@pytest.fixture
def actor() -> Actor:
    """Return a supervisor acting."""
    return builders.acting(builders.make_supervisor())


@pytest.fixture
def case(actor: Actor) -> CaseFile:
    """Return a case."""
    return create_case(actor, SUPERVISES, builders.case_facts(builders.make_force()))


def stored(folder: Path) -> list[Path]:
    """Return the files in the store."""
    return [path for path in folder.rglob("*") if path.is_file()]


def test_add_document_keeps_pages_and_content(actor: Actor, case: CaseFile, documents_folder: Path) -> None:
    """A PDF has its pages, and gives back the bytes that came."""
    data = files.pdf("First page", "", "Third page")
    document = add_document(actor, SUPERVISES, case, " Investigation  log ", "log.pdf", data)
    document.refresh_from_db()
    assert (document.title, document.kind, document.size, document.unit) == (
        "Investigation log",
        "pdf",
        len(data),
        "page",
    )
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert (document.added_by_id, document.added_at) == (actor.user_id, actor.now)
    assert [(page.number, page.text, page.has_text) for page in pages_of(document)] == [
        (1, "First page", True),
        (2, "", False),
        (3, "Third page", True),
    ]
    with open_file(document) as content:
        assert content.read() == data
    assert stored(documents_folder) == [storage.path_of(document.sha256)]


@pytest.mark.parametrize(
    ("data", "kind", "unit", "parts"),
    [
        (files.docx(("Heading 1", "One"), ("Heading 1", "Two")), "docx", "section", 2),
        (b"One.\n\nTwo.", "text", "section", 2),
        (files.picture("PNG"), "png", "page", 1),
        (files.picture("JPEG"), "jpeg", "page", 1),
    ],
)
def test_add_document_takes_each_kind(
    actor: Actor, case: CaseFile, data: bytes, kind: str, unit: str, parts: int
) -> None:
    """The kind comes from the content."""
    document = add_document(actor, SUPERVISES, case, "Title", "name.bin", data)
    assert (document.kind, document.unit, pages_of(document).count()) == (kind, unit, parts)


def test_add_document_goes_by_content_where_the_name_lies(actor: Actor, case: CaseFile) -> None:
    """A picture called PDF is a picture, and is served as one."""
    document = add_document(actor, SUPERVISES, case, "Photo", "C:\\files\\scan.pdf", files.picture("PNG"))
    assert (document.kind, document.file_name) == ("png", "scan.pdf")
    assert (media_type(document), download_name(document)) == ("image/png", "scan.png")


@pytest.mark.parametrize("name", ["photo.JPG", "photo.jpeg"])
def test_download_name_keeps_a_right_ending(name: str) -> None:
    """Both usual endings of a JPEG are right."""
    assert download_name(Document(kind="jpeg", file_name=name)) == name


def test_add_document_leaves_an_event(actor: Actor, case: CaseFile) -> None:
    """The trail has the digest of the content; title and name are in the detail."""
    document = add_document(actor, SUPERVISES, case, "Log", "log.txt", b"Text.")
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, event.thing_id) == ("document.added", str(document.public_id))
    assert event.ids == {"case": str(case.public_id), "sha256": document.sha256}
    assert AuditDetail.objects.get(pk=event.sequence).body["new"] == {
        "title": "Log",
        "file_name": "log.txt",
        "kind": "text",
        "pages": 1,
    }


def test_add_document_is_refused_without_the_permission(actor: Actor, case: CaseFile, documents_folder: Path) -> None:
    """An inspector reads documents and adds none."""
    with pytest.raises(NotAllowed):
        add_document(actor, Scope(memberships=frozenset({"inspector"})), case, "Log", "log.txt", b"Text.")
    assert stored(documents_folder) == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7 broken",
        files.pdf("Text", password="secret"),
        files.picture("JPEG", (400, 300))[:-200],
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old",
        "Größe".encode("cp1252"),
    ],
)
def test_add_document_leaves_nothing_of_a_refused_file(
    actor: Actor, case: CaseFile, documents_folder: Path, data: bytes
) -> None:
    """One sentence at the file, no row, no stored content, no event."""
    events = AuditEvent.objects.count()
    with pytest.raises(Invalid) as refused:
        add_document(actor, SUPERVISES, case, "Log", "log.pdf", data)
    assert {name: len(sentences) for name, sentences in refused.value.errors.items()} == {"file": 1}
    assert (Document.objects.count(), DocumentPage.objects.count(), AuditEvent.objects.count()) == (0, 0, events)
    assert stored(documents_folder) == []


def test_add_document_refuses_too_many_bytes(actor: Actor, case: CaseFile, settings: Settings) -> None:
    """The limit of the installation holds."""
    settings.DOCUMENT_MAX_BYTES = 1024 * 1024
    with pytest.raises(Invalid, match="larger than 1 MB"):
        add_document(actor, SUPERVISES, case, "Log", "log.txt", b"x" * (1024 * 1024 + 1))


@pytest.mark.parametrize("title", ["", "  ", "x" * 151, "a\x07b"])
def test_add_document_refuses_a_bad_title(actor: Actor, case: CaseFile, title: str) -> None:
    """A document is called something."""
    with pytest.raises(Invalid) as refused:
        add_document(actor, SUPERVISES, case, title, "log.txt", b"Text.")
    assert list(refused.value.errors) == ["title"]


def test_add_document_refuses_the_same_content_twice_in_a_case(actor: Actor, case: CaseFile) -> None:
    """The sentence names the document that is there; another case can have the same file."""
    add_document(actor, SUPERVISES, case, "First title", "a.txt", b"Text.")
    with pytest.raises(Invalid) as refused:
        add_document(actor, SUPERVISES, case, "Second title", "b.txt", b"Text.")
    assert refused.value.errors == {"file": ["This file is in the case already, as “First title”."]}
    other = create_case(actor, SUPERVISES, builders.case_facts(builders.make_force()))
    add_document(actor, SUPERVISES, other, "Second title", "b.txt", b"Text.")
    assert Document.objects.count() == 2


def test_page_text_tells_no_page_from_no_text(actor: Actor, case: CaseFile) -> None:
    """A page without text has the empty text; a page that is not there has none."""
    document = add_document(actor, SUPERVISES, case, "Log", "log.pdf", files.pdf("One", ""))
    assert [page_text(document.pk, number) for number in (1, 2, 3)] == ["One", "", None]


def test_documents_of_counts_pages(actor: Actor, case: CaseFile) -> None:
    """A list can say how many pages have text."""
    add_document(actor, SUPERVISES, case, "Log", "log.pdf", files.pdf("One", "", "Three"))
    assert [(d.page_count, d.text_count) for d in documents_of(case)] == [(3, 2)]  # type: ignore[attr-defined]


def test_keep_makes_files_for_this_user_alone(documents_folder: Path) -> None:
    """Nobody else on the machine reads a case's documents."""
    path = storage.path_of(storage.keep(b"content"))
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_keep_mends_a_file_that_was_cut(documents_folder: Path) -> None:
    """What lies there already is used only if it is whole."""
    path = storage.path_of(storage.keep(b"content"))
    path.write_bytes(b"con")
    storage.keep(b"content")
    assert path.read_bytes() == b"content"


def test_keep_says_when_there_is_no_room(monkeypatch: pytest.MonkeyPatch, documents_folder: Path) -> None:
    """A full disk is told in a sentence, and leaves no half file."""

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="no room left"):
        storage.keep(b"content")
    assert stored(documents_folder) == []


def test_open_file_says_when_it_is_missing(actor: Actor, case: CaseFile) -> None:
    """A file that somebody removed is told in a sentence."""
    document = add_document(actor, SUPERVISES, case, "Log", "log.txt", b"Text.")
    storage.path_of(document.sha256).unlink()
    with pytest.raises(Refused, match="missing"):
        open_file(document)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("log.pdf", "log.pdf"),
        ("/etc/passwd", "passwd"),
        ("C:\\case\\log.pdf", "log.pdf"),
        ("a\r\nb.txt", "ab.txt"),
        ("..", "document"),
        ("", "document"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("y" * 300, "y" * 200),
    ],
)
def test_plain_name_is_a_name_and_nothing_else(given: str, kept: str) -> None:
    """No folders, no line ends, not too long."""
    assert plain_name(given) == kept
