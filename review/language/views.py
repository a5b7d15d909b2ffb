"""The language list: read, tried on a text, added to, changed, retired and brought back."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from access.actor import Actor
from access.guard import guarded
from access.permissions import may
from access.refusals import Conflict, Invalid
from review.form_errors import refuse
from review.language import actions, queries
from review.language.actions import PatternInput
from review.language.cautions import cautions
from review.language.forms import PatternForm, TryForm, VersionForm
from review.language.models import LanguagePattern
from review.language.words import pieces_of, row_url, says, sections

TITLE = "Language list"
NEW_WORDING = "Other words are another wording: the one before was retired, with what was decided on it."
AT_ROW = "at-row"
"""Tags a message that leaves the page where its address leads, at the row that it speaks of."""
RETIRING = [
    "It is not looked for any more, in any inspection. What reviewers decided on it stays.",
    "You can bring it back.",
]
RESTORING = ["It is looked for again, in every review that is not yet submitted."]


@require_safe
@guarded("language.view")
def language_list(request: HttpRequest) -> HttpResponse:
    """Show the list by category, and the retired wordings to those who may bring them back."""
    return _show(request, TryForm())


@require_http_methods(["GET", "POST"])
@guarded("language.view")
def language_try(request: HttpRequest) -> HttpResponse:
    """Try the list on a text and show what it found; the text is stored nowhere."""
    if request.method != "POST":
        return _show(request, TryForm())
    form = TryForm(request.POST)
    if not form.is_valid():
        return _show(request, form)
    patterns = list(queries.active_patterns())
    text = form.cleaned_data["text"]
    return _show(request, form, tried=pieces_of(text, queries.made_ready(patterns), patterns))


def _show(request: HttpRequest, form: TryForm, **tried: Any) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    patterns = list(queries.list_for(actor))
    q = request.GET.get("q", "").strip()
    by_category = sections(actor, patterns, q)
    context = {
        "title": TITLE,
        "form": form,
        "edits": may(actor, "language.edit"),
        "sections": by_category,
        "matching": sum(len(section["rows"]) for section in by_category),
        "q": q,
        "saved": request.GET.get("saved", ""),
        "number": sum(pattern.active for pattern in patterns),
        "retired": [pattern for pattern in patterns if not pattern.active and says(pattern, q)],
        "fewest": queries.FEWEST_SHOWN,
        **tried,
        "found": [piece for piece in tried.get("tried", ()) if piece.found],
    }
    return render(request, "review/language/list.html", context)


@require_http_methods(["GET", "POST"])
@guarded("language.edit")
def language_add(request: HttpRequest) -> HttpResponse:
    """Put a wording on the list."""
    form = PatternForm(request.POST if request.method == "POST" else None)

    def add(given: PatternInput) -> LanguagePattern:
        added = actions.add_pattern(request.actor, given)  # type: ignore[attr-defined]
        messages.success(request, f"“{added.pattern}” is looked for from now on.", AT_ROW)
        return added

    return _edit(request, form, add, "Add a wording", "Add the wording")


@require_http_methods(["GET", "POST"])
@guarded("language.edit", queries.pattern_at)
def language_edit(request: HttpRequest, pattern: LanguagePattern) -> HttpResponse:
    """Change a wording that is looked for."""
    if not pattern.active:
        return redirect("language-restore", pattern.public_id)
    form = PatternForm(request.POST if request.method == "POST" else None, initial=PatternForm.starting_from(pattern))

    def change(given: PatternInput) -> LanguagePattern:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        version = form.cleaned_data["version"]
        changed = actions.change_pattern(actor, pattern, given, -1 if version is None else version)
        more = f" {NEW_WORDING}" if changed.pk != pattern.pk else ""
        messages.success(request, f"“{changed.pattern}” was saved.{more}", AT_ROW)
        return changed

    return _edit(request, form, change, "Change a wording", "Save changes", pattern)


def _edit(
    request: HttpRequest,
    form: PatternForm,
    keep: Callable[[PatternInput], LanguagePattern],
    title: str,
    button: str,
    pattern: LanguagePattern | None = None,
) -> HttpResponse:
    """Show the form, try what it says on its text, or keep it; words typed are shown again where that is refused."""
    tried, told, status = None, [], HTTPStatus.OK
    if form.is_valid():
        try:
            given = actions.checked(form.pattern_input())
            if "try" in request.POST:
                tried = _tried(form)
            elif form.is_sure_of(given.pattern) or not (told := cautions(given, pattern)):
                return redirect(row_url(keep(given)))
            else:
                form.ask_again(given.pattern)
        except Invalid as invalid:
            refuse(form, invalid)
        except Conflict as conflict:
            form.add_error(None, conflict.sentence)
            status = HTTPStatus.CONFLICT
    context = {
        "title": title,
        "form": form,
        "button": f"{button} all the same" if told else button,
        "told": told,
        "tried": tried,
        "found": [piece for piece in tried or () if piece.found],
        "pattern": pattern,
        "cancel": reverse("language-list"),
        "breadcrumbs": [(TITLE, reverse("language-list"))],
    }
    return render(request, "review/language/edit.html", context, status=status)


def _tried(form: PatternForm) -> list[Any]:
    """Return the form's text with what its wording finds there. Raises Invalid."""
    given = actions.checked(form.pattern_input())
    wording = LanguagePattern(code="tried", **vars(given))
    text = form.cleaned_data["sample"]
    if not text:
        raise Invalid({"sample": ["Enter the text to try the wording on"]})
    return pieces_of(text, queries.made_ready([wording]), [wording])


@require_http_methods(["GET", "POST"])
@guarded("language.edit", queries.pattern_at)
def language_retire(request: HttpRequest, pattern: LanguagePattern) -> HttpResponse:
    """Take a wording off the list, after asking."""
    return _confirm(request, pattern, actions.retire_pattern, "Retire a wording", "Retire", RETIRING)


@require_http_methods(["GET", "POST"])
@guarded("language.edit", queries.pattern_at)
def language_restore(request: HttpRequest, pattern: LanguagePattern) -> HttpResponse:
    """Look for a retired wording again, after asking."""
    return _confirm(request, pattern, actions.bring_back, "Bring a wording back", "Bring back", RESTORING)


def _confirm(
    request: HttpRequest,
    pattern: LanguagePattern,
    act: Callable[[Actor, LanguagePattern, int], None],
    title: str,
    button: str,
    lines: list[str],
) -> HttpResponse:
    form = VersionForm(request.POST if request.method == "POST" else None, initial={"version": pattern.version})
    if form.is_valid():
        act(request.actor, pattern, form.cleaned_data["version"])  # type: ignore[attr-defined]
        if button == "Retire":
            messages.success(request, f"“{pattern.pattern}” was retired.")
            return redirect("language-list")
        messages.success(request, f"“{pattern.pattern}” was brought back.", AT_ROW)
        return redirect(row_url(pattern))
    context = {
        "title": title,
        "caption": pattern.get_category_display(),
        "form": form,
        "lines": [f"“{pattern.pattern}”", *lines],
        "button": button,
        "cancel": reverse("language-list"),
        "breadcrumbs": [(TITLE, reverse("language-list"))],
    }
    return render(request, "form_page.html", context)
