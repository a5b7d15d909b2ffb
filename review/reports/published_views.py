"""The published results of others: their list, and each with its source and what is known of its counts."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from access.actor import Actor
from access.guard import guarded
from access.permissions import may
from review.external.models import ExternalResult
from review.external.queries import (
    chosen_in,
    chosen_results,
    known_choices,
    result_at,
    withdrawn_by_words,
    withdrawn_words,
)
from review.inspections.models import ExerciseType
from review.reports.document_pages import table_of
from review.reports.downloads import external_downloads
from review.reports.published import GAPS, PublishedReport, published_report, published_sheet, source_words

TITLE = "Published results"
PER_PAGE = 20


@require_safe
@guarded("external.view")
def external_list(request: HttpRequest) -> HttpResponse:
    """Show the published results of exercises made elsewhere, each with its own chart; never added together."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    chosen = chosen_in(actor, request.GET.dict())
    page = Paginator(chosen_results(actor, chosen), PER_PAGE).get_page(request.GET.get("page"))
    reports = [published_report(result) for result in page.object_list]
    context = {
        "title": TITLE,
        "page_obj": page,
        "rows": [_row(one, f"x{place}") for place, one in enumerate(reports)],
        "edits": may(actor, "external.edit"),
        "chosen": chosen,
        "kinds": ExerciseType.choices,
        "knowns": known_choices(actor),
        "keep": [(name, value) for name, value in vars(chosen).items() if value and name != "q"],
    }
    return render(request, "review/reports/external_list.html", context)


def _row(report: PublishedReport, prefix: str) -> tuple[ExternalResult, str, SafeString, str]:
    """Return a result with its counts in words, its chart, and who withdrew it where somebody did."""
    return report.result, report.sentence(), drawn(report, prefix), withdrawn_by_words(report.result)


@require_safe
@guarded("external.view", result_at)
def external_result(request: HttpRequest, result: ExternalResult) -> HttpResponse:
    """Show one published result with its source and note; of a withdrawn one, that it was withdrawn and why."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    edits = may(actor, "external.edit")
    context = {
        "title": result.title,
        "result": result,
        "edits": edits,
        "withdrawn": withdrawn_words(result) if result.withdrawn_at else "",
        "breadcrumbs": [(TITLE, reverse("external-list"))],
    }
    if not result.withdrawn_at or edits:
        report = published_report(result)
        context |= {
            "chart": drawn(report, "main"),
            "table": table_of(published_sheet(report)),
            "source": source_words(result),
            "gaps": "" if report.found.complete else GAPS,
            "downloads": [] if result.withdrawn_at else external_downloads(result),
        }
    return render(request, "review/reports/external_result.html", context)


def drawn(report: PublishedReport, prefix: str) -> SafeString:
    """Return the chart of a published result."""
    return mark_safe(report.chart(prefix))  # noqa: S308  # the drawing functions escape every text
