"""The page of the criteria-by-case grid."""

from dataclasses import replace

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from access.guard import guarded
from review.inspections.models import Inspection
from review.inspections.queries import inspection_at, report_scope
from review.reports import grid, tracing
from review.reports.asking import WITH, asked_in, cases_of, method_for
from review.reports.joining import joined
from review.reports.rights import require_asked, sees_reviewers
from review.reports.which_cases import cases_words

PER_PAGE = 50
FITS = 20
"""As many columns stand on a wide screen beside each other, so that the page scrolls and not the table in it."""


@require_safe
@guarded("report.view", inspection_at, report_scope)
def report_grid(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Show how each case that a report counts was graded at each criterion, each grade with its judgment."""
    method = method_for(request.GET, *joined(request, inspection, request.GET.getlist(WITH)))
    asked = asked_in(request.GET, inspection, method, by="")
    require_asked(request, asked)
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
        "synthetic": inspection.synthetic,
        "breadcrumbs": [
            (inspection.title, reverse("inspection", args=[inspection.slug_id])),
            ("Report", f"{reverse('report', args=[inspection.slug_id])}?{figure.query()}"),
        ],
    }
    return render(request, "review/reports/grid.html", context)
