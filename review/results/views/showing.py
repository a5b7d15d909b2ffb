"""The pages that show results: the table of all of them, and everything behind one."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from access.actor import Actor
from access.guard import guarded
from access.permissions import Scope, may
from review.frameworks.rows import OVERALL_TOPIC
from review.inspections.models import Inspection, InspectionForce
from review.inspections.queries import inspection_at
from review.inspections.team_queries import force_in
from review.inspections.views.overview import trail
from review.results import pages
from review.results.basis import Basis, basis_of
from review.results.entered import level
from review.results.numbers import by_place, by_thing, things_of
from review.results.queries import InspectionResults, PlaceResults, results_of, results_scope


@require_safe
@guarded("report.view", inspection_at, results_scope)
def results(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Show the results of the inspection and of each force, by topic and overall, with what was entered."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    basis = basis_of(inspection)
    context: dict[str, Any] = {
        "title": f"Results: {inspection.title}",
        "inspection": inspection,
        "basis": basis,
        "synthetic": inspection.synthetic,
        "breadcrumbs": trail(inspection),
    }
    if basis.gives_results:
        found = results_of(inspection, actor.now, basis)
        context |= {
            "found": found,
            "rows": pages.place_rows(found),
            "topics": pages.topic_links(found),
            "standing": pages.standing_rows(found),
            "warnings": pages.version_words(basis),
            "entered": _entered(actor, found),
        }
    return render(request, "review/results/results.html", context)


def _entered(actor: Actor, found: InspectionResults) -> list[dict[str, Any]]:
    """Return for each place what is entered there, with the way to enter it for whoever may."""
    may_enter = may(actor, "result.enter", results_scope(actor, found.inspection))
    return [
        {
            "label": place.label,
            "rows": rows,
            "url": _way_to_enter(found.inspection, place.force) if may_enter else "",
        }
        for place in found.places
        if (rows := pages.entered_rows(found, place))
    ]


def _way_to_enter(inspection: Inspection, force: InspectionForce | None) -> str:
    if force is None:
        return reverse("results-enter", args=[inspection.slug_id])
    return reverse("force-results-enter", args=[inspection.slug_id, force.public_id])


@dataclass(frozen=True)
class OneResult:
    """The result that an address is about: of an inspection or one of its forces, for a topic (empty: the whole)."""

    inspection: Inspection
    force: InspectionForce | None
    topic: str
    basis: Basis


def result_at(actor: Actor, slug: str, topic: str) -> OneResult:
    """Return the result of the whole inspection at an address; raise an error of not finding where there is none.

    A topic that has results for forces alone has its page, too: it compares them.
    """
    inspection = inspection_at(actor, slug)
    basis = basis_of(inspection)
    code = "" if topic == OVERALL_TOPIC else topic
    if not pages.rules_about(basis, code):
        raise Inspection.DoesNotExist(f"There is no result for {topic}.")
    return OneResult(inspection, None, code, basis)


def force_result_at(actor: Actor, slug: str, force: UUID, topic: str) -> OneResult:
    """Return the result of a force at an address; raise an error of not finding where there is none."""
    one = result_at(actor, slug, topic)
    if not pages.rules_about(one.basis, one.topic, "force"):
        raise Inspection.DoesNotExist(f"There is no result of a force for {topic}.")
    return replace(one, force=force_in(one.inspection, force))


def result_scope(actor: Actor, one: OneResult) -> Scope:
    """Return how the actor stands to it."""
    return results_scope(actor, one.inspection)


@require_safe
@guarded("report.view", result_at, result_scope)
def result(request: HttpRequest, one: OneResult) -> HttpResponse:
    """Show how the result of the inspection came about, and the forces beside each other."""
    found = _found(request, one)
    about = [(place, cell) for place in found.forces if (cell := _cell(found, place, one.topic))]
    compared = [(place.label, place.results.taken) for place in found.places if place.result(one.topic)]
    things = things_of(one.basis, pages.rules_about(one.basis, one.topic))
    more = {
        "beside": [(place.label, place.counted, cell) for place, cell in about],
        "numbers": [by_place(thing, compared, f"q{number}") for number, thing in enumerate(things)],
    }
    return _shown(request, one, found, found.whole, more)


@require_safe
@guarded("report.view", force_result_at, result_scope)
def force_result(request: HttpRequest, one: OneResult) -> HttpResponse:
    """Show how the result of a force came about."""
    found = _found(request, one)
    place = next(place for place in found.forces if one.force and place.force and place.force.pk == one.force.pk)
    things = things_of(one.basis, pages.rules_about(one.basis, one.topic, "force"))
    return _shown(request, one, found, place, {"numbers": by_thing(things, place.results.taken, "q")})


def _found(request: HttpRequest, one: OneResult) -> InspectionResults:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return results_of(one.inspection, actor.now, one.basis)


def _cell(found: InspectionResults, place: PlaceResults, topic: str) -> pages.ResultCell | None:
    return pages.result_cell(found, place, topic, "")


def _shown(
    request: HttpRequest, one: OneResult, found: InspectionResults, place: PlaceResults, more: dict[str, Any]
) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    column = dict(found.columns)[one.topic]
    given = place.result(one.topic)
    rules = pages.rules_about(one.basis, one.topic, level(place.force))
    codes = pages.entered_codes(rules)
    may_enter = may(actor, "result.enter", results_scope(actor, one.inspection))
    context = {
        "title": f"{column}: {place.label}",
        "inspection": one.inspection,
        "column": column,
        "place": place,
        "given": given,
        "cell": _cell(found, place, one.topic),
        "rule": rules[0] if rules else None,
        "lines": pages.shortened(given.trace) if given else [],
        "standing": pages.standing_rows(found),
        "warnings": pages.version_words(one.basis),
        "reads": pages.topics_read(found, place, rules),
        "entered": pages.entered_rows(found, place, codes),
        "enter": _way_to_enter(one.inspection, place.force) if may_enter and codes else "",
        "synthetic": one.inspection.synthetic,
        "breadcrumbs": [*trail(one.inspection), ("Results", reverse("results", args=[one.inspection.slug_id]))],
        **more,
    }
    return render(request, "review/results/result.html", context)
