"""The page on which a supervisor enters results for the inspection, or for one of its forces."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from access.actor import Actor
from access.guard import guarded
from access.permissions import Scope
from access.refusals import Conflict, Invalid
from review.inspections.models import Inspection, InspectionForce
from review.inspections.queries import inspection_at
from review.inspections.team_queries import force_in
from review.inspections.views.overview import trail
from review.results.actions import StaleResults, enter_results
from review.results.basis import basis_of
from review.results.entered import AskedFor, asked_for, in_force, level, revisions
from review.results.forms import EnterForm
from review.results.models import EnteredResult
from review.results.pages import moment_words
from review.results.queries import label_of, results_scope
from review.reviewing.views.kept import keeping_words

NOTHING = "The framework asks for no entered results here: its rules read none."


@dataclass(frozen=True)
class Place:
    """The inspection, or one of its forces, for which results are entered."""

    inspection: Inspection
    force: InspectionForce | None


def inspection_place(actor: Actor, slug: str) -> Place:
    """Return the inspection at an address."""
    return Place(inspection_at(actor, slug), None)


def force_place(actor: Actor, slug: str, force: UUID) -> Place:
    """Return the force at an address; raise DoesNotExist where the inspection has no such force."""
    inspection = inspection_at(actor, slug)
    return Place(inspection, force_in(inspection, force))


def place_scope(actor: Actor, place: Place) -> Scope:
    """Return how the actor stands to the results of the inspection."""
    return results_scope(actor, place.inspection)


@keeping_words
@require_http_methods(["GET", "POST"])
@guarded("result.enter", inspection_place, place_scope)
def enter(request: HttpRequest, place: Place) -> HttpResponse:
    """Enter results for the inspection as a whole."""
    return _entering(request, place)


@keeping_words
@require_http_methods(["GET", "POST"])
@guarded("result.enter", force_place, place_scope)
def enter_for_force(request: HttpRequest, place: Place) -> HttpResponse:
    """Enter results for one force."""
    return _entering(request, place)


def _entering(request: HttpRequest, place: Place) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    inspection, force = place.inspection, place.force
    basis = basis_of(inspection)
    asked = asked_for(basis, level(force))
    if not asked:
        raise Conflict(NOTHING)
    stored = in_force(basis, inspection).get(force.pk if force else None, {})
    form = EnterForm(request.POST or None, asked=asked, stored=stored)
    stale: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            changed = enter_results(actor, inspection, force, form.given())
        except StaleResults as conflict:
            form, stale = _again(request, asked, conflict)
        except Invalid as invalid:
            _refuse(form, invalid)
        else:
            messages.success(request, _done(changed))
            return redirect("results", inspection.slug_id)
    status = 409 if stale else 400 if form.errors else 200
    return render(request, "review/results/enter.html", _context(place, asked, form, stale), status=status)


def _again(
    request: HttpRequest, asked: tuple[AskedFor, ...], conflict: StaleResults
) -> tuple[EnterForm, list[dict[str, Any]]]:
    """Return the form with what was typed, now made of what is stored, and what is stored of each stale result."""
    data = request.POST.copy()
    stored: Mapping[str, EnteredResult] = {one.sent.code: one.stored for one in conflict.stale}
    titles = {one.code: one.title for one in asked}
    for code, row in stored.items():
        data[f"{code}-revision"] = str(row.revision)
    form = EnterForm(data, asked=asked, stored=stored)
    form.add_error(None, conflict.sentence)
    rows = [{"title": titles[code], "row": row, "when": moment_words(row.at)} for code, row in stored.items()]
    return form, rows


def _refuse(form: EnterForm, invalid: Invalid) -> None:
    """Show the sentences of a refusal beside their fields, whose names have a hyphen for the action's point."""
    for name, sentences in invalid.errors.items():
        field = name.replace(".", "-")
        for sentence in sentences:
            form.add_error(field if field in form.fields else None, sentence)


def _done(changed: tuple[str, ...]) -> str:
    if not changed:
        return "Nothing was changed: what you sent stands already."
    return "The result was entered." if len(changed) == 1 else f"{len(changed)} results were entered."


def _context(place: Place, asked: tuple[AskedFor, ...], form: EnterForm, stale: list[dict[str, Any]]) -> dict[str, Any]:
    inspection, titles = place.inspection, {one.code: one.title for one in asked}
    here = reverse("results", args=[inspection.slug_id])
    return {
        "title": f"Enter results: {label_of(place.force)}",
        "caption": inspection.title,
        "lines": [
            "The framework's rules read these results beside the cases. Nothing is overwritten: a change is kept as "
            "another revision, with who made it and when. What you leave empty stays not entered."
        ],
        "form": form,
        "stale": stale,
        "cancel": here,
        "history": [
            {
                "title": f"{titles[row.code]}: {row.grade.label}",
                "when": moment_words(row.at),
                "by": row.by.name,
                "text": row.reason,
            }
            for row in revisions(inspection, place.force, titles)
        ],
        "synthetic": inspection.synthetic,
        "breadcrumbs": [*trail(inspection), ("Results", here)],
    }
