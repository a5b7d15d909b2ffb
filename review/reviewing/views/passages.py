"""Language flags, and taking a flag or a quotation back."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from access.actor import Actor
from access.guard import guarded
from access.refusals import Conflict, Invalid
from review.form_errors import refuse
from review.reviewing import actions
from review.reviewing.forms import PASSAGE, FlagForm, RemoveForm
from review.reviewing.hands import why_closed
from review.reviewing.models import Evidence, LanguageFlag, Review
from review.reviewing.passages import check_words
from review.reviewing.queries import documents_for, flags_of
from review.reviewing.screening.queries import screen_of
from review.reviewing.screening.showing import Shown, shown
from review.reviewing.views.kept import keeping_words
from review.reviewing.views.loading import PartAt, evidence_of, flag_of, review_of, scope_of
from review.reviewing.views.parts import review_url, shell, topic_url
from review.reviewing.views.telling import warn_of


@require_http_methods(["GET", "POST"])
@keeping_words
@guarded("review.write", review_of, scope_of)
def flag_add(request: HttpRequest, review: Review) -> HttpResponse:
    """Show what the language screen proposes and the review's language flags, and add a flag.

    A post with `prefill` fills the form with its document, page and quotation, and writes nothing: from a page on
    which words were selected it brings them here without their standing in an address.
    """
    if request.method != "POST" and why_closed(review):
        return redirect(f"{review_url(review)}#flags")
    documents = documents_for(review)
    if "prefill" in request.POST:
        given = {name: request.POST.get(name, "") for name in PASSAGE}
        return show_flags(request, review, FlagForm(initial=given, documents=documents), prefilled=True)
    form = FlagForm(request.POST or None, documents=documents)
    if request.method == "POST" and form.is_valid():
        try:
            flag = actions.add_flag(request.actor, review, form.flag_input())  # type: ignore[attr-defined]
        except Invalid as invalid:
            refuse(form, invalid)
        else:
            if not warn_of(request, [flag]):
                messages.success(request, f"The passage was flagged. {check_words(flag)}.")
            return redirect("flag-add", review.public_id)
    return show_flags(request, review, form)


def show_flags(
    request: HttpRequest,
    review: Review,
    form: FlagForm | None = None,
    found: Shown | None = None,
    refused: Form | None = None,
    prefilled: bool = False,
) -> HttpResponse:
    """Show the language screen: with `form`, or `found` with the `refused` one among it, as it was posted."""
    if closed := why_closed(review):
        raise Conflict(closed)
    screen, documents = screen_of(review), documents_for(review)
    context = shell(request, review, "Language flags", "Language flags") | {
        "form": form or FlagForm(documents=documents),
        "prefilled": prefilled,
        "flags": list(flags_of(review)),
        "documents": documents,
        "screen": screen,
        "summary": screen.summary,
        "found": found or shown(screen),
        "forms": [refused] if refused else [],
    }
    return render(request, "review/reviewing/flags.html", context)


@require_http_methods(["GET", "POST"])
@guarded("review.write", evidence_of, scope_of)
def evidence_remove(request: HttpRequest, at: PartAt[Evidence]) -> HttpResponse:
    """Take a quotation back, after asking."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    criterion = at.part.judgment.criterion
    back = f"{topic_url(at.review, criterion.topic.code)}#c-{criterion.code}"
    if request.method == "POST":
        actions.remove_evidence(actor, at.part)
        return redirect(f"{topic_url(at.review, criterion.topic.code)}?saved={criterion.code}#c-{criterion.code}")
    return _ask(request, at, "Remove the quotation", criterion.question, back)


@require_http_methods(["GET", "POST"])
@guarded("review.write", flag_of, scope_of)
def flag_remove(request: HttpRequest, at: PartAt[LanguageFlag]) -> HttpResponse:
    """Take a language flag back, after asking."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    back = reverse("flag-add", args=[at.review.public_id])
    if request.method == "POST":
        actions.remove_flag(actor, at.part)
        messages.success(request, "The language flag was removed.")
        return redirect(back)
    return _ask(request, at, "Remove the language flag", at.part.get_category_display(), back)


def _ask(
    request: HttpRequest, at: PartAt[Evidence] | PartAt[LanguageFlag], title: str, caption: str, back: str
) -> HttpResponse:
    if closed := why_closed(at.review):
        raise Conflict(closed)
    context = shell(request, at.review, title, title) | {
        "form": RemoveForm(),
        "caption": caption,
        "passage": at.part,
        "lines": ["It leaves the review. That it was there, and who removed it when, stays on record."],
        "button": "Remove",
        "danger": True,
        "cancel": back,
    }
    return render(request, "review/reviewing/remove.html", context)
