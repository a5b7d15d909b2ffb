"""The page on which a topic is answered."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from access.actor import Actor
from access.guard import guarded
from access.refusals import Invalid
from review.frameworks.rows import OVERALL_TOPIC
from review.reviewing import actions
from review.reviewing.actions import AnswerInput, StaleAnswers
from review.reviewing.forms import AnswerForm
from review.reviewing.hands import why_closed
from review.reviewing.queries import documents_for, flags_of
from review.reviewing.views.comparing import carried, chosen, compared_codes, comparison, undecided
from review.reviewing.views.kept import keeping_words
from review.reviewing.views.loading import TopicAt, scope_of, topic_of
from review.reviewing.views.parts import review_url, shell, topic_items, topic_url
from review.reviewing.views.telling import warn_of

TOP = "#main-content"
"""Where messages stand; said outright, since a browser keeps the old address's place where a new one names none."""


@require_http_methods(["GET", "POST"])
@keeping_words
@guarded("review.write", topic_of, scope_of)
def review_topic(request: HttpRequest, at: TopicAt) -> HttpResponse:
    """Answer a topic's questions: save and go on, save and stay, or see what is wrong with everything typed kept."""
    if request.method == "POST":
        return _save(request, at)
    if why_closed(at.review):
        return redirect(f"{review_url(at.review)}#t-{at.topic.code}")
    return _show(request, at, _forms(at))


def _forms(at: TopicAt, data: Any = None, compared: Sequence[str] = ()) -> list[AnswerForm]:
    documents = documents_for(at.review)
    return [
        AnswerForm(data, entry=entry, documents=documents, compared=entry.code in compared)
        for entry in at.topic.entries
    ]


def _save(request: HttpRequest, at: TopicAt) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    compared = compared_codes(request.POST, at.topic)
    forms = _forms(at, chosen(request.POST, at.topic, compared), compared)
    if not [form for form in forms if not form.is_valid()]:
        try:
            cited = {form.entry.code: passage for form in forms if (passage := form.evidence_input())}
            _, evidence = actions.save_page(actor, at.review, _answers(request, forms), cited)
            return redirect(_then(request, at, warn_of(request, evidence)))
        except Invalid as invalid:
            _tell(forms, invalid)
        except StaleAnswers as stale:
            now = topic_of(actor, at.review.public_id, at.topic.code)
            return _compare(request, now, comparison(now.topic, documents_for(now.review), stale.stale))
    if undecided(forms, compared):
        typed = _forms(at, request.POST, compared)
        return _compare(request, at, [form for form in typed if form.entry.code in compared])
    return _show(request, at, forms)


def _answers(request: HttpRequest, forms: Sequence[AnswerForm]) -> list[AnswerInput]:
    """Return the answers to save, one without its value where that is to be cleared."""
    cleared = request.POST.get("then", "").removeprefix("clear:")
    return [form.cleared_input() if form.entry.code == cleared else form.answer_input() for form in forms]


def _tell(forms: Sequence[AnswerForm], invalid: Invalid) -> None:
    """Show an action's refusal beside the fields that it is about."""
    by_code = {form.entry.code: form for form in forms}
    for name, sentences in invalid.errors.items():
        code, _, part = name.partition(".")
        form = by_code.get(code, forms[0])
        for sentence in sentences:
            form.add_error(part if part in form.fields else None, sentence)


def _then(request: HttpRequest, at: TopicAt, warned: bool) -> str:
    """Return where a save leads: on, back to the same page or question, or to what was pressed beside it.

    Where there is a warning, it leads to the top of the page, where that stands.
    """
    step, _, what = request.POST.get("then", "").partition(":")
    here = topic_url(at.review, at.topic.code)
    codes = [entry.code for entry in at.topic.entries]
    if step == "remove":
        return reverse("evidence-remove", args=[at.review.public_id, what]) if _is_evidence(at, what) else here
    if step == "flags":
        return reverse("flag-add", args=[at.review.public_id])
    if step in ("stay", "clear"):
        place = what if what in codes else ""
        spot = TOP if warned else f"#c-{place}" if place else ""
        return f"{here}?saved={place or 'all'}{spot}"
    following = at.whole.after(at.topic.code)
    if following is None:
        return f"{reverse('review-check', args=[at.review.public_id])}?saved={at.topic.code}"
    return f"{topic_url(at.review, following.code)}?saved={at.topic.code}"


def _is_evidence(at: TopicAt, public_id: str) -> bool:
    return any(str(evidence.public_id) == public_id for entry in at.topic.entries for evidence in entry.evidence)


def _show(request: HttpRequest, at: TopicAt, forms: list[AnswerForm]) -> HttpResponse:
    code = at.topic.code
    context = shell(request, at.review, at.topic.topic.title, at.topic.topic.title) | {
        "whole": at.whole,
        "topic": at.topic,
        "forms": forms,
        "problems": any(form.errors for form in forms),
        "topics": topic_items(at.whole, code),
        "before": at.whole.before(code),
        "after": at.whole.after(code),
        "documents": list(forms[0].documents.values()),
        "flags": list(flags_of(at.review)),
        "is_overall": code == OVERALL_TOPIC,
        "overall": OVERALL_TOPIC,
        "rest_complete": not any(t.progress.missing for t in at.whole.topics if t.code != code),
        "saved": request.GET.get("saved", ""),
        "saved_topic": next((t for t in at.whole.topics if t.code == request.GET.get("saved")), None),
    }
    return render(request, "review/reviewing/topic.html", context)


def _compare(request: HttpRequest, at: TopicAt, forms: list[AnswerForm]) -> HttpResponse:
    context = shell(request, at.review, "This was changed in the meantime", at.topic.topic.title) | {
        "topic": at.topic,
        "forms": forms,
        "problems": any(form.errors for form in forms),
        "carried": carried(request.POST, forms),
    }
    return render(request, "review/reviewing/conflict.html", context, status=409)
