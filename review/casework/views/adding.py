"""Adding to an inspection: cases, persons, ethnicity records and documents; correcting a case's facts."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from access.actor import Actor
from access.guard import guarded
from access.refusals import Invalid, Refused
from casefiles.cases import actions as case_actions
from casefiles.cases.models import Person
from casefiles.documents.actions import add_document
from review.casework import actions, queries
from review.casework.forms import CaseForm, CorrectionForm, DocumentForm, EthnicityForm, PersonForm
from review.casework.queries import CasePage
from review.casework.views.cases import page_of, page_scope, trail
from review.form_errors import refuse
from review.inspections.models import Inspection
from review.inspections.queries import forces_of, inspection_at, scope_in
from review.reviewing.queries import subject_scope


@require_http_methods(["GET", "POST"])
@guarded("case.manage", inspection_at, scope_in)
def case_add(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Add a case by hand."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form = CaseForm(request.POST or None, forces=forces_of(inspection))
    if request.method == "POST" and form.is_valid():
        try:
            subject = actions.add_case(actor, inspection, form.facts(), synthetic=inspection.synthetic)
        except Invalid as invalid:
            refuse(form, invalid)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"Case {subject.case} was added.")
            return redirect("case", subject.public_id)
    context = {
        "title": "Add a case",
        "form": form,
        "button": "Add the case",
        "cancel": reverse("case-list", args=[inspection.slug_id]),
        "breadcrumbs": trail(inspection),
        "synthetic": inspection.synthetic,
    }
    return render(request, "form_page.html", context)


@require_http_methods(["GET", "POST"])
@guarded("case.manage", page_of, page_scope)
def case_correct(request: HttpRequest, page: CasePage) -> HttpResponse:
    """Correct a case's facts, with the reason."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    scope = subject_scope(actor, page.subject)
    form = CorrectionForm(request.POST or None, case=page.case)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            case_actions.correct_case(actor, scope, page.case, form.facts(), data["reason"], data["version"])
        except Invalid as invalid:
            refuse(form, invalid)
        else:
            messages.success(request, "The facts were corrected.")
            return redirect("case", page.subject.public_id)
    lines = [f"Force: {page.case.force.name}. A case stays with its force."]
    return _on_case(request, page, form, "Correct the facts", "Save the correction", lines)


@require_http_methods(["GET", "POST"])
@guarded("case.manage", page_of, page_scope)
def person_add(request: HttpRequest, page: CasePage) -> HttpResponse:
    """Add a suspect or victim by reference."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        scope, data = subject_scope(actor, page.subject), form.cleaned_data
        try:
            person = case_actions.add_person(actor, scope, page.case, data["role"], data["reference"])
        except Invalid as invalid:
            refuse(form, invalid)
        else:
            messages.success(request, f"{person.get_role_display()} {person.reference} was added.")
            return redirect("case", page.subject.public_id)
    return _on_case(request, page, form, "Add a person", "Add the person")


def person_of(actor: Actor, subject: UUID, person: UUID) -> tuple[CasePage, Person]:
    """Return a case page and one of its persons; raise DoesNotExist where there is none to be seen."""
    page = queries.case_page(actor, subject)
    return page, queries.person_in(page.case, person)


def person_scope(actor: Actor, found: tuple[CasePage, Person]) -> object:
    """Return how the actor stands to the person's case."""
    return subject_scope(actor, found[0].subject)


@require_http_methods(["GET", "POST"])
@guarded("case.manage", person_of, person_scope)  # type: ignore[arg-type]
def ethnicity_add(request: HttpRequest, found: tuple[CasePage, Person]) -> HttpResponse:
    """Add a record that the force made of a person's ethnicity."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    page, person = found
    form = EthnicityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            case_actions.add_ethnicity_record(actor, subject_scope(actor, page.subject), person, form.facts())
        except Invalid as invalid:
            refuse(form, invalid)
        else:
            messages.success(request, f"The record for {person.reference} was added.")
            return redirect("case", page.subject.public_id)
    title = f"Add an ethnicity record for {person.get_role_display().lower()} {person.reference}"
    return _on_case(request, page, form, title, "Add the record")


@require_http_methods(["GET", "POST"])
@guarded("case.manage", page_of, page_scope)
def document_add(request: HttpRequest, page: CasePage) -> HttpResponse:
    """Add a document to the case."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, scope = form.cleaned_data["file"], subject_scope(actor, page.subject)
        try:
            document = add_document(actor, scope, page.case, form.cleaned_data["title"], file.name, file.read())
        except Invalid as invalid:
            refuse(form, invalid)
        else:
            messages.success(request, f"The document {document.title} was added.")
            return redirect("case", page.subject.public_id)
    return _on_case(request, page, form, "Add a document", "Add the document")


def _on_case(
    request: HttpRequest, page: CasePage, form: object, title: str, button: str, lines: Sequence[str] = ()
) -> HttpResponse:
    """Answer with a form about a case, with paragraphs before it."""
    here = reverse("case", args=[page.subject.public_id])
    inspection = page.subject.inspection
    context = {
        "title": title,
        "caption": f"Case {page.case.reference}",
        "form": form,
        "lines": lines,
        "button": button,
        "cancel": here,
        "breadcrumbs": trail(inspection, (page.case.reference, here)),
        "synthetic": inspection.synthetic,
    }
    return render(request, "form_page.html", context)
