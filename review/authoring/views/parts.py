"""One part of a draft: edited in its form, added, taken away; and what happens where two people edit the same."""

from collections.abc import Mapping
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
from review.authoring.forms.choosing import form_for
from review.authoring.forms.part_form import PartForm
from review.authoring.forms.questions import QuestionForm
from review.authoring.forms.rows import rearranged
from review.authoring.lineage_questions import unsaid
from review.authoring.pages import kind_words, place_url, shell, tree_url
from review.authoring.part_pages import around, heading_of, mentions_of, part_actions, placing, rule_steps, title_of
from review.authoring.places import Place, digest, name_of, read_place
from review.authoring.queries import DraftPart, comments_of, was_taken_away
from review.authoring.views.comparing import compared, settled
from review.authoring.views.kept import keeping_typed
from review.authoring.views.loading import addable_of, is_there, part_of, removable_of

ADD_WORDS = {
    "topic": "Add a topic",
    "question": "Add a question",
    "scale": "Add a scale",
    "entered": "Add an entered result",
    "rule": "Add a rule",
}


@require_http_methods(["GET", "POST"])
@keeping_typed
@guarded("framework.edit", part_of)
def draft_part(request: HttpRequest, at: DraftPart) -> HttpResponse:
    """Edit a part in its form."""
    if at.data is None:
        raise Http404("There is no such part.")
    return edit_part(request, at, form_for(at, request.POST if request.method == "POST" else None))


def edit_part(request: HttpRequest, at: DraftPart, form: PartForm) -> HttpResponse:
    """Show or save the form of a part; rows come and go without anything being saved."""
    if request.method != "POST":
        return show_part(request, at, form, digest(at.data))
    if request.POST.get("then"):
        return show_rows(request, at, lambda data: form_for(at, data))
    if form.whole_is_valid():
        try:
            return _saved(request, at, form)
        except Invalid as invalid:
            form.refuse(invalid)
        except StalePart as stale:
            return _compare(request, at, form, stale)
    return show_part(request, at, form, request.POST.get("loaded", ""))


def _saved(request: HttpRequest, at: DraftPart, form: PartForm) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    data = settled(request.POST, at, form.part_data())
    if isinstance(form, QuestionForm) and _asks_again(at, form, data):
        return show_part(request, at, form, request.POST.get("loaded", ""))
    version = actions.save_part(actor, at.version, Sent(at.place, data, request.POST.get("loaded", "")))
    messages.success(request, "Saved.")
    return redirect(_after(version, at.place, data))


def _after(version: Any, place: Place, data: Mapping[str, Any]) -> str:
    """Return where a save leads: to the part on the page of the whole, under the code that it has now."""
    if place.kind == "step":
        return tree_url(version, Place("step", f"{place.code.partition('/')[0]}/{data['name']}"))
    return tree_url(version, place if place.kind in ("framework", "example") else Place(place.kind, str(data["code"])))


def _asks_again(at: DraftPart, form: QuestionForm, data: Mapping[str, Any], inside: Place | None = None) -> bool:
    """Return whether the author must first say if it is still the question of an earlier version."""
    if form.cleaned_data.get("relation"):
        return False
    earlier = unsaid(at.draft, at.place, data, inside)
    if earlier:
        form.ask_about(earlier)
    return bool(earlier)


def show_rows(request: HttpRequest, at: DraftPart, make: Any) -> HttpResponse:
    """Show a form as it was sent, with its rows arranged as a button asked."""
    data, row = rearranged(request.POST)
    form: PartForm = make(data)
    form.hush()
    return show_part(request, at, form, request.POST.get("loaded", ""), row=row)


def show_part(
    request: HttpRequest, at: DraftPart, form: PartForm, loaded: str, *, row: str = "", status: int = 200, **more: Any
) -> HttpResponse:
    """Show the form of a part with what authors say about it and what mentions it."""
    title = more.pop("title", "") or title_of(at)
    context = (
        shell(at.draft, title, *around(at))
        | {
            "form": form,
            "at": at,
            "place": at.place,
            "kind": kind_words(at.place, at.file),
            "heading": "" if "button" in more else heading_of(at),
            "loaded": loaded,
            "row": row,
            "comments": [one for one in comments_of(at.version) if one.place == str(at.place)],
            "mentions": mentions_of(at),
            "actions": part_actions(at),
            "troubles": [one for one in at.draft.troubles if one.place == at.place],
            "cancel": tree_url(at.version, at.place),
        }
        | placing(at)
        | rule_steps(at)
        | more
    )
    return render(request, "review/authoring/part.html", context, status=status)


