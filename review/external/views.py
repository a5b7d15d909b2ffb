"""An administrator's pages on published results: adding, correcting, withdrawing and bringing back."""

from collections.abc import Callable
from http import HTTPStatus
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
from review.external.forms import ResultForm, ScaleForm, VersionForm, WithdrawForm
from review.external.models import ExternalResult
from review.external.queries import named_scales, result_at

TITLE = "Published results"
WITHDRAWING = [
    "It is kept, with its figures and your reason, but is left out of the list, of comparisons and of files.",
    "Its short name stays taken, so that its address never leads to something else.",
]


@require_http_methods(["GET", "POST"])
@guarded("external.edit")
def external_add(request: HttpRequest) -> HttpResponse:
    """Add a published result: its scale first, then what was published."""
    scales = list({scale.content_hash: scale for scale in named_scales().values()}.values())
    asked = ScaleForm(request.GET if "scale" in request.GET else None, scales)
    if not asked.is_valid():
        context = {"title": "Add a published result", "form": asked, "breadcrumbs": _trail(), "scales": scales}
        return render(request, "review/external/scale.html", context)
    scale = next(one for one in scales if one.content_hash == asked.cleaned_data["scale"])
    form = ResultForm(request.POST if request.method == "POST" else None, scale)

    def add(facts: ExternalFacts) -> ExternalResult:
        return actions.add_result(request.actor, facts)  # type: ignore[attr-defined]

    return _edit(request, form, add, "Add a published result", "Add the result")


@require_http_methods(["GET", "POST"])
@guarded("external.edit", result_at)
def external_change(request: HttpRequest, result: ExternalResult) -> HttpResponse:
    """Correct a published result."""
    if result.withdrawn_at:
        return redirect("external-restore", result.slug_id)
    data = request.POST if request.method == "POST" else None
    form = ResultForm(data, result.scale, facts_of(result), result.version)

    def change(facts: ExternalFacts) -> ExternalResult:
        version = form.cleaned_data["version"]
        return actions.change_result(request.actor, result, facts, -1 if version is None else version)  # type: ignore[attr-defined]

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
    status, stands = HTTPStatus.OK, None
    if form.is_valid():
        try:
            kept = keep(form.facts())
            messages.success(request, f"“{kept.title}” was saved.")
            return redirect("external-result", kept.slug_id)
        except Invalid as invalid:
            form.refuse(invalid)
        except Conflict as conflict:
            form.add_error(None, conflict.sentence)
            status, stands = HTTPStatus.CONFLICT, result
    context = {
        "title": title,
        "caption": result.title if result else form.scale.title,
        "form": form,
        "button": button,
        "stands": stands,
        "cancel": reverse("external-result", args=[result.slug_id]) if result else reverse("external-list"),
        "breadcrumbs": _trail(result),
    }
    return render(request, "review/external/edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
@guarded("external.edit", result_at)
def external_withdraw(request: HttpRequest, result: ExternalResult) -> HttpResponse:
    """Withdraw a published result, with a reason."""
    if result.withdrawn_at:
        return redirect("external-restore", result.slug_id)
    data = request.POST if request.method == "POST" else None
    form = WithdrawForm(data, initial={"version": result.version})

    def withdraw(actor: Actor) -> None:
        given = form.cleaned_data
        actions.withdraw_result(actor, result, given["reason"], given["version"])

    words = {"title": "Withdraw a published result", "button": "Withdraw", "lines": WITHDRAWING, "danger": True}
    return _confirm(request, result, form, withdraw, f"“{result.title}” was withdrawn.", words)


@require_http_methods(["GET", "POST"])
@guarded("external.edit", result_at)
def external_restore(request: HttpRequest, result: ExternalResult) -> HttpResponse:
    """Bring a withdrawn result back, after asking."""
    if not result.withdrawn_at:
        return redirect("external-result", result.slug_id)
    data = request.POST if request.method == "POST" else None
    form = VersionForm(data, initial={"version": result.version})

    def restore(actor: Actor) -> None:
        actions.bring_back(actor, result, form.cleaned_data["version"])

    lines = [f"It was withdrawn: {result.withdrawn_reason}", "Brought back, it stands as it did before."]
    words = {"title": "Bring a published result back", "button": "Bring back", "lines": lines}
    return _confirm(request, result, form, restore, f"“{result.title}” was brought back.", words)


def _confirm(
    request: HttpRequest,
    result: ExternalResult,
    form: WithdrawForm | VersionForm,
    act: Callable[[Actor], None],
    done: str,
    words: dict[str, Any],
) -> HttpResponse:
    status = HTTPStatus.OK
    if form.is_valid():
        try:
            act(request.actor)  # type: ignore[attr-defined]
            messages.success(request, done)
            return redirect("external-result", result.slug_id)
        except Invalid as invalid:
            form.add_error("reason", invalid.sentence)
        except Conflict as conflict:
            form.add_error(None, conflict.sentence)
            status = HTTPStatus.CONFLICT
    context = {
        **words,
        "caption": result.title,
        "form": form,
        "cancel": reverse("external-result", args=[result.slug_id]),
        "breadcrumbs": _trail(result),
    }
    return render(request, "form_page.html", context, status=status)


def _trail(result: ExternalResult | None = None) -> list[tuple[str, str]]:
    own = [(result.title, reverse("external-result", args=[result.slug_id]))] if result else []
    return [(TITLE, reverse("external-list")), *own]
