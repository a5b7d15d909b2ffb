"""One part of a draft as text: the YAML of it in a box, with what is wrong by line."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from access.actor import Actor
from access.guard import guarded
from access.refusals import Invalid
from review.authoring import actions
from review.authoring.actions import Sent, StalePart
from review.authoring.edits import BrokenPart, with_new, with_part
from review.authoring.lineage_questions import STATED, unsaid
from review.authoring.pages import kind_words, place_url, remove_url, shell, tree_url
from review.authoring.places import Place, digest, name_of, part_at
from review.authoring.queries import Draft, DraftPart, draft_of
from review.authoring.text_parts import NEW_EXAMPLE, read_part
from review.authoring.views.kept import keeping_typed
from review.authoring.views.loading import text_of
from review.frameworks.file.exchange import canonical_part
from review.frameworks.problems.problem import BrokenFramework, Problem

SAY = (
    "The words or answers of the question have changed. Say whether it is still the same: write same-as: “{0}”, "
    "reworded-from: “{0}” or split-from: “{0}”. If it is a new question, say so in its form, or give it another code."
)


@dataclass
class TextPage:
    """What stands on the page: the text, the digest of what it was made of, and what is wrong or stored otherwise."""

    text: str
    loaded: str
    problems: list[Problem] = field(default_factory=list)
    stored: str = ""
    reply: int = 200


@require_http_methods(["GET", "POST"])
@keeping_typed
@guarded("framework.edit", text_of)
def draft_part_text(request: HttpRequest, at: DraftPart) -> HttpResponse:
    """Edit a part as text, or show with everything typed kept what is wrong with it."""
    if at.data is None:
        raise Http404("There is no such part.")
    if request.method != "POST":
        return _show(request, at, TextPage(canonical_part(part_at(at.file, at.place)), digest(at.data)))
    page = TextPage(request.POST.get("text", ""), request.POST.get("loaded", ""))
    return _saved(request, at, page) or _show(request, at, page)


@require_http_methods(["GET", "POST"])
@keeping_typed
@guarded("framework.edit", draft_of)
def draft_example_add(request: HttpRequest, found: Draft) -> HttpResponse:
    """Add a worked example as text."""
    page = TextPage(request.POST.get("text", "") if request.method == "POST" else NEW_EXAMPLE, "")
    if request.method == "POST" and (answer := _added(request, found, page)):
        return answer
    context = shell(found, "Add a worked example") | {
        "page": page,
        "kind": "Worked example",
        "rows": 16,
        "button": "Add",
        "label": "The example as text",
        "cancel": f"{tree_url(found.version)}#examples",
    }
    return render(request, "review/authoring/text.html", context, status=page.reply)


def _added(request: HttpRequest, found: Draft, page: TextPage) -> HttpResponse | None:
    """Add the example and lead back, or put into the page why it was not added."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    page.reply = 400
    try:
        data, tree = read_part(page.text)
        try:
            with_new(found.file, "example", data)
        except BrokenPart as broken:
            page.problems = [tree.wrong(*one) for one in broken.problems]
            return None
        version = actions.add_part(actor, found.version, "example", data)
    except BrokenFramework as broken:
        page.problems = list(broken.problems)
        return None
    messages.success(request, "Added.")
    return redirect(f"{tree_url(version)}#examples")


def _saved(request: HttpRequest, at: DraftPart, page: TextPage) -> HttpResponse | None:
    """Save the text and lead back, or put into the page why it was not saved."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    page.reply = 400
    try:
        data, tree = read_part(page.text)
        try:
            with_part(at.file, at.place, data, whole=True)
        except BrokenPart as broken:
            page.problems = [tree.wrong(*found) for found in broken.problems]
            return None
        if sentence := _unsaid(at, data):
            page.problems = [tree.wrong((), sentence)]
            return None
        version = actions.save_part(actor, at.version, Sent(at.place, data, page.loaded, whole=True))
    except BrokenFramework as broken:
        page.problems = list(broken.problems)
    except Invalid as invalid:
        page.problems = [Problem(0, name, text) for name, texts in invalid.errors.items() for text in texts]
    except StalePart as stale:
        page.stored, page.loaded, page.reply = _stored_text(at), digest(stale.stored), 409
    else:
        messages.success(request, "Saved.")
        named = Place(at.place.kind, str(data.get("code", at.place.code)))
        return redirect(tree_url(version, named))
    return None


def _unsaid(at: DraftPart, data: dict[str, Any]) -> str:
    """Return what to write where the author must say if it is still the question of an earlier version, or nothing."""
    if at.place.kind != "question" or any(data.get(name) for name in STATED):
        return ""
    earlier = unsaid(at.draft, at.place, data)
    return SAY.format(earlier) if earlier else ""


def _stored_text(at: DraftPart) -> str:
    return canonical_part(part_at(at.file, at.place))


def _show(request: HttpRequest, at: DraftPart, page: TextPage) -> HttpResponse:
    title = f"Edit as text: {name_of(at.file, at.place)}"
    context = shell(at.draft, title, (kind_words(at.place, at.file), place_url(at.version, at.place))) | {
        "page": page,
        "kind": kind_words(at.place, at.file),
        "rows": max(12, min(40, page.text.count("\n") + 4)),
        "cancel": tree_url(at.version, at.place),
        "remove": remove_url(at.version, at.place) if at.place.kind == "example" else "",
    }
    return render(request, "review/authoring/text.html", context, status=page.reply)