def _compare(request: HttpRequest, at: DraftPart, form: PartForm, stale: StalePart) -> HttpResponse:
    """Show what is stored now beside what was typed, field by field, with everything typed kept in the form."""
    differing = compared(stale.stored, form.part_data(), form)
    return show_part(request, at, form, digest(stale.stored), status=409, differing=differing)


@require_http_methods(["GET", "POST"])
@keeping_typed
@guarded("framework.edit", addable_of)
def draft_add(request: HttpRequest, at: DraftPart) -> HttpResponse:
    """Add a part: a question or topic into the topic that the address names."""
    asked = request.POST.get("inside") or request.GET.get("inside", "")
    inside = read_place(asked) if asked else None
    if inside and not is_there(at.draft, inside):
        raise Http404("There is no such topic.")
    form = form_for(at, request.POST if request.method == "POST" else None)
    more: dict[str, Any] = {"title": ADD_WORDS[at.place.kind], "inside": inside or "", "button": "Add"}
    more["cancel"] = tree_url(at.version, inside)
    if request.POST.get("then"):
        return show_added_rows(request, at, more)
    if request.method == "POST" and form.whole_is_valid():
        try:
            return _added(request, at, form, inside)
        except Invalid as invalid:
            form.refuse(invalid)
    return show_part(request, at, form, "", **more)


def show_added_rows(request: HttpRequest, at: DraftPart, more: dict[str, Any]) -> HttpResponse:
    """Show the form of a new part as it was sent, with its rows arranged as a button asked."""
    data, row = rearranged(request.POST)
    form = form_for(at, data)
    form.hush()
    return show_part(request, at, form, "", row=row, **more)


def _added(request: HttpRequest, at: DraftPart, form: PartForm, inside: Place | None) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    data = form.part_data()
    if isinstance(form, QuestionForm) and _asks_again(at, form, data, inside):
        raise Invalid({})
    version = actions.add_part(actor, at.version, at.place.kind, data, inside)
    messages.success(request, "Added.")
    place = Place(at.place.kind, str(data.get("code", "")))
    return redirect(place_url(version, place) if place.kind == "rule" else tree_url(version, place))


@require_http_methods(["GET", "POST"])
@guarded("framework.edit", removable_of)
def draft_part_remove(request: HttpRequest, at: DraftPart) -> HttpResponse:
    """Take a part away, once it was said what mentions it."""
    return remove_part(request, at, tree_url(at.version))


def remove_part(request: HttpRequest, at: DraftPart, back: str) -> HttpResponse:
    """Ask before a part is taken away, and take it away; a second click finds that it is done."""
    if at.data is None:
        if request.method == "POST" and was_taken_away(at.version, at.place):
            messages.success(request, "It was taken away already.")
            return redirect(back)
        raise Http404("There is no such part.")
    invalid = ""
    if request.method == "POST":
        actor: Actor = request.actor  # type: ignore[attr-defined]
        try:
            actions.remove_part(actor, at.version, at.place, request.POST.get("loaded", ""))
            messages.success(request, f"{kind_words(at.place, at.file)} taken away.")
            return redirect(back)
        except Invalid as refused:
            invalid = str(refused)
    here = (title_of(at), place_url(at.version, at.place))
    context = shell(at.draft, f"Take away: {name_of(at.file, at.place)}", here)
    context |= {
        "at": at,
        "kind": kind_words(at.place, at.file),
        "loaded": digest(at.data),
        "invalid": invalid,
        "mentions": mentions_of(at),
        "inside": len(at.data.get("criteria", ())) + len(at.data.get("topics", ())),
        "cancel": tree_url(at.version, at.place),
    }
    return render(request, "review/authoring/remove.html", context, status=400 if invalid else 200)
