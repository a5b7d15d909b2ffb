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
from casefiles.cases.code_lists import ethnicity_codes, outcome_types
from casefiles.domain.import_checks import (
    CASE_FILES,
    ETHNICITY_RECORDS,
    PERSONS,
    Checked,
    Layout,
    Problem,
    read_table,
)
from review.casework import imports
from review.casework.forms import ImportForm
from review.casework.views.cases import trail
from review.inspections.models import Inspection
from review.inspections.queries import forces_of, inspection_at, scope_in

TOO_LARGE = "The file is larger than 10 MB. Split it into smaller ones."


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
    if request.GET.get("example") == "csv":
        return _example(layout)
    problems, unread = list[Problem](), False
    if request.method == "POST" and form.is_valid():
        checked = _checked(actor, inspection, layout, form.cleaned_data["file"])
        problems, unread = _problems(actor, inspection, checked, take), checked.cut_short
        if not problems:
            messages.success(request, _imported(layout, len(checked.rows)))
            return redirect("case-list", inspection.slug_id)
        form.add_error("file", "Nothing was imported. Mend the lines below in your file and choose it again.")
    context = {
        "title": f"Import {layout.title.lower()}",
        "form": form,
        "layout": layout,
        "problems": [(str(problem.line or ""), problem.column, problem.message) for problem in problems],
        "unread": unread,
        "outcomes": [f"{code}: {label}" for code, label in outcome_types().items()],
        "button": "Check and import",
        "cancel": reverse("case-list", args=[inspection.slug_id]),
        "forces": forces_of(inspection),
        "most_rows": imports.MOST_ROWS,
        "inspection": inspection,
        "synthetic": inspection.synthetic,
        "breadcrumbs": trail(inspection),
    }
    return render(request, "review/casework/import.html", context, status=400 if problems else 200)


def _example(layout: Layout[Any]) -> HttpResponse:
    """Send the file to start from."""
    name = f'attachment; filename="{layout.name}.csv"'
    return HttpResponse(
        layout.example_csv(), content_type="text/csv; charset=utf-8", headers={"Content-Disposition": name}
    )


def _imported(layout: Layout[Any], number: int) -> str:
    return f"1 {layout.one} was imported." if number == 1 else f"{number:,} {layout.title.lower()} were imported."


def _checked(actor: Actor, inspection: Inspection, layout: Layout[Any], file: Any) -> Checked[Any]:
    """Read the file against the codes that the inspection knows."""
    if file.size > settings.IMPORT_MAX_BYTES:
        return Checked(problems=(Problem(0, "", TOO_LARGE),), cut_short=True)
    known = {
        "force": [row.force.code for row in forces_of(inspection)],
        "outcome_type": outcome_types(),
        **ethnicity_codes(),
    }
    return read_table(file.read(), layout, known, most_rows=imports.MOST_ROWS, today=actor.today)


def _problems(actor: Actor, inspection: Inspection, checked: Checked[Any], take: Callable[..., Any]) -> list[Problem]:
    """Import the rows and return nothing, or return all that is wrong: in the file, and beside what is there."""
    keep = not checked.problems
    found = imports.problems_of(take, actor, inspection, checked.sound, keep=keep)
    return sorted([*checked.problems, *(Problem(line, "", words) for line, words in found)], key=lambda p: p.line)
