"""A report sent as a file: the same report as the page shows, in any of the formats."""

from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict, StreamingHttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from access.actor import Actor
from access.guard import guarded
from access.refusals import Conflict
from review.counting.method import Method
from review.external.models import ExternalResult
from review.external.queries import result_at, withdrawn_words
from review.history.opening import once_a_session
from review.inspections.models import Inspection
from review.inspections.queries import inspection_at, report_scope
from review.reports import building
from review.reports.asking import WITH, Asked, asked_in, is_standard, method_for
from review.reports.document import ReportDocument
from review.reports.documents import own_document
from review.reports.export_actions import Export, exported
from review.reports.formats import ALL, Format, format_called
from review.reports.joining import joined
from review.reports.outputs.svg import with_picture
from review.reports.published import published_document, published_report
from review.reports.rights import require_asked
from review.reports.standard import standard_report
from review.reports.standard_documents import standard_document

OWN_NAMES = ("format", "picture")
"""What the address of a file has besides that of the report's page."""
UNNAMED = "xlsx"
SESSION_KEY, KEPT = "exported", 200


@require_safe
@guarded("report.view", inspection_at, report_scope)
def report_download(request: HttpRequest, inspection: Inspection) -> StreamingHttpResponse:
    """Send the report that the address asks for as a file. Raises Invalid with a sentence for what it cannot be.

    As on the pages, an address that asks for no more than all cases or intervals is of the standard report.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    wanted = format_called(request.GET.get("format") or UNNAMED)
    query = _of_the_report(request.GET)
    method = method_for(query, *joined(request, inspection, query.getlist(WITH)))
    asked = asked_in(query, inspection, method, by="")
    require_asked(request, asked)
    standard = is_standard(query)
    make = _standard if standard else _built
    answer = sent(request, make(method, asked, actor.now), wanted, actor.today)
    for one in method.inspections:
        _note(request, actor, one, Export(wanted.name, asked.definition, standard))
    return answer


def _standard(method: Method, asked: Asked, now: datetime) -> ReportDocument:
    return standard_document(method, standard_report(method, asked.where), _intervals(method, asked), now)


def _built(method: Method, asked: Asked, now: datetime) -> ReportDocument:
    report = building.own_report(method, asked.definition)
    return own_document(method, replace(report, intervals=_intervals(method, asked)), now, asked.share)


def _intervals(method: Method, asked: Asked) -> bool:
    return building.shows_intervals(method.sample_design, asked.intervals)


@require_safe
@guarded("external.view", result_at)
def external_download(request: HttpRequest, result: ExternalResult) -> StreamingHttpResponse:
    """Send a published result as a file. It is published, so the trail keeps nothing of it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    wanted = format_called(request.GET.get("format") or UNNAMED)
    if result.withdrawn_at:
        raise Conflict(withdrawn_words(result))
    return sent(request, published_document(published_report(result)), wanted, actor.today)


def report_downloads(inspection: Inspection, query: str) -> list[dict[str, str]]:
    """Return the links to a built report's files, each with its label; `query` is what its address asks for."""
    asked = f"by=&{query}".rstrip("&") if is_standard(QueryDict(query)) else query
    return download_links(reverse("report-download", args=[inspection.slug_id]), asked)


def standard_downloads(inspection: Inspection, asked: Asked) -> list[dict[str, str]]:
    """Return the links to the standard report's files, each with its label."""
    return download_links(reverse("report-download", args=[inspection.slug_id]), asked.query(by=()))


def external_downloads(result: ExternalResult) -> list[dict[str, str]]:
    """Return the links to a published result's files, each with its label."""
    return download_links(reverse("external-download", args=[result.slug_id]), "")


def download_links(address: str, query: str = "") -> list[dict[str, str]]:
    """Return the links to a document's files at an address, each with its label; `query` is what else it says."""
    rest = f"&{query}" if query else ""
    return [{"label": one.label, "url": f"{address}?{urlencode({'format': one.name})}{rest}"} for one in ALL]


def _of_the_report(query: QueryDict) -> QueryDict:
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
        "Content-Disposition": f'attachment; filename="{file_name(document, wanted, today)}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return StreamingHttpResponse(wanted.write(document), content_type=wanted.media_type, headers=headers)


def file_name(document: ReportDocument, wanted: Format, today: date) -> str:
    """Return the name of a file: the exercise, what is counted and the day, in plain letters."""
    shown = "-as-shown" if wanted.name == "csv-shown" else ""
    return f"{slugify(f'{document.name} {document.measure}')[:100]}-{today.isoformat()}{shown}.{wanted.ending}"


def _note(request: HttpRequest, actor: Actor, inspection: Inspection, export: Export) -> None:
    """Record the first download of a report in a format in this session, as the opening of a case is recorded."""
    mark = sha256(f"{inspection.public_id} {export}".encode()).hexdigest()[:20]
    once_a_session(request, SESSION_KEY, KEPT, mark, lambda: exported(actor, inspection, export))
