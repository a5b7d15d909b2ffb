"""Trying a draft's rules on made-up answers and cases; what was tried can be kept as a worked example."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from access.actor import Actor
from access.guard import guarded
from access.refusals import Invalid
from review.authoring import actions
from review.authoring.forms.examples import KeepForm
from review.authoring.pages import address, shell
from review.authoring.queries import Draft, draft_of
from review.authoring.trying import Trial
from review.authoring.views.kept import keeping_typed
from review.frameworks.file.examples import ExampleFile
from review.frameworks.rules.examples import unmet


@require_http_methods(["GET", "POST"])
@keeping_typed
@guarded("framework.edit", draft_of)
def draft_try(request: HttpRequest, found: Draft) -> HttpResponse:
    """Show what the rules give for what was typed; keep it as a worked example where the author confirms it."""
    keeps = request.POST.get("then") == "keep"
    trial = Trial(found, request.POST) if request.method == "POST" else Trial(found, example=_example(request, found))
    form = KeepForm(request.POST if keeps else None)
    if keeps and form.is_valid() and trial.results and (answer := _kept(request, found, trial, form)):
        return answer
    told = trial.told
    context = shell(found, "Try the rules") | {
        "trial": trial,
        "form": form,
        "told": told if request.method == "POST" or request.GET.get("example") else [],
        "topics": trial.topics,
        "has_cases_rules": any(rule.of == "cases" for rule in found.file.rules),
        "has_method": found.has_method,
        "examples": [_row(found, number, one) for number, one in enumerate(found.file.examples, 1)],
    }
    return render(request, "review/authoring/try.html", context, status=400 if form.errors else 200)


def _example(request: HttpRequest, found: Draft) -> ExampleFile | None:
    """Return the worked example that the address asks to begin with, None where there is none."""
    number = request.GET.get("example", "")
    if number.isdecimal() and 1 <= int(number[:4]) <= len(found.file.examples):
        return found.file.examples[int(number[:4]) - 1]
    return None


def _row(found: Draft, number: int, example: ExampleFile) -> dict[str, object]:
    sentences = [sentence for _, sentence in unmet(found.file, example)] if found.has_method else None
    return {
        "number": number,
        "title": example.title,
        "fails": sentences,
        "state": "Cannot be tried yet" if sentences is None else "Gives something else" if sentences else "As expected",
        "tone": "grey" if sentences is None else "red" if sentences else "green",
        "url": f"{address('draft-try', found.version)}?example={number}",
        "edit": address("draft-part-text", found.version, "example", number),
    }


def _kept(request: HttpRequest, found: Draft, trial: Trial, form: KeepForm) -> HttpResponse | None:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    data = trial.example(form.cleaned_data["title"])
    try:
        version = actions.add_part(actor, found.version, "example", data)
    except Invalid as invalid:
        form.add_error(None, str(invalid))
        return None
    messages.success(request, "Kept as a worked example. It is tried at every check from now on.")
    return redirect(f"{address('draft', version)}#examples")
