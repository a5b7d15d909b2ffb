"""The list of inspections, and the page that shows one of them as a whole."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from access.actor import Actor
from access.guard import guarded
from access.permissions import Scope, may
from access.roles import INSPECTOR, LABELS, SUPERVISOR
from review.inspections.models import Inspection, InspectionFramework
from review.inspections.queries import (
    cases_by_state,
    has_rules_over_cases,
    inspection_at,
    inspections_matching,
    report_scope,
    roles_by_inspection,
    scope_in,
    visible_inspections,
)
from review.inspections.team_queries import conflicts_in, forces_with_cases, team_of, ties_in
from review.inspections.version_queries import versions_of
from review.inspections.views.rows import member_rows, progress, state_counts
from review.workflow import INSPECTION

PER_PAGE = 25
SHOWN: dict[str, str] = {
    Inspection.SuggestionsShown.AFTER_OWN_GRADE: "once they have entered a grade of their own",
    Inspection.SuggestionsShown.AT_ONCE: "as soon as there are any",
}
TEAM_GRADES = "Reviewers see how signed-off cases were graded, beside a question they have answered"


def own_inspections(actor: Actor) -> QuerySet[Inspection]:
    """Return what the list page is about: the inspections on whose team the actor is."""
    return visible_inspections(actor)


def list_scope(actor: Actor, _: QuerySet[Inspection]) -> Scope:
    """Return how the actor stands to their own list: it holds only inspections to which they belong."""
    return Scope(memberships=actor.roles & {INSPECTOR, SUPERVISOR})


def trail(inspection: Inspection) -> list[tuple[str, str]]:
    """Return the breadcrumbs down to an inspection."""
    return [
        ("Inspections", reverse("inspection-list")),
        (inspection.title, reverse("inspection", args=[inspection.slug_id])),
    ]


@require_safe
@guarded("inspection.view", own_inspections, list_scope)
def inspection_list(request: HttpRequest, _: QuerySet[Inspection]) -> HttpResponse:
    """Show the inspections that the person belongs to, newest first, with the progress of those they supervise."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    words = request.GET.get("q", "").strip()
    page = Paginator(inspections_matching(actor, words), PER_PAGE).get_page(request.GET.get("page"))
    rows = _rows(actor, list(page))
    context = {
        "title": "Inspections",
        "q": words,
        "page_obj": page,
        "rows": rows,
        "may_create": may(actor, "inspection.create"),
        "supervises": any(row["progress"] for row in rows),
        "synthetic": any(row["inspection"].synthetic for row in rows),
    }
    return render(request, "review/inspections/inspection_list.html", context)


def _rows(actor: Actor, inspections: list[Inspection]) -> list[dict[str, Any]]:
    roles = roles_by_inspection(actor)
    supervised = [inspection.pk for inspection in inspections if SUPERVISOR in roles[inspection.pk]]
    counts = cases_by_state(actor, supervised)
    return [
        {
            "inspection": inspection,
            "roles": ", ".join(LABELS[role] for role in sorted(roles[inspection.pk])),
            "progress": progress(counts.get(inspection.pk, {})) if inspection.pk in supervised else None,
        }
        for inspection in inspections
    ]


@require_safe
@guarded("inspection.view", inspection_at, scope_in)
def inspection(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Show an inspection: to its inspectors what it is and who is in it, to its supervisors what there is to do too."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    scope = scope_in(actor, inspection)
    manages = may(actor, "inspection.manage", scope)
    context = {
        "title": inspection.title,
        "inspection": inspection,
        "facts": _facts(inspection),
        "manages": manages,
        "may_declare": may(actor, "conflict.declare", scope),
        "forces": forces_with_cases(inspection),
        "breadcrumbs": trail(inspection)[:1],
        "synthetic": inspection.synthetic,
        **(_work(actor, inspection) if manages else _team(actor, inspection)),
    }
    return render(request, "review/inspections/inspection.html", context)


def _team(actor: Actor, inspection: Inspection) -> dict[str, Any]:
    """Return the team of today and later, as those see it who do not manage it: without anybody's conflicts."""
    return {
        "team": member_rows(actor.today, team_of(inspection), {}, [], past=False),
        "may_report": may(actor, "report.view", report_scope(actor, inspection)),
    }


def _work(actor: Actor, inspection: Inspection) -> dict[str, Any]:
    """Return what only a supervisor sees: how far the work is, the steps, the way to the figures, who is conflicted."""
    counts = cases_by_state(actor, [inspection.pk]).get(inspection.pk, {})
    scope = report_scope(actor, inspection)
    ties, declared = ties_in(inspection, actor.today), conflicts_in(inspection)
    return {
        "progress": progress(counts),
        "states": state_counts(inspection, counts),
        "has_cases": bool(counts),
        "steps": INSPECTION.open_from(inspection.status),
        "closed_to_me": scope.conflicted,
        "may_report": may(actor, "report.view", scope),
        "has_results": has_rules_over_cases(inspection),
        "team": member_rows(actor.today, team_of(inspection), ties, declared, past=False),
        "next": _next(inspection, counts),
    }


def _next(inspection: Inspection, counts: dict[str, int]) -> list[str]:
    """Return what a supervisor has to do next while an inspection is being set up."""
    if inspection.status != Inspection.Status.SET_UP:
        return []
    missing = []
    if not inspection.team.filter(role=INSPECTOR).exists():
        missing.append("Put inspectors on the team.")
    if not counts:
        missing.append("Add case files, one by one or from a CSV file.")
    return [*missing, "Start fieldwork. Cases can be assigned and reviewed from then on."]


def _facts(inspection: Inspection) -> list[dict[str, Any]]:
    versions = versions_of(inspection)
    labels = "By label" if inspection.show_labels else "By name"
    rows: list[tuple[str, Any]] = [
        ("Kind of exercise", inspection.get_exercise_type_display()),
        ("Framework", _framework_words(versions)),
        ("Sample", inspection.get_sample_design_display()),
        ("Note on the sample", inspection.sample_note),
        ("Cases that the report counts first", inspection.headline_subset or "All"),
        ("Forces on the report", labels),
        ("Handling marking of reports", inspection.handling_marking),
        ("Fieldwork", _period(inspection)),
        ("Suggested grades", f"Reviewers see them {SHOWN[inspection.suggestions_shown]}"),
        ("Grades of other cases", TEAM_GRADES if inspection.shows_team_grades else "Not shown to reviewers"),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _framework_words(versions: list[InspectionFramework]) -> str:
    """Return the version that new cases are judged by, and the earlier ones by which some still are."""
    current = next(row.framework_version for row in versions if row.current)
    earlier = [str(row.framework_version.number) for row in versions if not row.current]
    if not earlier:
        return str(current)
    noun = "versions" if len(earlier) > 1 else "version"
    return f"{current}, for new cases; earlier cases may be judged by {noun} {' and '.join(reversed(earlier))}"


def _period(inspection: Inspection) -> str:
    days = [inspection.fieldwork_from, inspection.fieldwork_until]
    told = [f"{day:%-d %B %Y}" if day else "no date yet" for day in days]
    return " to ".join(told) if any(days) else "No dates yet"
