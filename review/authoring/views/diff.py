"""The pages that compare two versions of a framework, and tell what the newer would have meant for past reviews."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from access.actor import Actor
from access.guard import guarded
from access.permissions import may
from review.authoring.forms.diff import CompareForm
from review.authoring.replay import replay
from review.frameworks.difference.versions import TwoVersions, difference_of, standings, two_versions, versions_of
from review.frameworks.file.exchange import read_stored
from review.frameworks.models import FrameworkVersion

MOST_REPLAYED = 2000
"""How many past reviews a page works through, so that it answers within seconds; the command takes them all."""


@require_safe
@guarded("framework.view", versions_of)
def framework_compare(request: HttpRequest, versions: list[FrameworkVersion]) -> HttpResponse:
    """Choose two versions of a framework; lead to their comparison once both are chosen."""
    code = versions[0].framework.code
    form = CompareForm(versions, request.GET or None)
    if request.GET and form.is_valid():
        return redirect("framework-diff", code, form.cleaned_data["older"], form.cleaned_data["newer"])
    context = {
        "title": "Compare versions",
        "form": form,
        "only": versions[0] if len(versions) == 1 else None,
        "action": reverse("framework-compare", args=[code]),
        "breadcrumbs": [("Frameworks", reverse("framework-list"))],
    }
    return render(request, "review/authoring/diff_choose.html", context, status=400 if form.errors else 200)


@require_safe
@guarded("framework.view", two_versions)
def framework_diff(request: HttpRequest, versions: TwoVersions) -> HttpResponse:
    """Show everything in which two versions differ, word by word."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    diff, comparisons = difference_of(versions)
    code = versions.newer.framework.code
    offered = versions_of(actor, code)
    chosen = {"older": versions.older.number, "newer": versions.newer.number}
    context = {
        "title": f"Version {versions.older.number} and version {versions.newer.number}",
        "diff": diff,
        "counts": [{"number": number, "label": change.value} for change, number in diff.counts().items()],
        "contents": _contents(diff.sections, bool(diff.results)),
        "standings": standings(versions, comparisons),
        "form": CompareForm(offered, initial=chosen),
        "action": reverse("framework-compare", args=[code]),
        "replays": may(actor, "framework.edit"),
    }
    return render(request, "review/authoring/diff.html", context | _about(versions))


@require_safe
@guarded("framework.edit", two_versions)
def framework_replay(request: HttpRequest, versions: TwoVersions) -> HttpResponse:
    """Tell in rough numbers what the newer version's rules would have meant for reviews by the older."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    _, comparisons = difference_of(versions)
    newer = read_stored(versions.newer.canonical)
    context = _about(versions)
    here = reverse("framework-diff", args=context["address"])
    context["breadcrumbs"] = [*context["breadcrumbs"], ("Comparison", here)]
    found = replay(actor, versions.older, newer, comparisons, MOST_REPLAYED)
    return render(request, "review/authoring/replay.html", {"title": "Past reviews", "replay": found} | context)


def _contents(sections: Any, results: bool) -> list[dict[str, Any]]:
    found = [{"label": one.title, "url": f"#{one.code}", "note": f"{len(one.entries)} different"} for one in sections]
    if results:
        found.append({"label": "Examples whose results change", "url": "#results", "note": ""})
    return [*found, {"label": "Do figures compare?", "url": "#figures", "note": ""}]


def _about(versions: TwoVersions) -> dict[str, Any]:
    code, newer = versions.newer.framework.code, versions.newer
    return {
        "older": versions.older,
        "newer": newer,
        "address": [code, versions.older.number, newer.number],
        "breadcrumbs": [
            ("Frameworks", reverse("framework-list")),
            (str(newer), reverse("framework-version", args=[code, newer.number])),
        ],
    }
