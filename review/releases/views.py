"""Releases of an inspection: those that were given out, a new one looked at before it is, and what is kept back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from access.actor import Actor
from access.guard import guarded
from access.permissions import Scope, may
from access.refusals import Conflict, Invalid
from review.counting.method import Method, method_of
from review.domain.disclosure import Reason
from review.form_errors import refuse
from review.inspections.models import Inspection
from review.inspections.queries import inspection_at, report_scope
from review.releases import actions
from review.releases.documents import Heading, rule_words
from review.releases.drafting import Draft, drafted
from review.releases.forms import PolicyForm, ReleaseForm
from review.releases.frozen import document_of
from review.releases.models import PublicRelease
from review.releases.offered import definitions_of, offered
from review.releases.queries import earlier_releases, policy_of, release_at, releases_of, rule_of
from review.reports.document import ReportDocument, shown
from review.reports.downloads import download_links, sent
from review.reports.formats import format_called


def release_scope(actor: Actor, release: PublicRelease) -> Scope:
    """Return how the actor stands to the figures of a release's inspection."""
    return report_scope(actor, release.inspection)


def trail(inspection: Inspection) -> list[tuple[str, str]]:
    """Return the breadcrumbs down to an inspection's report."""
    return [
        (inspection.title, reverse("inspection", args=[inspection.slug_id])),
        ("Report", reverse("report", args=[inspection.slug_id])),
    ]


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


@require_http_methods(["GET", "HEAD", "POST"])
@guarded("release.make", inspection_at, report_scope)
def release_prepare(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Ask what to release, show it exactly as it would be given out, and give it out once somebody looked at it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    method = method_of(inspection)
    offers = offered(method)
    purposive = inspection.sample_design == Inspection.SampleDesign.PURPOSIVE
    form = ReleaseForm(request.POST or None, offers=offers, purposive=purposive)
    draft, status = None, 200
    if form.is_valid():
        try:
            wanted = _wanted(form, offers)
            if "digest" in request.POST:
                made = actions.make_release(actor, method, wanted, request.POST["digest"])
                messages.success(
                    request, f"Release {made.number} is kept as it stands here. Download it to give it out."
                )
                return redirect("release", made.public_id)
        except Invalid as invalid:
            refuse(form, invalid)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
            status = 409
        draft = _draft(method, form, offers, actor)
    if form.is_bound and form.errors:
        status = max(status, 400)
    return render(
        request, "review/releases/prepare.html", _preparing(inspection, form, draft, request.POST), status=status
    )


def _wanted(form: ReleaseForm, offers: Any) -> actions.Wanted:
    """Return what a valid form asks for. Raises Invalid."""
    given = form.cleaned_data
    definitions = definitions_of(offers, given["tables"])
    return actions.Wanted(given["title"], given["purpose"], tuple(definitions), given.get("intervals", False))


def _draft(method: Method, form: ReleaseForm, offers: Any, actor: Actor) -> Draft | None:
    """Return the release as it would be given out now; None, with the sentence in the form, where it cannot be."""
    inspection = method.inspections[0]
    try:
        wanted = _wanted(form, offers)
        rule, heading = rule_of(policy_of(inspection)), Heading(wanted.title, wanted.intervals)
        return drafted(method, wanted.definitions, rule, earlier_releases(inspection), heading, actor.now)
    except Invalid as invalid:
        if not form.errors:
            refuse(form, invalid)
        return None


def _preparing(inspection: Inspection, form: ReleaseForm, draft: Draft | None, typed: QueryDict) -> dict[str, Any]:
    context: dict[str, Any] = {
        "title": f"Prepare a public release: {inspection.title}",
        "inspection": inspection,
        "form": form,
        "rule": rule_words(rule_of(policy_of(inspection))),
        "synthetic": inspection.synthetic,
        "breadcrumbs": [*trail(inspection), ("Public releases", reverse("releases", args=[inspection.slug_id]))],
    }
    if draft is None:
        return context
    reasons = draft.reasons()
    return context | {
        "draft": draft,
        "document": draft.document,
        "about": about_rows(draft.document),
        "parts": parts_of(draft.document),
        "small": reasons[Reason.PRIMARY],
        "beside": reasons[Reason.SECONDARY],
        "withheld": _withheld(draft),
        "sent": [(name, value) for name in form.fields for value in typed.getlist(name)],
    }


def _withheld(draft: Draft) -> list[str]:
    """Return the titles of the tables of which the inside, or everything, is not told."""
    places = {one.place for one in draft.withheld()}
    named = {place: sheet.title for sheet in draft.document.sheets for place in [int(sheet.name.split("-")[1])]}
    return [named[place] for place in sorted(places)]


def parts_of(document: ReportDocument) -> list[dict[str, Any]]:
    """Return the tables of a document as pages show them: rows in words, each with its chart where it has one."""
    drawn = {picture.name: picture.svg for picture in document.pictures}
    return [
        {
            "sheet": sheet,
            "titles": [sheet.columns[places[0]].title for places in sheet.figures()],
            "rows": [(line.headings, list(shown(sheet, line))) for line in sheet.lines],
            "chart": _safe(drawn.get(sheet.name, "")),
        }
        for sheet in document.sheets
    ]


def about_rows(document: ReportDocument) -> list[dict[str, str]]:
    """Return what must be known of a document as a summary list shows it."""
    return [{"label": label, "value": words} for label, words in document.about]


def _safe(svg: str) -> SafeString:
    return mark_safe(svg)  # noqa: S308  # chart.py escapes every text it draws


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
        "parts": parts_of(document),
        "downloads": download_links(reverse("release-download", args=[release.public_id])),
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
    policy = policy_of(inspection)
    form = PolicyForm(request.POST or None, initial=PolicyForm.of(policy))
    here = reverse("releases", args=[inspection.slug_id])
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_policy(actor, inspection, form.given(), form.cleaned_data["version"])
        except Invalid as invalid:
            refuse(form, invalid)
        else:
            messages.success(request, "The disclosure control was saved. It holds for releases from now on.")
            return redirect(here)
    context = {
        "title": "Disclosure control",
        "caption": inspection.title,
        "lines": [
            "What leaves the house must not tell of anybody. These settings say which counts are kept back in public "
            "releases. What was released before stays as it is, and every new release is checked against it."
        ],
        "form": form,
        "cancel": here,
        "synthetic": inspection.synthetic,
        "breadcrumbs": [*trail(inspection), ("Public releases", here)],
    }
    return render(request, "form_page.html", context)
