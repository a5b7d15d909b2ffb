"""Comparison over time: own inspections and published results side by side, each as far as the reader may see it."""

from hashlib import sha256
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from access.actor import Actor
from access.guard import guarded
from access.refusals import Invalid
from review.history.opening import once_a_session
from review.reports.beside import MOST_EXERCISES, Beside, beside, offered
from review.reports.beside_choosing import FIND, PAGE, WITH, WORDS, asked, choosing
from review.reports.beside_documents import METHOD, beside_document, tells_no_trend
from review.reports.document_pages import sections_of
from review.reports.downloads import download_links, sent
from review.reports.export_actions import exported_beside
from review.reports.formats import format_called

TEMPLATE = "review/reports/beside.html"
TITLE = "Comparison over time"
NOTHING = "Choose the exercises to compare."


@require_safe
@guarded("comparison.view")
def report_beside(request: HttpRequest) -> HttpResponseBase:
    """Show the exercises that the address names side by side, with differences along the lines that they form.

    With a format the address is that of the file. Where they are too many, or one is none, the form says so and keeps
    what was chosen; so it does while others are searched for, and then it stands alone.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    slugs = _slugs(request)
    if "format" in request.GET:
        return _download(request, actor, slugs)
    searches = FIND in request.GET or PAGE in request.GET
    words, page = (request.GET.get(WORDS, "").strip(), request.GET.get(PAGE)) if searches else ("", None)
    context: dict[str, Any] = {
        "title": TITLE,
        "choosing": choosing(offered(actor), slugs, words, page),
        "most": MOST_EXERCISES,
        "method": METHOD,
        "breadcrumbs": [("Published results", reverse("external-list"))],
    }
    if slugs and not searches:
        try:
            made = beside(actor, slugs)
        except Invalid as refused:
            return render(request, TEMPLATE, context | {"wrong": [refused.sentence]}, status=400)
        document = beside_document(made, actor.now)
        context |= {
            "made": made,
            "sections": sections_of(document),
            "notes": document.notes,
            "not_a_trend": tells_no_trend(made),
            "downloads": download_links(reverse("report-beside"), asked(slugs), document.pictures),
            "synthetic": any(one.own.inspection.synthetic for one in made.entries if one.own),
        }
    return render(request, TEMPLATE, context)


def _download(request: HttpRequest, actor: Actor, slugs: list[str]) -> StreamingHttpResponse:
    """Send the same as a file. Where own figures are in it, the trail keeps that somebody took them away."""
    wanted = format_called(request.GET["format"])
    if not slugs:
        raise Invalid(NOTHING)
    made = beside(actor, slugs)
    answer = sent(request, beside_document(made, actor.now), wanted, actor.today)
    _note(request, actor, made, wanted.name)
    return answer


def _slugs(request: HttpRequest) -> list[str]:
    return [slug for slug in dict.fromkeys(request.GET.getlist(WITH)) if slug]


def _note(request: HttpRequest, actor: Actor, made: Beside, format_name: str) -> None:
    """Record the first download of these own figures in a format in this session."""
    own = [one.own.inspection for one in made.entries if one.own]
    slugs = [one.slug for one in made.entries]
    if own:
        mark = sha256(f"beside {slugs} {format_name}".encode()).hexdigest()[:20]
        once_a_session(request, mark, lambda key: exported_beside(actor, own, format_name, slugs, key))
