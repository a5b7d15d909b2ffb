"""Releases of an inspection: those that were given out, and what is kept back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from access.actor import Actor
from access.guard import guarded
from access.permissions import Scope, may
from access.refusals import Conflict, Invalid
from review.form_conflicts import Stored, beside_stored
from review.form_errors import refuse
from review.inspections.models import Inspection
from review.inspections.queries import inspection_at, report_scope
from review.releases import actions
from review.releases.documents import rule_words
from review.releases.forms import PolicyForm
from review.releases.frozen import document_of
from review.releases.models import PublicRelease
from review.releases.pages import trail
from review.releases.queries import policy_of, release_at, releases_of, rule_of
from review.reports.document_pages import about_rows, sections_of
from review.reports.downloads import download_links, sent
from review.reports.formats import format_called


def release_scope(actor: Actor, release: PublicRelease) -> Scope:
    """Return how the actor stands to the figures of a release's inspection."""
    return report_scope(actor, release.inspection)


@require_safe
@guarded("report.view", inspection_at, report_scope)
def releases(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Show what was released of an inspection, the newest first, and what is kept back."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    context = {
        "title": f"Public releases: {inspection.title}",
        "inspection": inspection,
        "releases": releases_of(inspection),
        "rule": rule_words(rule_of(policy_of(inspection))),
        "may_make": may(actor, "release.make", report_scope(actor, inspection)),
        "synthetic": inspection.synthetic,
        "breadcrumbs": trail(inspection),
    }
    return render(request, "review/releases/releases.html", context)


@require_safe
@guarded("report.view", release_at, release_scope)
def release(request: HttpRequest, release: PublicRelease) -> HttpResponse:
    """Show a release as it was given out."""
    document = document_of(release.document)
    inspection = release.inspection
    context = {
        "title": release.title,
        "release": release,
        "inspection": inspection,
        "document": document,
        "about": about_rows(document),
        "sections": sections_of(document),
        "downloads": download_links(reverse("release-download", args=[release.public_id]), "", document.pictures),
        "synthetic": inspection.synthetic,
        "breadcrumbs": [*trail(inspection), ("Public releases", reverse("releases", args=[inspection.slug_id]))],
    }
    return render(request, "review/releases/release.html", context)


@require_safe
@guarded("report.view", release_at, release_scope)
def release_download(request: HttpRequest, release: PublicRelease) -> StreamingHttpResponse:
    """Send a release as a file, made of what was kept when it was given out."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    wanted = format_called(request.GET.get("format") or "pdf")
    return sent(request, document_of(release.document), wanted, actor.today)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded("release.make", inspection_at, report_scope)
def disclosure(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Change how small counts are kept back in later releases."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form = PolicyForm(request.POST if request.method == "POST" else None, initial=PolicyForm.of(policy_of(inspection)))
    here = reverse("releases", args=[inspection.slug_id])
    stored: list[Stored] | None = None
    if form.is_valid():
        try:
            actions.set_policy(actor, inspection, form.given(), form.cleaned_data["version"])
        except Invalid as invalid:
            refuse(form, invalid)
        except Conflict as conflict:
            stored = beside_stored(form, PolicyForm(initial=PolicyForm.of(policy_of(inspection))), conflict)
        else:
            messages.success(request, "The disclosure control was saved. It holds for releases from now on.")
            return redirect(here)
    context = {
        "title": "Disclosure control",
        "caption": inspection.title,
        "lines": [
            "What is given out must not show anything about a single person. These settings say which counts are "
            "kept back in public releases. What was released before stays as it is, and every new release is "
            "checked against it."
        ],
        "form": form,
        "stored": stored,
        "cancel": here,
        "synthetic": inspection.synthetic,
        "breadcrumbs": [*trail(inspection), ("Public releases", here)],
    }
    state = 409 if stored is not None else 400 if form.errors else 200
    return render(request, "form_page.html", context, status=state)
