"""Reading documents, their pages and their content. Who can see a case's documents is said by the app above."""

from pathlib import PurePath
from typing import BinaryIO

from django.db.models import Count, Q, QuerySet

from casefiles.cases.models import CaseFile
from casefiles.documents.models import Document, DocumentPage
from casefiles.documents.storage import open_content
from casefiles.domain.file_kinds import EXTENSIONS, MEDIA_TYPES


def documents_of(case: CaseFile) -> QuerySet[Document]:
    """Return a case's documents by title with `page_count` and `text_count`, the number of pages that have text."""
    counted = Document.objects.filter(case=case).annotate(
        page_count=Count("pages"), text_count=Count("pages", filter=Q(pages__has_text=True))
    )
    return counted.order_by("title", "pk")  # rows that are counted over do not keep the order of their table


def pages_of(document: Document) -> QuerySet[DocumentPage]:
    """Return the pages or sections of a document in order, with their text."""
    return DocumentPage.objects.filter(document=document)


def page_text(document_id: int, number: int) -> str | None:
    """Return the text of a page, empty where it has none; None where the document has no such page."""
    return DocumentPage.objects.filter(document_id=document_id, number=number).values_list("text", flat=True).first()


def open_file(document: Document) -> BinaryIO:
    """Return the document's content, opened for reading. Raises Refused where the file is missing."""
    return open_content(document.sha256)


def media_type(document: Document) -> str:
    """Return the media type that the document is served as: that of what it is, not of what its name says."""
    return MEDIA_TYPES[document.kind]


def download_name(document: Document) -> str:
    """Return the name that the document is served under: its own, with the ending of what it is."""
    given, ending = PurePath(document.file_name), EXTENSIONS[document.kind]
    alike = {given.suffix.lower(), ".jpg" if given.suffix.lower() == ".jpeg" else ""}
    return document.file_name if ending in alike else f"{given.stem or 'document'}{ending}"
