"""A draft begins, is published, or is discarded."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from access.actor import Actor
from access.guard import guarded
from access.refusals import Conflict, Invalid, NotAllowed
from review.authoring import draft_actions, publishing_actions
from review.authoring.forms.drafts import DiscardForm, NewFrameworkForm, PublishForm, StartForm
from review.authoring.pages import diff_url, tree_url
from review.authoring.part_pages import troubles_of
from review.authoring.queries import Draft, draft_of, drafts_from, open_comments, version_of
from review.authoring.views.kept import keeping_typed
from review.form_errors import refuse

LIST = "Frameworks"


@require_http_methods(["GET", "POST"])
@guarded("framework.edit")
def framework_new(request: HttpRequest) -> HttpResponse:
    """Begin a framework with nothing."""
    form = NewFrameworkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actor: Actor = request.actor  # type: ignore[attr-defined]
        data = form.cleaned_data
        try:
            draft = draft_actions.start_framework(actor, data["code"], data["title"], data["judges"])
        except Invalid as invalid:
            refuse(form, invalid)
        else:
            messages.success(request, f"{draft} was begun. Fill in what it says about itself first.")
            return redirect(tree_url(draft))
    context = {
        "title": "Begin a framework",
        "form": form,
        "button": "Begin",
        "cancel": reverse("framework-list"),
        "breadcrumbs": [(LIST, reverse("framework-list"))],
        "lines": [
            "It begins as a draft with one scale, one topic with one question, and the overall judgment, to be changed "
            "as you need. To build on a framework that is here already, open its page and start a new draft from it."
        ],
    }
    return render(request, "form_page.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@guarded("framework.edit", version_of)
def draft_start(request: HttpRequest, found: Draft) -> HttpResponse:
    """Start a new draft from a version."""
    if request.method == "POST":
        actor: Actor = request.actor  # type: ignore[attr-defined]
        draft = draft_actions.start_draft(actor, found.version)
        messages.success(request, f"Version {draft.number} was started as a draft with the content of this version.")
        return redirect(tree_url(draft))
    open_drafts = [str(draft) for draft in drafts_from(found.version)]
    lines = [
        f"The draft gets all that {found.version} holds, and the next free number. Nothing of this version changes.",
        "Inspections stay with the version that they use.",
    ]
    if open_drafts:
        lines.append(f"There is a draft already: {', '.join(open_drafts)}. Open that one if you mean to go on with it.")
    context = {"title": "Start a new draft from this version", "button": "Start the draft", "lines": lines}
    return render(request, "form_page.html", {"form": StartForm()} | context | _about(found))


@require_http_methods(["GET", "POST"])
@keeping_typed
@guarded("framework.edit", draft_of)
def framework_publish(request: HttpRequest, found: Draft) -> HttpResponse:
    """Publish a draft with a note, once it is confirmed that it was read and nothing is left to mend."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form = PublishForm(request.POST if request.method == "POST" else None, initial={"sha256": found.version.sha256})
    refused = publishing_actions.refusal(actor, found.version)
    if request.method == "POST" and form.is_valid() and _published(request, found, form):
        messages.success(request, f"{found.version} was published. Inspections can use it from now on.")
        return redirect("framework-version", found.version.framework.code, found.version.number)
    context = _about(found) | {
        "title": "Publish this version",
        "form": form,
        "version": found.version,
        "button": "Publish",
        "lines": ["Once published, a version can be chosen for new inspections."],
        "warning": "A published version can never be changed or deleted, only retired.",
        "troubles": troubles_of(found),
        "refused": refused,
        "open_comments": sum(open_comments(found.version).values()),
        "edit_url": tree_url(found.version),
        "diff_url": diff_url(found.version),
    }
    return render(request, "review/authoring/publish.html", context, status=400 if form.errors else 200)


def _published(request: HttpRequest, found: Draft, form: PublishForm) -> bool:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    data = form.cleaned_data
    try:
        publishing_actions.publish(actor, found.version, data["note"], data["sha256"])
    except Invalid as invalid:
        refuse(form, invalid)
    except (Conflict, NotAllowed) as refused:
        form.add_error(None, getattr(refused, "sentence", str(refused)))
    else:
        return True
    return False


@require_http_methods(["GET", "POST"])
@keeping_typed
@guarded("framework.edit", draft_of)
def framework_discard(request: HttpRequest, found: Draft) -> HttpResponse:
    """Discard a draft, with the reason."""
    form = DiscardForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actor: Actor = request.actor  # type: ignore[attr-defined]
        draft_actions.discard(actor, found.version, form.cleaned_data["reason"])
        messages.success(request, f"{found.version} was discarded.")
        return redirect("framework-version", found.version.framework.code, found.version.number)
    lines = ["A discarded draft stays readable for administrators. It can never be changed, published or used again."]
    context = {"title": "Discard this draft", "button": "Discard", "danger": True, "lines": lines, "form": form}
    return render(request, "form_page.html", context | _about(found), status=400 if form.errors else 200)


def _about(found: Draft) -> dict[str, Any]:
    version = found.version
    here = reverse("framework-version", args=[version.framework.code, version.number])
    return {
        "caption": str(version),
        "cancel": here,
        "breadcrumbs": [(LIST, reverse("framework-list")), (str(version), here)],
    }
