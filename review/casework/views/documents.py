"""Reading a document: page by page as text, and the original file."""

from dataclasses import dataclass
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from access.actor import Actor
from access.guard import guarded
from access.permissions import Scope
from casefiles.documents.models import Document
from casefiles.documents.queries import download_name, media_type, open_file, pages_of
from review.casework import queries
from review.history.opening import note_opened
from review.inspections.models import Subject
from review.reviewing.queries import subject_scope

SHOWN_IN_PAGE = (Document.Kind.PNG, Document.Kind.JPEG)


@dataclass(frozen=True)
class Opened:
    """A document and the subject through which it is read."""

    document: Document
    subject: Subject


def document_of(actor: Actor, document: UUID) -> Opened:
    """Return the document at an address; raise DoesNotExist where the actor cannot see it."""
    found = queries.visible_documents(actor).get(public_id=document)
    return Opened(found, queries.subject_of(found, actor))


def document_scope(actor: Actor, opened: Opened) -> Scope:
    """Return how the actor stands to the document's case."""
    return subject_scope(actor, opened.subject)


@require_safe
@guarded("case.view", document_of, document_scope)
def document(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Show one page or section of a document as text, or the picture, with the way to the others."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    note_opened(request, actor, "document", opened.document.public_id)
    pages = list(pages_of(opened.document))
    number = _number(request.GET.get("page", "1"), len(pages))
    context = {
        "title": opened.document.title,
        "document": opened.document,
        "case": opened.document.case,
        "page": pages[number - 1] if pages else None,
        "number": number,
        "asked": "page" in request.GET,
        "previous": number - 1 if number > 1 else None,
        "next": number + 1 if number < len(pages) else None,
        "pages": pages,
        "picture": opened.document.kind in SHOWN_IN_PAGE,
        "synthetic": opened.subject.inspection.synthetic,
        "breadcrumbs": [
            ("Home", reverse("home")),
            (f"Case {opened.document.case.reference}", reverse("case", args=[opened.subject.public_id])),
        ],
    }
    return render(request, "review/casework/document.html", context)


@require_safe
@guarded("case.view", document_of, document_scope)
def document_file(request: HttpRequest, opened: Opened) -> FileResponse:
    """Send the original file: pictures shown in the page, everything else as a download.

    A browser's own viewer of PDFs does not work under so strict a policy, and the policy matters more.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    note_opened(request, actor, "document", opened.document.public_id)
    answer = FileResponse(
        open_file(opened.document),
        as_attachment=opened.document.kind not in SHOWN_IN_PAGE,
        filename=download_name(opened.document),
        content_type=media_type(opened.document),
    )
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _number(text: str, last: int) -> int:
    """Return the page asked for, or the nearest that there is."""
    return max(1, min(int(text), last)) if text.isdecimal() and len(text) < 9 else 1
