"""Importing cases, persons and ethnicity records from a CSV file."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from access.actor import Actor
from access.guard import guarded
from access.refusals import Invalid
from casefiles.cases.code_lists import ethnicity_codes, outcome_types
from casefiles.domain.import_checks import CASE_FILES, ETHNICITY_RECORDS, PERSONS, Layout, read_table
from review.casework import imports
from review.casework.forms import ImportForm
from review.casework.views.cases import trail
from review.inspections.models import Inspection
from review.inspections.queries import forces_of, inspection_at, scope_in


@require_http_methods(["GET", "POST"])
@guarded("case.manage", inspection_at, scope_in)
def case_import(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Import cases."""
    return _import(request, inspection, CASE_FILES, imports.import_cases)


@require_http_methods(["GET", "POST"])
@guarded("case.manage", inspection_at, scope_in)
def person_import(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Import suspects and victims of cases that are in the inspection already."""
    return _import(request, inspection, PERSONS, imports.import_persons)


@require_http_methods(["GET", "POST"])
@guarded("case.manage", inspection_at, scope_in)
def ethnicity_import(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Import what the force recorded of persons' ethnicity."""
    return _import(request, inspection, ETHNICITY_RECORDS, imports.import_ethnicity)


def _import(
    request: HttpRequest, inspection: Inspection, layout: Layout[Any], take: Callable[..., Any]
) -> HttpResponse:
    """Read the file whole; import all of it, or say by line what is wrong and import nothing."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form = ImportForm(request.POST or None, request.FILES or None)
    problems: list[tuple[str, str, str]] = []
    if request.method == "POST" and form.is_valid():
        problems = _problems(actor, inspection, layout, form.cleaned_data["file"], take)
        if not problems:
            messages.success(request, f"The file was imported: {layout.title.lower()}.")
            return redirect("case-list", inspection.slug_id)
        form.add_error("file", "Nothing was imported. Mend the lines below in your file and choose it again.")
    context = {
        "title": f"Import {layout.title.lower()}",
        "form": form,
        "layout": layout,
        "problems": problems,
        "button": "Check and import",
        "cancel": reverse("case-list", args=[inspection.slug_id]),
        "forces": forces_of(inspection),
        "most_rows": imports.MOST_ROWS,
        "inspection": inspection,
        "synthetic": inspection.synthetic,
        "breadcrumbs": trail(inspection),
    }
    return render(request, "review/casework/import.html", context, status=400 if problems else 200)


def _problems(
    actor: Actor, inspection: Inspection, layout: Layout[Any], file: Any, take: Callable[..., Any]
) -> list[tuple[str, str, str]]:
    """Import the file and return nothing, or return what is wrong: line, column and sentence of each problem."""
    if file.size > settings.IMPORT_MAX_BYTES:
        return [("", "", "The file is larger than 10 MB. Split it into smaller ones.")]
    known = {
        "force": {row.force.code for row in forces_of(inspection)},
        "outcome_type": outcome_types(),
        **ethnicity_codes(),
    }
    checked = read_table(file.read(), layout, known, most_rows=imports.MOST_ROWS, today=actor.today)
    if checked.problems:
        return [(str(p.line or ""), p.column, p.message) for p in checked.problems]
    try:
        take(actor, inspection, checked.rows)
    except Invalid as invalid:
        sentences = [sentence for group in invalid.errors.values() for sentence in group][1:]
        return [_split(sentence) for sentence in sentences]
    return []


def _split(sentence: str) -> tuple[str, str, str]:
    """Return the line number and the rest of a sentence such as "Line 3: There is ..."."""
    line, _, rest = sentence.removeprefix("Line ").partition(": ")
    return line, "", rest
