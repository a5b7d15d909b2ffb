"""An administrator's pages on published results: adding one and correcting it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from access.actor import Actor
from access.guard import guarded
from access.refusals import Conflict, Invalid
from review.external import actions
from review.external.facts import ExternalFacts, facts_of
from review.external.forms import ResultForm, ScaleForm
from review.external.models import ExternalResult
from review.external.queries import named_scales, result_at, withdrawn_by_words
from review.form_conflicts import beside_stored

TITLE = "Published results"


@require_http_methods(["GET", "POST"])
@guarded("external.edit")
def external_add(request: HttpRequest) -> HttpResponse:
    """Add a published result: its scale first, then what was published."""
    scales = list({scale.content_hash: scale for scale in named_scales().values()}.values())
    asked = ScaleForm(request.GET if "scale" in request.GET else None, scales)
    if not asked.is_valid():
        context = {"title": "Add a published result", "form": asked, "breadcrumbs": trail(), "scales": scales}
        return render(request, "review/external/scale.html", context)
    scale = next(one for one in scales if one.content_hash == asked.cleaned_data["scale"])
    form = ResultForm(request.POST if request.method == "POST" else None, scale)

    def add(facts: ExternalFacts) -> ExternalResult:
        return actions.add_result(request.actor, facts)  # type: ignore[attr-defined]

    return _edit(request, form, add, "Add a published result", "Add the result")


@require_http_methods(["GET", "POST"])
@guarded("external.edit", result_at)
def external_change(request: HttpRequest, result: ExternalResult) -> HttpResponse:
    """Correct a published result. What was typed while it was withdrawn, or corrected by another, is shown again."""
    if result.withdrawn_at and request.method != "POST":
        messages.info(request, f"{withdrawn_by_words(result)} Bring it back before you correct it.")
        return redirect("external-result", result.slug_id)
    data = request.POST if request.method == "POST" else None
    form = ResultForm(data, result.scale, facts_of(result), result.version)

    def change(facts: ExternalFacts) -> ExternalResult:
        return actions.change_result(request.actor, result, facts, form.cleaned_data["version"])  # type: ignore[attr-defined]

    return _edit(request, form, change, "Correct a published result", "Save the correction", result)


def _edit(
    request: HttpRequest,
    form: ResultForm,
    keep: Callable[[ExternalFacts], ExternalResult],
    title: str,
    button: str,
    result: ExternalResult | None = None,
) -> HttpResponse:
    """Show the form, or keep what it says; what was typed is shown again where that is refused."""
    context: dict[str, Any] = {}
    if form.is_valid():
        try:
            kept = keep(form.facts())
            messages.success(request, f"“{kept.title}” was saved.")
            return redirect("external-result", kept.slug_id)
        except Invalid as invalid:
            form.refuse(invalid)
        except Conflict as conflict:
            context = _beside_stored(request.actor, form, conflict)  # type: ignore[attr-defined]
    context |= {
        "title": title,
        "caption": result.title if result else form.scale.title,
        "form": form,
        "button": button,
        "cancel": reverse("external-result", args=[result.slug_id]) if result else reverse("external-list"),
        "breadcrumbs": trail(result),
    }
    state = 409 if "stored" in context else 400 if form.errors else 200
    return render(request, "review/external/edit.html", context, status=state)


def _beside_stored(actor: Actor, form: ResultForm, conflict: Conflict) -> dict[str, Any]:
    """Return what is stored now beside what was typed, which stays in the form; and the result if it was withdrawn."""
    now = result_at(actor, form.facts().slug)
    if now.withdrawn_at:
        conflict = Conflict(f"Nothing was saved. {withdrawn_by_words(now)} Bring it back first, then save this.")
    stored = ResultForm(None, now.scale, facts_of(now), now.version)
    return {"stored": beside_stored(form, stored, conflict), "withdrawn": now if now.withdrawn_at else None}


def trail(result: ExternalResult | None = None) -> list[tuple[str, str]]:
    """Return the breadcrumbs down to a published result."""
    own = [(result.title, reverse("external-result", args=[result.slug_id]))] if result else []
    return [(TITLE, reverse("external-list")), *own]
