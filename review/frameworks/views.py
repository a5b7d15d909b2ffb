"""The pages of frameworks: the list, importing, a version to read, publishing and retiring it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from access.actor import Actor
from access.guard import guarded
from access.permissions import may
from access.refusals import Conflict, Invalid
from review.form_errors import refuse
from review.frameworks import actions, pages
from review.frameworks.difference.versions import standing_words, version_before
from review.frameworks.file.exchange import Problem, read_stored
from review.frameworks.forms import ImportForm, RetireForm
from review.frameworks.import_checks import OtherContent
from review.frameworks.models import FrameworkVersion
from review.frameworks.queries import by_address, outline, visible_versions
from review.frameworks.spreadsheet.unpacking import MOST_BYTES
from review.frameworks.spreadsheet.writing import spreadsheet
from review.frameworks.wording.method_page import MethodPage
from review.history.queries import steps_of
from review.workflow import FRAMEWORK_VERSION

PER_PAGE = 50
BROKEN = "Nothing was imported. Mend what is listed below in your file and choose it again."
LIST = "Frameworks"


@require_safe
@guarded("framework.view")
def framework_list(request: HttpRequest) -> HttpResponse:
    """List the versions that the person can read."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    page = Paginator(visible_versions(actor), PER_PAGE).get_page(request.GET.get("page"))
    context = {"title": LIST, "page_obj": page, "edits": may(actor, "framework.edit")}
    return render(request, "review/frameworks/list.html", context)


@require_http_methods(["GET", "POST"])
@guarded("framework.edit")
def framework_import(request: HttpRequest) -> HttpResponse:
    """Import a file as a draft, or show everything that is wrong with it."""
    form = ImportForm(_posted(request), request.FILES if request.method == "POST" else None)
    problems: list[Problem] = []
    differences: list[str] = []
    if request.method == "POST" and form.is_valid():
        version = _imported(request, form, problems, differences)
        if version:
            messages.success(request, f"{version} was imported as a draft. Read it, then publish it.")
            return redirect("framework-version", version.framework.code, version.number)
    context = {
        "title": "Import a framework",
        "form": form,
        "problems": problems,
        "differences": differences,
        "button": "Check and import",
        "cancel": reverse("framework-list"),
        "breadcrumbs": [(LIST, reverse("framework-list"))],
    }
    return render(request, "review/frameworks/import.html", context, status=400 if form.errors else 200)


def _imported(
    request: HttpRequest, form: ImportForm, problems: list[Problem], differences: list[str]
) -> FrameworkVersion | None:
    """Return the version that the uploaded file became, or put what is wrong into the form and the lists."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    file = form.cleaned_data["file"]
    try:
        return actions.import_framework(actor, file.read(MOST_BYTES + 1), file.name)
    except actions.BrokenFile as broken:
        problems.extend(broken.problems)
        form.add_error("file", BROKEN)
    except OtherContent as other:
        form.add_error("file", other.summary)
        differences.extend(other.lines)
    except Conflict as known:
        form.add_error("file", known.sentence)
    return None


@require_safe
@guarded("framework.view", by_address)
def framework_version(request: HttpRequest, version: FrameworkVersion) -> HttpResponse:
    """Show everything in a version, as a document to read."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    outlined = outline(version)
    changes = list(steps_of(FRAMEWORK_VERSION.code, [version.public_id]))
    before = version_before(actor, version)
    method = MethodPage(read_stored(version.canonical))
    context = {
        "title": str(version),
        "version": version,
        "before": before,
        "facts": pages.facts(version),
        "contents": pages.contents(outlined, method),
        "sections": pages.sections(outlined, standing_words(version, before), method.asked_when),
        "method": method,
        "history": pages.history(version, changes),
        "steps": pages.steps(actor, version),
        "edits": may(actor, "framework.edit"),
        "breadcrumbs": [(LIST, reverse("framework-list"))],
    }
    return render(request, "review/frameworks/version.html", context)


@require_safe
@guarded("framework.view", by_address)
def framework_file(request: HttpRequest, version: FrameworkVersion) -> HttpResponse:
    """Give a version as a file, in its canonical form."""
    name = f"{version.framework.code}-{version.number}.yaml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(version.canonical, content_type="application/yaml; charset=utf-8", headers=headers)


@require_safe
@guarded("framework.view", by_address)
def framework_spreadsheet(request: HttpRequest, version: FrameworkVersion) -> HttpResponse:
    """Give a version as a workbook in the plain layout."""
    name = f"{version.framework.code}-{version.number}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return HttpResponse(spreadsheet(read_stored(version.canonical)), content_type=kind, headers=headers)


@require_http_methods(["GET", "POST"])
@guarded("framework.edit", by_address)
def framework_retire(request: HttpRequest, version: FrameworkVersion) -> HttpResponse:
    """Retire a published version, with the reason."""
    _refuse_unless_open(version, "retire")
    form = RetireForm(_posted(request))
    if request.method == "POST" and form.is_valid() and _retired(request, version, form):
        messages.success(request, f"{version} was retired. No new inspection can use it.")
        return redirect("framework-version", version.framework.code, version.number)
    lines = [
        "No new inspection can use a retired version. Inspections that use it already go on with it, and it stays "
        "readable. It cannot be brought back: import it again, with a change, as a new version."
    ]
    context = {"title": "Retire this version", "button": "Retire", "danger": True, "lines": lines}
    return render(request, "form_page.html", {"form": form} | context | _about(version))


def _retired(request: HttpRequest, version: FrameworkVersion, form: RetireForm) -> bool:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    try:
        actions.retire(actor, version, form.cleaned_data["reason"])
    except Invalid as invalid:
        refuse(form, invalid)
        return False
    return True


def _posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, even where it is nothing; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def _refuse_unless_open(version: FrameworkVersion, name: str) -> None:
    """Refuse a step that does not lead on from the version's state. Raises Conflict."""
    step = FRAMEWORK_VERSION.find(name)
    if version.status not in step.sources:
        state = FRAMEWORK_VERSION.label(version.status).lower()
        raise Conflict(f"{version} is {state}, so this cannot be done now. Load its page to see how it stands.")


def _about(version: FrameworkVersion) -> dict[str, Any]:
    here = reverse("framework-version", args=[version.framework.code, version.number])
    return {
        "caption": str(version),
        "cancel": here,
        "breadcrumbs": [(LIST, reverse("framework-list")), (str(version), here)],
    }
