"""Importing a list of published results: checked and shown line by line, then imported as it was checked."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from access.actor import Actor
from access.guard import guarded
from access.refusals import Conflict, Invalid
from casefiles.domain.import_checks import Problem
from review.domain.rules.words import counted
from review.external.forms import CheckedForm, FileForm
from review.external.importing import (
    ADDED,
    CHANGED,
    MOST_BYTES,
    MOST_ROWS,
    SAME,
    TOO_LARGE,
    Plan,
    import_results,
    plan_of,
    the_layout,
)
from review.external.views import TITLE

MEND = "Nothing was imported. Mend the lines below in your file and choose it again."
NOT_AS_CHECKED = (
    "Nothing was imported, because what was checked did not arrive as the page sent it. "
    "Choose the file again and check it once more."
)


@require_http_methods(["GET", "POST"])
@guarded("external.edit")
def external_import(request: HttpRequest) -> HttpResponse:
    """Check a file and show what importing it would do, or what is wrong with it; import one that was checked."""
    if request.GET.get("example") == "csv":
        return _example()
    if request.method == "POST" and "seen" in request.POST:
        return _take(request)
    form = FileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method != "POST" or not form.is_valid():
        return _show_form(request, form, status=400 if form.errors else 200)
    file, source = form.cleaned_data["file"], form.cleaned_data["source"]
    too_large = Plan(problems=(Problem(0, "", TOO_LARGE),), unread=True)
    data = b"" if file.size > MOST_BYTES else file.read()
    plan = plan_of(request.actor, data, source) if data else too_large  # type: ignore[attr-defined]
    return _show_plan(request, form, plan, data, source)


def _take(request: HttpRequest) -> HttpResponse:
    """Import a file that was checked. What would come out otherwise, or did not arrive as it was sent, is said."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form = CheckedForm(request.POST)
    if not form.is_valid():
        return _show_form(request, _saying(NOT_AS_CHECKED, request.POST.get("source", "")), status=400)
    given = form.cleaned_data
    data = given["text"].encode()
    try:
        done = import_results(actor, data, given["source"], given["seen"])
    except Invalid:
        return _show_plan(request, FileForm(), plan_of(actor, data, given["source"]), data, given["source"])
    except Conflict as conflict:
        messages.warning(request, conflict.sentence)
        return _show_plan(request, FileForm(), plan_of(actor, data, given["source"]), data, given["source"], 409)
    messages.success(request, _summary(done, "were"))
    return redirect("external-list")


def _show_plan(
    request: HttpRequest, form: FileForm, plan: Plan, data: bytes, source: str, status: int = 200
) -> HttpResponse:
    if plan.problems:
        return _show_form(request, _saying(MEND, source), plan, 400)
    text = data.decode("utf-8-sig")
    checked = CheckedForm(initial={"text": text, "source": source, "seen": plan.digest})
    context = {
        "title": "Check what will be imported",
        "form": checked,
        "plan": plan,
        "summary": _summary(plan, "would be"),
        "button": "Import all of it",
        "cancel": reverse("external-import"),
        "breadcrumbs": [(TITLE, reverse("external-list")), ("Import", reverse("external-import"))],
    }
    return render(request, "review/external/import_check.html", context, status=status)


def _saying(sentence: str, source: str) -> FileForm:
    """Return the form for a file with what is wrong beside it; the source stays as it was typed."""
    form = FileForm({"source": source})
    form.errors.clear()
    form.add_error("file", sentence)
    return form


def _show_form(request: HttpRequest, form: FileForm, plan: Plan | None = None, status: int = 200) -> HttpResponse:
    table, beside = the_layout()
    problems = plan.problems if plan else ()
    context: dict[str, Any] = {
        "title": "Import published results",
        "form": form,
        "layout": table,
        "scales": sorted(beside.scales),
        "problems": [(str(one.line or ""), one.column, one.message) for one in problems],
        "unread": bool(plan and plan.unread),
        "most_rows": MOST_ROWS,
        "button": "Check the file",
        "cancel": reverse("external-list"),
        "breadcrumbs": [(TITLE, reverse("external-list"))],
    }
    return render(request, "review/external/import.html", context, status=status)


def _summary(plan: Plan, verb: str) -> str:
    """Say what a plan comes to: "3 published results were added, 1 corrected; 8 stay as they are"."""
    added = counted(plan.number(ADDED), "published result", "published results")
    one = "was" if verb == "were" and plan.number(ADDED) == 1 else verb
    same = plan.number(SAME)
    stay = "stays as it is" if same == 1 else "stay as they are"
    return f"{added} {one} added, {plan.number(CHANGED)} corrected; {same} {stay}."


def _example() -> HttpResponse:
    """Send the file to start from."""
    table, _ = the_layout()
    headers = {"Content-Disposition": f'attachment; filename="{table.name}.csv"'}
    return HttpResponse(table.example_csv(), content_type="text/csv; charset=utf-8", headers=headers)
