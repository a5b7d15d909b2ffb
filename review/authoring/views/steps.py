"""The steps of a rule: each edited in the form of its kind, and new ones added at the end."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from access.actor import Actor
from access.guard import guarded
from access.refusals import Invalid
from review.authoring import actions
from review.authoring.forms.choosing import form_for
from review.authoring.forms.part_form import PartForm
from review.authoring.forms.steps import STEP_WORDS, can_be_shown, kind_of
from review.authoring.pages import address, tree_url
from review.authoring.places import Place
from review.authoring.queries import DraftPart
from review.authoring.views.kept import keeping_typed
from review.authoring.views.loading import new_step_of, step_of
from review.authoring.views.parts import edit_part, remove_part, show_added_rows, show_part


@require_http_methods(["GET", "POST"])
@keeping_typed
@guarded("framework.edit", step_of)
def draft_step(request: HttpRequest, at: DraftPart) -> HttpResponse:
    """Edit a step of a rule; one whose conditions no rows can show is edited as text, with its rule."""
    if at.data is None:
        raise Http404("There is no such step.")
    if not can_be_shown(at.data):
        return redirect(address("draft-part-text", at.version, "rule", at.place.code.partition("/")[0]))
    return edit_part(request, at, form_for(at, request.POST if request.method == "POST" else None))


@require_http_methods(["GET", "POST"])
@keeping_typed
@guarded("framework.edit", new_step_of)
def draft_step_add(request: HttpRequest, at: DraftPart) -> HttpResponse:
    """Add a step to a rule."""
    rule = at.place.code.partition("/")[0]
    back = f"{address('draft-part', at.version, 'rule', rule)}#steps"
    words = STEP_WORDS[kind_of(at.data or {})]
    more: dict[str, Any] = {"title": f"Add a step: {words[:1].lower()}{words[1:]}", "button": "Add", "cancel": back}
    form = form_for(at, request.POST if request.method == "POST" else None)
    if request.POST.get("then"):
        return show_added_rows(request, at, more)
    if request.method == "POST" and form.whole_is_valid() and _added(request, at, form, rule):
        return redirect(tree_url(at.version, Place("step", f"{rule}/{form.cleaned_data['name']}")))
    return show_part(request, at, form, "", **more)


def _added(request: HttpRequest, at: DraftPart, form: PartForm, rule: str) -> bool:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    try:
        actions.add_part(actor, at.version, "step", form.part_data(), Place("rule", rule))
    except Invalid as invalid:
        form.refuse(invalid)
        return False
    return True


@require_http_methods(["GET", "POST"])
@guarded("framework.edit", step_of)
def draft_step_remove(request: HttpRequest, at: DraftPart) -> HttpResponse:
    """Take a step out of a rule, once it was said what mentions it."""
    rule = at.place.code.partition("/")[0]
    return remove_part(request, at, f"{address('draft-part', at.version, 'rule', rule)}#steps")
