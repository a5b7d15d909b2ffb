"""The page of the criteria-by-case grid, and its files."""

from dataclasses import replace

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from access.actor import Actor
from access.guard import guarded
from review.counting.dimensions import CRITERION, GRADE
from review.inspections.models import Inspection
from review.inspections.queries import inspection_at, report_scope
from review.reports import grid, tracing
from review.reports.asking import cases_of
from review.reports.building import Definition
from review.reports.downloads import UNNAMED, download_links, note_export, of_the_report, sent
from review.reports.export_actions import Export
from review.reports.formats import format_called
from review.reports.grid_documents import grid_document
from review.reports.rights import asked_for, sees_reviewers
from review.reports.which_cases import cases_words

PER_PAGE = 50
FITS = 20
"""As many columns stand on a wide screen beside each other, so that the page scrolls and not the table in it."""


@require_safe
@guarded("report.view", inspection_at, report_scope)
def report_grid(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Show how each case that a report counts was graded at each criterion, each grade with its judgment."""
    method, asked = asked_for(request, inspection, request.GET)
    figure = cases_of(asked)
    found, columns = tracing.traced(method, figure), grid.columns_of(method)
    page = Paginator(found.subjects().values_list("pk", flat=True), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": f"Criteria by case: {inspection.title}",
        "inspection": inspection,
        "inspections": method.inspections,
        "where_words": cases_words(method, asked.where),
        "columns": columns,
        "fits": len(columns) <= FITS,
        "rows": grid.rows_of(method, columns, list(page.object_list)),
        "keys": grid.keys_of(method),
        "others": (grid.DOES_NOT_APPLY, grid.UNANSWERED, grid.NOT_ASKED),
        "opens": sees_reviewers(request),
        "page_obj": page,
        "total": page.paginator.count,
        "list_url": f"{reverse('report-cases', args=[inspection.slug_id])}?{figure.query()}",
        "every_case": replace(figure, all_cases=True, narrowed=False).query() if asked.where else "",
        "downloads": download_links(reverse("report-grid-download", args=[inspection.slug_id]), figure.query(), ()),
        "synthetic": inspection.synthetic,
        "breadcrumbs": [
            (inspection.title, reverse("inspection", args=[inspection.slug_id])),
            ("Report", f"{reverse('report', args=[inspection.slug_id])}?{figure.query()}"),
        ],
    }
    return render(request, "review/reports/grid.html", context)


@require_safe
@guarded("report.view", inspection_at, report_scope)
def report_grid_download(request: HttpRequest, inspection: Inspection) -> StreamingHttpResponse:
    """Send the whole grid as a file: the grades in words, and of each case its reference and force alone."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    wanted = format_called(request.GET.get("format") or UNNAMED)
    method, asked = asked_for(request, inspection, of_the_report(request.GET))
    keys = list(tracing.traced(method, cases_of(asked)).subjects().values_list("pk", flat=True))
    columns = grid.columns_of(method)
    document = grid_document(method, asked.where, columns, grid.rows_of(method, columns, keys), actor.now)
    answer = sent(request, document, wanted, actor.today)
    for one in method.inspections:
        note_export(request, actor, one, Export(wanted.name, Definition(asked.where, (CRITERION,), GRADE), kind="grid"))
    return answer
