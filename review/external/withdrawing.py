"""An administrator's pages on withdrawing a published result and bringing it back; each is done once."""

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
from review.external.facts import facts_of
from review.external.forms import ResultForm, VersionForm, WithdrawForm
from review.external.models import ExternalResult
from review.external.queries import result_at, withdrawn_by_words
from review.external.views import trail
from review.form_conflicts import beside_stored, stored_words
from review.form_errors import refuse

LINES = [
    "It is kept, with its figures and your reason, but is left out of the list, of comparisons and of files.",
    "Its short name stays taken, so that its address never leads to something else.",
]
CORRECTED = (
    "It was not withdrawn: somebody corrected it after you opened the page. If it is still to go, withdraw it now."
)
AGAIN = "It was not brought back: it was withdrawn again after you opened the page. Read why before you bring it back."


@require_http_methods(["GET", "POST"])
@guarded("external.edit", result_at)
def external_withdraw(request: HttpRequest, result: ExternalResult) -> HttpResponse:
    """Withdraw a published result, with a reason; of one that is withdrawn already, say by whom and when."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if result.withdrawn_at:
        return _withdrawn_already(request, result)
    form = WithdrawForm(request.POST if request.method == "POST" else None, initial={"version": result.version})
    context: dict[str, Any] = {}
    if form.is_valid():
        try:
            actions.withdraw_result(actor, result, form.cleaned_data["reason"], form.cleaned_data["version"])
            messages.success(request, f"“{result.title}” was withdrawn.")
            return redirect("external-result", result.slug_id)
        except Invalid as invalid:
            refuse(form, invalid)
        except Conflict:
            result = result_at(actor, result.slug_id)
            if result.withdrawn_at:
                return _withdrawn_already(request, result)
            beside_stored(form, WithdrawForm(initial={"version": result.version}), Conflict(CORRECTED))
            stored = ResultForm(None, result.scale, facts_of(result), result.version)
            context = {"stored": stored_words(stored), "alone": True}
    context |= {"title": "Withdraw a published result", "button": "Withdraw", "lines": LINES, "danger": True}
    return _asked(request, result, form, context)


def _withdrawn_already(request: HttpRequest, result: ExternalResult) -> HttpResponse:
    """Say who withdrew it when, on the page of the result; a reason that was typed beside theirs is given back."""
    typed = request.POST.get("reason", "").strip()
    given_back = f" Your reason was not kept: “{typed}”" if typed not in ("", result.withdrawn_reason) else ""
    messages.info(request, f"Nothing was changed. {withdrawn_by_words(result, already=True)}{given_back}")
    return redirect("external-result", result.slug_id)


@require_http_methods(["GET", "POST"])
@guarded("external.edit", result_at)
def external_restore(request: HttpRequest, result: ExternalResult) -> HttpResponse:
    """Bring a withdrawn result back, after asking; of one that stands, say so."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form = VersionForm(request.POST if request.method == "POST" else None, initial={"version": result.version})
    again = False
    if result.withdrawn_at and form.is_valid():
        try:
            actions.bring_back(actor, result, form.cleaned_data["version"])
            messages.success(request, f"“{result.title}” was brought back.")
            return redirect("external-result", result.slug_id)
        except Conflict:
            result, again = result_at(actor, result.slug_id), True
    if not result.withdrawn_at:
        messages.info(request, f"Nothing was changed. “{result.title}” is not withdrawn: it stands.")
        return redirect("external-result", result.slug_id)
    if again:
        beside_stored(form, VersionForm(initial={"version": result.version}), Conflict(AGAIN))
    lines = [withdrawn_by_words(result), "Brought back, it stands as it did before."]
    return _asked(
        request, result, form, {"title": "Bring a published result back", "button": "Bring back", "lines": lines}
    )


def _asked(request: HttpRequest, result: ExternalResult, form: Any, context: dict[str, Any]) -> HttpResponse:
    """Show a page that asks before something is done; it answers 409 where it says what happened meanwhile."""
    context |= {
        "caption": result.title,
        "form": form,
        "cancel": reverse("external-result", args=[result.slug_id]),
        "breadcrumbs": trail(result),
    }
    return render(request, "form_page.html", context, status=409 if form.non_field_errors() else 200)
