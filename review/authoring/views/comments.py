"""What authors say to each other about a draft, and its changes."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from access.actor import Actor
from access.guard import guarded
from access.refusals import Invalid
from review.authoring import comment_actions
from review.authoring.forms.comments import CommentForm, Trail
from review.authoring.models import AuthorComment
from review.authoring.pages import address, diff_url, kind_words, place_url, shell
from review.authoring.places import WHOLE, NoSuchPlace, Place, name_of, places, read_place
from review.authoring.queries import Draft, changes_of, comment_at, comments_of, version_of
from review.authoring.views.kept import keeping_typed
from review.form_errors import refuse
from review.frameworks.models import FrameworkVersion

PER_PAGE = 50
STEPS = {"settle": comment_actions.settle_comment, "reopen": comment_actions.reopen_comment}


@require_http_methods(["GET", "POST"])
@keeping_typed
@guarded("framework.edit", version_of)
def draft_comments(request: HttpRequest, found: Draft) -> HttpResponse:
    """Show what authors say, of one place or of all; a post adds a comment, settles one, or takes one up again."""
    place = read_place(request.POST.get("place") or request.GET.get("place", ""))
    form = CommentForm(request.POST if request.method == "POST" and "comment" not in request.POST else None)
    if request.method == "POST":
        if "comment" in request.POST:
            return _mark(request, found)
        if form.is_valid() and (answer := _added(request, found, place, form)):
            return answer
    return _show(request, found, place, form)


def _added(request: HttpRequest, found: Draft, place: Place, form: CommentForm) -> HttpResponse | None:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    try:
        comment = comment_actions.add_comment(actor, found.version, place, form.cleaned_data["text"])
    except Invalid as invalid:
        refuse(form, invalid)
        return None
    messages.success(request, "Comment added.")
    return redirect(f"{_url(found, place)}#comment-{comment.public_id}")


def _mark(request: HttpRequest, found: Draft) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    comment = comment_at(found.version, request.POST["comment"])
    step = STEPS.get(request.POST.get("then", ""))
    if comment is None or step is None:
        raise Http404("There is no such comment.")
    step(actor, comment)
    return redirect(f"{_url(found, read_place(request.POST.get('place', '')))}#comment-{comment.public_id}")


def _url(found: Draft, place: Place) -> str:
    return address("draft-comments", found.version) + ("" if place == WHOLE else f"?place={place}")


def _show(request: HttpRequest, found: Draft, place: Place, form: CommentForm) -> HttpResponse:
    rows = [_row(found, one) for one in comments_of(found.version)]
    shown = [row for row in rows if place in (WHOLE, row["place"])]
    context = shell(found, "Comments") | {
        "form": form,
        "place": place,
        "whole": place == WHOLE,
        "about": _about(found, place),
        "options": _options(found),
        "open": [row for row in shown if not row["comment"].settled_at],
        "settled": [row for row in shown if row["comment"].settled_at],
        "editable": found.version.status == FrameworkVersion.Status.DRAFT,
        "everything": address("draft-comments", found.version),
    }
    return render(request, "review/authoring/comments.html", context, status=400 if form.errors else 200)


def _row(found: Draft, comment: AuthorComment) -> dict[str, Any]:
    place = read_place(comment.place)
    return {"comment": comment, "place": place, "about": _about(found, place), "url": _edited_at(found, place)}


def _edited_at(found: Draft, place: Place) -> str:
    """Return where a place is edited, empty where there is none any more."""
    if place == WHOLE or found.version.status != FrameworkVersion.Status.DRAFT:
        return ""
    return place_url(found.version, place) if any(place == one for one, _ in places(found.file)) else ""


def _about(found: Draft, place: Place) -> str:
    if place == WHOLE:
        return "The whole framework"
    try:
        return f"{kind_words(place, found.file)}: {name_of(found.file, place)}"
    except NoSuchPlace:
        return f"{kind_words(place, found.file)} {place.code}, which is not in the draft any more"


def _options(found: Draft) -> list[tuple[str, str]]:
    """Return the places that can be spoken of."""
    return [
        (str(place), _about(found, place)) for place, _ in places(found.file) if place.kind not in ("step", "example")
    ]


@require_safe
@guarded("framework.edit", version_of)
def draft_changes(request: HttpRequest, found: Draft) -> HttpResponse:
    """List every change of a draft, the newest first."""
    page = Paginator(changes_of(found.version), PER_PAGE).get_page(request.GET.get("page"))
    items = [Trail(change) for change in page]
    context = shell(found, "Changes") | {"page_obj": page, "items": items, "diff_url": diff_url(found.version)}
    return render(request, "review/authoring/changes.html", context)
