"""A report sent as a file: the same report as the page shows, in any of the formats."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict, StreamingHttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from access.actor import Actor
from access.guard import guarded
from review.inspections.models import ExternalResult, Inspection
from review.inspections.queries import inspection_at, report_scope
from review.reports import building
from review.reports.asking import asked_in, method_for
from review.reports.document import ReportDocument
from review.reports.documents import external_document, own_document
from review.reports.export_actions import exported
from review.reports.formats import ALL, Format, format_called
from review.reports.outputs.svg import with_picture
from review.reports.published import result_at

OWN_NAMES = ("format", "picture")
"""What the address of a file has besides that of the report's page."""
UNNAMED = "xlsx"
SESSION_KEY, KEPT = "exported", 200


@require_safe
@guarded("report.view", inspection_at, report_scope)
def report_download(request: HttpRequest, inspection: Inspection) -> StreamingHttpResponse:
    """Send the report that the address asks for as a file. Raises Invalid with a sentence for what it cannot be."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    wanted = format_called(request.GET.get("format") or UNNAMED)
    query = _of_the_report(request.GET)
    method = method_for(query, inspection)
    asked = asked_in(query, inspection, method, by="")
    intervals = building.shows_intervals(inspection.sample_design, asked.intervals)
    report = replace(building.own_report(method, asked.definition), intervals=intervals)
    document = own_document(method, report, actor.now)
    answer = _file(request, document, wanted, actor.today)
    _note(request, actor, inspection, asked.definition, wanted)
    return answer


@require_safe
@guarded("external.view", result_at)
def external_download(request: HttpRequest, result: ExternalResult) -> StreamingHttpResponse:
    """Send a published result as a file. It is published, so the trail keeps nothing of it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    wanted = format_called(request.GET.get("format") or UNNAMED)
    return _file(request, external_document(building.external_report(result)), wanted, actor.today)


def report_downloads(inspection: Inspection, query: str) -> list[dict[str, str]]:
    """Return the links to a report's files, each with its label; `query` is what the report's address asks for."""
    return _links(reverse("report-download", args=[inspection.slug_id]), query)


def external_downloads(result: ExternalResult) -> list[dict[str, str]]:
    """Return the links to a published result's files, each with its label."""
    return _links(reverse("external-download", args=[result.slug_id]), "")


def _links(address: str, query: str) -> list[dict[str, str]]:
    rest = f"&{query}" if query else ""
    return [{"label": one.label, "url": f"{address}?{urlencode({'format': one.name})}{rest}"} for one in ALL]


def _of_the_report(query: QueryDict) -> QueryDict:
    """Return the part of an address's query that the report's page has too."""
    rest = query.copy()
    for name in OWN_NAMES:
        rest.pop(name, None)
    return rest


def _file(request: HttpRequest, document: ReportDocument, wanted: Format, today: date) -> StreamingHttpResponse:
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


def _note(
    request: HttpRequest, actor: Actor, inspection: Inspection, definition: building.Definition, wanted: Format
) -> None:
    """Record the first download of a report in a format in this session, as the opening of a case is recorded."""
    words = f"{inspection.public_id} {definition} {wanted.name}"
    mark = sha256(words.encode()).hexdigest()[:20]
    seen = request.session.get(SESSION_KEY, [])
    if mark not in seen:
        exported(actor, inspection, definition, wanted.name)
        request.session[SESSION_KEY] = [*seen[1 - KEPT :], mark]
