"""The report builder: what to count, of which cases, broken down by what; saved reports, counted anew."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from access.actor import Actor
from access.guard import guarded
from access.refusals import Conflict, Invalid
from review.counting.dimensions import REVIEWER
from review.counting.method import Method, method_of
from review.inspections.models import Inspection
from review.inspections.queries import inspection_at, report_scope
from review.reports import actions, building, choices, pages
from review.reports.asking import WITH, Asked, asked_in, check_page, without_empty
from review.reports.build_results import result_of
from review.reports.downloads import saved_downloads
from review.reports.figures import Changed, changes, figures_of
from review.reports.joining import could_join, joined
from review.reports.models import SavedReport
from review.reports.rights import may_save, require_asked, sees_reviewers
from review.reports.saved import readable_saved, saved_at


@require_safe
@guarded("report.view", inspection_at, report_scope)
def report_build(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Show the form of the builder and, once something is asked, what it comes to.

    An address with empty parts, as a form sends them, leads to the short one, which can be passed on.
    """
    if (short := without_empty(request.GET)) != request.GET:
        return redirect(f"{request.path}?{short.urlencode()}")
    query, problem = _typed(request.GET), ""
    try:
        method, asked = _asked(request, inspection, query)
        check_page(asked)
    except Invalid as error:
        problem = str(error)
        method, asked = _asked(request, inspection, QueryDict())
    require_asked(request, asked)
    result = result_of(inspection, method, asked) if request.GET and not problem else {}
    context = _context(request, inspection, method, asked) | result | {"problem": problem}
    return render(request, "review/reports/build.html", context, status=400 if problem else 200)


def _asked(request: HttpRequest, inspection: Inspection, query: QueryDict) -> tuple[Method, Asked]:
    """Return what a query asks for, of all inspections that it names; raise Invalid where it cannot be shown."""
    method = method_of(*joined(request, inspection, [slug for slug in query.getlist(WITH) if slug]))
    return method, asked_in(query, inspection, method, by="")


def _typed(sent: QueryDict) -> QueryDict:
    """Return the query with texts that list several periods, parted by commas, as several answers."""
    query = sent.copy()
    for name, values in sent.lists():
        query.setlist(name, [part.strip() for value in values for part in _parts(name, value) if part.strip()])
    return query


def _parts(name: str, value: str) -> list[str]:
    return value.split(",") if name.endswith(("month", "quarter", "year")) else [value]


def _context(request: HttpRequest, inspection: Inspection, method: Method, asked: Asked) -> dict[str, Any]:
    first, second = (*asked.by, "", "")[:2]
    hidden = () if sees_reviewers(request) else (REVIEWER,)
    return {
        "title": f"Build a report: {inspection.title}",
        "inspection": inspection,
        "asked": asked,
        "counted": choices.counted(method, asked, hidden),
        "first": choices.broken_down(method, first, hidden),
        "second": choices.broken_down(method, second, hidden),
        "narrowed": choices.narrowed(method, asked, hidden),
        "headline": pages.where_words(method, building.headline_of(inspection, method)),
        "saved_reports": readable_saved(request.actor, inspection, sees_reviewers(request)),  # type: ignore[attr-defined]
        "may_save": may_save(request),
        "inspections": method.inspections,
        "design": method.sample_design,
        "others": choices.others(could_join(request.actor, inspection), asked),  # type: ignore[attr-defined]
        "synthetic": inspection.synthetic,
        "breadcrumbs": [
            (inspection.title, reverse("inspection", args=[inspection.slug_id])),
            ("Report", reverse("report", args=[inspection.slug_id])),
        ],
    }


@require_POST
@guarded("report.save", inspection_at, report_scope)
def report_save(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Save a report under a name."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    name, query = request.POST.get("name", ""), request.POST.get("query", "")
    try:
        saved = actions.save_report(actor, inspection, name, query)
    except (Invalid, Conflict) as refused:
        method, asked = _asked(request, inspection, QueryDict(query))
        context = _context(request, inspection, method, asked) | result_of(inspection, method, asked)
        context |= {"save_problem": _sentence(refused), "name": name}
        return render(request, "review/reports/build.html", context, status=400)
    return redirect("report-saved", saved.public_id)


def _sentence(refused: Exception) -> str:
    errors = getattr(refused, "errors", None)
    return "; ".join(text for texts in errors.values() for text in texts) if errors else str(refused)


@require_safe
@guarded("report.view", saved_at, lambda actor, saved: report_scope(actor, saved.inspection))
def report_saved(request: HttpRequest, saved: SavedReport) -> HttpResponse:
    """Show a saved report as it stands now, with what changed since it was saved; or why it cannot be counted."""
    inspection = saved.inspection
    context: dict[str, Any] = {"saved": saved, "problem": "", "changes": (), "kept": _kept(saved)}
    try:
        method, asked = _asked(request, inspection, QueryDict(saved.query))
        require_asked(request, asked)
        result = result_of(inspection, method, asked)
        context |= result | {"changes": changes(saved.figures, figures_of(result["report"]))}
        context["downloads"] = saved_downloads(saved, result["charts"])
    except Invalid as error:
        context["problem"] = str(error)
        method, asked = _asked(request, inspection, QueryDict())
    context = _context(request, inspection, method, asked) | context | {"title": f"{saved.name}: {inspection.title}"}
    return render(request, "review/reports/saved.html", context)


def _kept(saved: SavedReport) -> list[Changed]:
    """Return the figures as they were saved, those that are zero left out."""
    return [Changed(str(figure[4]), int(figure[5]), None) for figure in saved.figures if figure[5]]


@require_POST
@guarded("report.save", saved_at, lambda actor, saved: report_scope(actor, saved.inspection))
def report_remove(request: HttpRequest, saved: SavedReport) -> HttpResponse:
    """Take a saved report off the list."""
    actions.remove_report(request.actor, saved)  # type: ignore[attr-defined]
    return redirect("report-build", saved.inspection.slug_id)


@require_safe
@guarded("home.view")
def report_methods(request: HttpRequest) -> HttpResponse:
    """Show how the figures of reports are worked out, in plain words."""
    return render(request, "review/reports/methods.html", {"title": "How figures are worked out"})
