"""A report sent as a file: the same report as the page shows, in any of the formats."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, QueryDict, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from access.actor import Actor
from access.guard import guarded
from access.refusals import Conflict, Invalid
from review.external.models import ExternalResult
from review.external.queries import result_at, withdrawn_words
from review.history.opening import once_a_session
from review.inspections.models import Inspection
from review.inspections.queries import inspection_at, report_scope
from review.reports.asked_documents import document_for, saved_document
from review.reports.asking import Asked, is_standard
from review.reports.charts import Chart
from review.reports.document import Picture, ReportDocument
from review.reports.export_actions import Export, exported
from review.reports.formats import ALL, Format, format_called
from review.reports.models import SavedReport
from review.reports.outputs.names import file_name
from review.reports.outputs.svg import with_picture
from review.reports.published import published_document, published_report
from review.reports.rights import asked_for
from review.reports.saved import saved_reports

Charts = Sequence[Chart | Picture]
OWN_NAMES = ("format", "picture", "saved")
"""What the address of a file has besides that of the report's page."""
UNNAMED = "xlsx"
NOT_SAVED = "There is no such saved report of this inspection, or not any more. Open its page from the builder."


@require_safe
@guarded("report.view", inspection_at, report_scope)
def report_download(request: HttpRequest, inspection: Inspection) -> StreamingHttpResponse:
    """Send the report that the address asks for as a file. Raises Invalid with a sentence for what it cannot be.

    As on the pages, an address that asks for no more than all cases or intervals is of the standard report.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    wanted = format_called(request.GET.get("format") or UNNAMED)
    if "saved" in request.GET:
        return _saved_download(request, inspection, wanted)
    query = of_the_report(request.GET)
    method, asked = asked_for(request, inspection, query)
    standard = is_standard(query)
    answer = sent(request, document_for(method, asked, standard, actor.now), wanted, actor.today)
    for one in method.inspections:
        note_export(request, actor, one, Export(wanted.name, asked.definition, standard))
    return answer


def _saved_download(request: HttpRequest, inspection: Inspection, wanted: Format) -> StreamingHttpResponse:
    """Send a saved report, counted anew, with what changed since. Raises Invalid where there is none here."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    saved = saved_reports(inspection).filter(public_id=_identifier(request.GET["saved"])).first()
    if saved is None:
        raise Invalid(NOT_SAVED)
    method, asked = asked_for(request, inspection, QueryDict(saved.query))
    answer = sent(request, saved_document(method, asked, saved, actor.now), wanted, actor.today)
    for one in method.inspections:
        note_export(request, actor, one, Export(wanted.name, asked.definition))
    return answer


def _identifier(text: str) -> UUID:
    """Return the identifier in an address; raise Invalid where it is none."""
    try:
        return UUID(text)
    except ValueError:
        raise Invalid(NOT_SAVED) from None


def saved_downloads(saved: SavedReport, charts: Charts) -> list[dict[str, str]]:
    """Return the links to a saved report's files, each with its label."""
    address = reverse("report-download", args=[saved.inspection.slug_id])
    return download_links(address, urlencode({"saved": str(saved.public_id)}), charts)


@require_safe
@guarded("external.view", result_at)
def external_download(request: HttpRequest, result: ExternalResult) -> StreamingHttpResponse:
    """Send a published result as a file. It is published, so the trail keeps nothing of it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    wanted = format_called(request.GET.get("format") or UNNAMED)
    if result.withdrawn_at:
        raise Conflict(withdrawn_words(result))
    return sent(request, published_document(published_report(result)), wanted, actor.today)


def report_downloads(inspection: Inspection, query: str, charts: Charts) -> list[dict[str, str]]:
    """Return the links to a built report's files, each with its label; `query` is what its address asks for."""
    asked = f"by=&{query}".rstrip("&") if is_standard(QueryDict(query)) else query
    return download_links(reverse("report-download", args=[inspection.slug_id]), asked, charts)


def standard_downloads(inspection: Inspection, asked: Asked, charts: Charts) -> list[dict[str, str]]:
    """Return the links to the standard report's files, each with its label."""
    return download_links(reverse("report-download", args=[inspection.slug_id]), asked.query(by=()), charts)


def external_downloads(result: ExternalResult) -> list[dict[str, str]]:
    """Return the links to a published result's files, each with its label."""
    return download_links(reverse("external-download", args=[result.slug_id]), "")


def download_links(address: str, query: str = "", charts: Charts | None = None) -> list[dict[str, str]]:
    """Return the links to a document's files at an address, each with its label; `query` is what else it says.

    Each of its `charts` has a link of its own; a document of which they are not told has one chart.
    """
    rest = f"&{query}" if query else ""
    return [
        {"label": label, "url": f"{address}?{urlencode({'format': one.name} | named)}{rest}"}
        for one in ALL
        for label, named in _files(one, charts)
    ]


def _files(wanted: Format, charts: Charts | None) -> list[tuple[str, dict[str, str]]]:
    """Return the files in a format: the label of each, and how it is asked for."""
    if wanted.name != "svg" or charts is None:
        return [(wanted.label, {})]
    return [(f"{wanted.label}: {one.title}", {"picture": one.name}) for one in charts]


def of_the_report(query: QueryDict) -> QueryDict:
    """Return the part of an address's query that the report's page has too."""
    rest = query.copy()
    for name in OWN_NAMES:
        rest.pop(name, None)
    return rest


def sent(request: HttpRequest, document: ReportDocument, wanted: Format, today: date) -> StreamingHttpResponse:
    """Send the document piece by piece; what the format refuses it refuses before the first piece."""
    if picture := request.GET.get("picture"):
        document = with_picture(document, picture)
    headers = {
        "Content-Disposition": f'attachment; filename="{_file_name(document, wanted, today)}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return StreamingHttpResponse(wanted.write(document), content_type=wanted.media_type, headers=headers)


def _file_name(document: ReportDocument, wanted: Format, today: date) -> str:
    chart = document.pictures[0].name if wanted.name == "svg" and len(document.pictures) == 1 else ""
    return file_name(document, wanted.ending, today, chart, shown=wanted.name == "csv-shown")


def note_export(request: HttpRequest, actor: Actor, inspection: Inspection, export: Export) -> None:
    """Record the first download of a report in a format in this session, as the opening of a case is recorded."""
    mark = sha256(f"{inspection.public_id} {export}".encode()).hexdigest()[:20]
    once_a_session(request, mark, lambda key: exported(actor, inspection, export, key))
