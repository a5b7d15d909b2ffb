"""Preparing a release: choosing its tables, looking at it exactly as it would be given out, and giving it out."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from access.actor import Actor
from access.guard import guarded
from access.refusals import Conflict, Invalid
from review.counting.method import method_of
from review.domain.disclosure import Reason
from review.form_errors import refuse
from review.inspections.models import Inspection
from review.inspections.queries import inspection_at, report_scope
from review.releases import actions
from review.releases.documents import rule_words
from review.releases.drafting import Draft
from review.releases.forms import ReleaseForm
from review.releases.offered import Offer, definitions_of, offered
from review.releases.pages import trail
from review.releases.queries import policy_of, rule_of
from review.reports.document_pages import about_rows, sections_of


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
            made = actions.prepared(actor, method, wanted)
            draft = made.draft
            if "digest" in request.POST:
                release = actions.give_out(actor, method, wanted, made, request.POST["digest"])
                messages.success(
                    request, f"Release {release.number} is kept as it stands here. Download it to give it out."
                )
                return redirect("release", release.public_id)
        except Invalid as invalid:
            refuse(form, invalid)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
            status = 409
    if form.is_bound and form.errors:
        status = max(status, 400)
    return render(
        request, "review/releases/prepare.html", _preparing(inspection, form, draft, request.POST), status=status
    )


def _wanted(form: ReleaseForm, offers: Sequence[Offer]) -> actions.Wanted:
    """Return what a valid form asks for. Raises Invalid."""
    given = form.cleaned_data
    definitions = definitions_of(offers, given["tables"])
    return actions.Wanted(given["title"], given["purpose"], tuple(definitions), given.get("intervals", False))


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
        "sections": sections_of(draft.document),
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
