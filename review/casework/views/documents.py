"""Reading a document: page by page as text, its text for the reader beside the form, and the original file."""

from dataclasses import dataclass
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from access.actor import Actor
from access.guard import guarded
from access.permissions import Scope
from casefiles.documents.models import Document, DocumentPage
from casefiles.documents.queries import download_name, media_type, open_file, pages_of
from review.casework import queries
from review.history.opening import note_opened
from review.inspections.models import Subject
from review.reviewing.queries import subject_scope
from review.reviewing.reading.marking import Marked, marked
from review.reviewing.reading.queries import passage_in

SHOWN_IN_PAGE = (Document.Kind.PNG, Document.Kind.JPEG)
KEPT_NOWHERE = "private, no-store"
"""What is in a case file is kept by no browser and no proxy."""


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
    """Show one page or section of a document as text, or the picture, with the way to the others.

    A quotation that is asked for is marked in its page.
    """
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
        "marked": _marked(actor, opened.document, pages[number - 1], request.GET.get("evidence", ""))
        if pages
        else None,
        "picture": opened.document.kind in SHOWN_IN_PAGE,
        "synthetic": opened.subject.inspection.synthetic,
        "breadcrumbs": [
            ("Home", reverse("home")),
            (f"Case {opened.document.case.reference}", reverse("case", args=[opened.subject.public_id])),
        ],
    }
    answer = render(request, "review/casework/document.html", context)
    answer["Cache-Control"] = KEPT_NOWHERE
    return answer


@require_safe
@guarded("case.view", document_of, document_scope)
def document_parts(request: HttpRequest, opened: Opened) -> JsonResponse:
    """Send the text of every page or section, for the reader beside the form."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = opened.document
    note_opened(request, actor, "document", found.public_id)
    parts = [{"number": page.number, "text": page.text} for page in pages_of(found)]
    file = reverse("document-file", args=[found.public_id])
    told = {"title": found.title, "kind": found.kind, "unit": found.unit, "file": file, "parts": parts}
    return JsonResponse(told, headers={"Cache-Control": KEPT_NOWHERE})


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
    answer["Cache-Control"] = KEPT_NOWHERE
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _marked(actor: Actor, document: Document, page: DocumentPage, asked: str) -> Marked | None:
    """Return the page with the quotation that an address asks for; None where it is not of this page, or not to see."""
    try:
        passage = passage_in(actor, document, UUID(asked)) if asked else None
    except ValueError:
        return None
    return marked(page, passage) if passage and passage.page == page.number else None


def _number(text: str, last: int) -> int:
    """Return the page asked for, or the nearest that there is."""
    return max(1, min(int(text), last)) if text.isdecimal() and len(text) < 9 else 1
