"""The report of an inspection, and the cases behind each figure."""

from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from access.actor import Actor
from access.guard import guarded
from review.casework.queries import with_label
from review.counting.behind import Behind
from review.counting.dimensions import CRITERION, GRADE, TEAM_TYPE
from review.counting.measures import measure_of
from review.counting.method import Method
from review.counting.unanswered import label_of_unanswered
from review.domain.rules.words import counted
from review.domain.tabulation import EVERY_CASE, NOT_ANSWERED
from review.domain.wording import lower_first
from review.inspections.models import Inspection
from review.inspections.queries import inspection_at, report_scope
from review.reports import behind_words, pages, queries, tracing
from review.reports.asking import Asked, asked_in, is_standard, method_for
from review.reports.documents import sample_note, unfinished
from review.reports.downloads import standard_downloads
from review.reports.flag_rows import flags_part
from review.reports.more_sheets import unsigned_words
from review.reports.readings import told_of
from review.reports.rights import asked_for
from review.reports.standard import StandardTable, standard_report
from review.reports.standard_documents import charts_in
from review.reports.tracing import left_out_in

PER_PAGE = 50


@require_safe
@guarded("report.view", inspection_at, report_scope)
def report(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Show the standard report: the headline, the whole, by force, by criterion, language, and what is not signed off.

    An address that asks for more is the builder's.
    """
    if not is_standard(request.GET):
        return redirect(f"{reverse('report-build', args=[inspection.slug_id])}?{request.GET.urlencode()}")
    method = method_for(request.GET, inspection)
    asked = pages.with_intervals(asked_in(request.GET, inspection, method), method)
    cases = reverse("report-cases", args=[inspection.slug_id])
    made = standard_report(method, asked.where)
    parts = {table.name: _part(table, cases, asked) for table in made.tables}
    context = {
        "title": f"Report: {inspection.title}",
        "inspection": inspection,
        "asked": asked,
        "main": parts.get("headline", parts["whole"]),
        "main_words": pages.where_words(method, asked.where),
        "whole": parts["whole"] if "headline" in parts else None,
        "by_force": parts["by-force"],
        "by_criterion": parts["by-criterion"],
        "breakdowns": _breakdown_links(method, asked),
        "flags": flags_part(method, made.flags, cases),
        "unsigned": _unsigned(method, made.by_force.table.left_out["unsigned"]),
        "show_intervals": asked.query(intervals=True, by=()),
        "every_case": asked.query(where=EVERY_CASE, narrowed=False, all_cases=True, by=()),
        "hide_intervals": asked.query(intervals=False, by=()),
        "sample_note": sample_note(inspection.sample_design, asked.intervals),
        "told": list(told_of(method, made.by_force)),
        "unfinished": unfinished(method, replace(made.by_force, intervals=asked.intervals)),
        "downloads": standard_downloads(inspection, asked, charts_in(method, made)),
        "last_changed": made.changed_at,
        "has_results": method.has_rules_over_cases,
        **_corrections(queries.corrected_since(inspection)),
        "synthetic": inspection.synthetic,
        "breadcrumbs": [
            ("Inspections", reverse("inspection-list")),
            (inspection.title, reverse("inspection", args=[inspection.slug_id])),
        ],
    }
    return render(request, "review/reports/report.html", context)


def _corrections(count: int) -> dict[str, Any]:
    """Return what the page says of cases whose facts were corrected after they were signed off."""
    cases = "1 case has facts that were" if count == 1 else f"{count} cases have facts that were"
    words = f"{cases} corrected after sign-off. The figures use the facts as signed, until a new sign-off."
    return {"corrected_since": count, "corrected_words": words}


def _part(table: StandardTable, cases: str, asked: Asked) -> Any:
    """Return one of the report's tables as the page shows it, its figures leading to the cases that it counts."""
    report = table.report
    if table.by_groups:
        return pages.breakdown_part(table.title, report, table.name, cases, replace(asked, by=report.by))
    if not report.where:
        asked = Asked(where=EVERY_CASE, measure=asked.measure, all_cases=True, intervals=asked.intervals)
    return pages.table_part(table.title, report, table.name, cases, asked)


def _breakdown_links(method: Method, asked: Asked) -> list[dict[str, Any]]:
    """Return the other ways of breaking down that are asked for most: by team, and by each question."""
    build = reverse("report-build", args=[method.inspections[0].slug_id])
    return [
        {"label": method.title(name), "url": f"{build}?{asked.query(by=(name,))}#breakdown"}
        for name in [TEAM_TYPE, *_questions(method)]
    ]


def _questions(method: Method) -> list[str]:
    return [question.name for question in method.questions]


def _unsigned(method: Method, unsigned: int) -> dict[str, Any] | None:
    counts = queries.unsigned_grades(method.inspections[0], method)
    if not sum(counts.values()):
        return None
    rows = [(grade.label, counts[grade.code]) for grade in method.scale.grades]
    return {"rows": rows, "words": unsigned_words(sum(counts.values()), unsigned)}


@require_safe
@guarded("report.view", inspection_at, report_scope)
def report_cases(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Show the cases behind one figure of the report, each with the way to its judgment and with what it counts."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    method, asked = asked_for(request, inspection, request.GET)
    found = tracing.traced(method, asked)
    group = dict(zip(asked.by, asked.key, strict=False))
    q = request.GET.get("q", "").strip()
    page = Paginator(found.subjects(q).values_list("pk", flat=True), PER_PAGE).get_page(request.GET.get("page"))
    total = found.count()
    subjects = list(with_label(tracing.shown(page.object_list)))
    counted_parts = behind_words.counted_behind(method, asked, found, [one.pk for one in subjects])
    context = {
        "title": "Cases behind a figure",
        "inspection": inspection,
        "asked": asked,
        "inspections": method.inspections,
        "words": words_of_figure(method, asked),
        "where_words": where_of_figure(method, asked),
        "total": total,
        "total_words": _total_words(method, asked, total, found),
        "q": q,
        "keep": [(name, value) for name, value in request.GET.items() if name not in ("q", "page")],
        "passages_words": behind_words.passages_words(asked, found),
        "counted": counted_parts.heading,
        "page_obj": page,
        "subjects": subjects,
        "rows": behind_words.rows_behind(actor, counted_parts, subjects),
        "anchor": f"c-{group[CRITERION]}" if CRITERION in group else "",
        "synthetic": inspection.synthetic,
        "breadcrumbs": [
            (inspection.title, reverse("inspection", args=[inspection.slug_id])),
            ("Report", f"{reverse('report', args=[inspection.slug_id])}?{asked.query(key=(), answer='', left_out='')}"),
        ],
    }
    return render(request, "review/reports/cases.html", context)


def _total_words(method: Method, asked: Asked, total: int, found: Behind) -> str:
    """Return how many the figure counts: cases, or suspects with the number of their cases."""
    if not measure_of(method, asked.measure).of_suspects:
        return counted(total, "case", "cases")
    return f"{counted(total, 'suspect', 'suspects')} in {counted(found.subjects().count(), 'case', 'cases')}"


def words_of_figure(method: Method, asked: Asked) -> str:
    """Return which figure the list is behind, in words."""
    parts = [_group_words(method, name, code) for name, code in zip(asked.by, asked.key, strict=False)]
    measure = measure_of(method, asked.measure)
    if asked.left_out:
        parts.append(left_out_in(method, asked))
    elif asked.answer:
        scales = [measure.scale, *(criterion.scale for criterion in method.criteria)]
        labels = {grade.code: grade.label for scale in reversed(scales) for grade in scale.grades}
        parts.append(labels[asked.answer] if asked.measure == GRADE else f"{measure.title}: {labels[asked.answer]}")
    else:
        parts.append(f"{measure.units.capitalize()} counted")
    return ": ".join(parts)


def where_of_figure(method: Method, asked: Asked) -> str:
    """Return which cases the report of a figure chooses; of one left out, that these are not among them."""
    words = pages.where_words(method, asked.where)
    if not words or not asked.left_out:
        return f"Chosen: {words}" if words else ""
    if asked.left_out != "not-in-subset":
        return f"The report is of: {words}. These cases are left out of it."
    return f"The report is of: {words}. These cases have another answer{_other_answers(method, asked)}."


def _other_answers(method: Method, asked: Asked) -> str:
    """Return what else the cases outside a subset can be; nothing where that is no short list."""
    if len(asked.where.conditions) > 1:
        return " to one of these"
    (condition,) = asked.where.conditions
    dimension = method.dimensions[condition.name]
    others = [] if dimension.step else [code for code in dimension.answers if code not in condition.answers]
    return f": {' or '.join(map(dimension.label, others))}" if 0 < len(others) < 4 else ""


def _group_words(method: Method, name: str, code: str) -> str:
    if name == CRITERION:
        return next((one.question for one in method.criteria if one.code == code), code)
    dimension = method.dimensions[name]
    label = lower_first(label_of_unanswered(method, name)) if code == NOT_ANSWERED else dimension.label(code)
    return f"{dimension.title}: {label}"
