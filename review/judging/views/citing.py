"""What a judgment of a force rests on: judgments of cases, figures of the report, or why there is nothing to cite."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from access.actor import Actor
from access.guard import guarded
from access.permissions import Scope
from access.refusals import Invalid
from review.domain.rules.words import counted
from review.form_errors import refuse
from review.judging import actions, citable
from review.judging.actions import MOST_AT_ONCE, Chosen
from review.judging.forms import FigureForm, QuestionForm, WhyNoneForm, uuid_or_none
from review.reviewing.entries import Entry
from review.reviewing.hands import why_closed
from review.reviewing.models import Judgment, Review
from review.reviewing.queries import review_at, review_scope
from review.reviewing.views.parts import review_url, shell, topic_url
from review.reviewing.whole import whole_review


@dataclass(frozen=True)
class CiteAt:
    """A review of a force, and the judgment in it that evidence is looked for."""

    review: Review
    entry: Entry

    @property
    def url(self) -> str:
        """The address of the judgment on its topic's page."""
        return f"{topic_url(self.review, self.entry.topic)}?saved={self.entry.code}#c-{self.entry.code}"


def cite_at(actor: Actor, review: UUID, criterion: str) -> CiteAt:
    """Return what an address is about; raise DoesNotExist where the review is of no force or has no such question."""
    found = review_at(actor, review)
    entries = {entry.code: entry for entry in whole_review(found).entries}
    if found.subject.inspection_force_id is None or criterion not in entries:
        raise Judgment.DoesNotExist(f"There is no judgment of a force on {criterion}.")
    return CiteAt(found, entries[criterion])


def cite_scope(actor: Actor, at: CiteAt) -> Scope:
    """Return how the actor stands to the review."""
    return review_scope(actor, at.review)


@require_http_methods(["GET", "POST"])
@guarded("evidence.cite-cases", cite_at, cite_scope)
def force_cite(request: HttpRequest, at: CiteAt) -> HttpResponse:
    """Choose what a judgment rests on; each of the three ways is a form of its own."""
    if why_closed(at.review) or at.review.reviewer_id != request.actor.user_id:  # type: ignore[attr-defined]
        return redirect(review_url(at.review))
    page_forms = {"figure": FigureForm(), "none": WhyNoneForm()}
    wrong: list[str] = []
    what = request.POST.get("what", "") if request.method == "POST" else ""
    if what in SAVING:
        form, keep = SAVING[what]
        page_forms[what] = filled = form(request.POST)
        if filled.is_valid():
            try:
                return _saved(request, at, keep(request.actor, at, filled))  # type: ignore[attr-defined]
            except Invalid as invalid:
                refuse(filled, invalid)
    elif request.method == "POST":
        try:
            return _saved(request, at, _cited(request, at))
        except Invalid as invalid:
            wrong = [sentence for group in invalid.errors.values() for sentence in group]
    return _show(request, at, page_forms, wrong, what)


def _cited(request: HttpRequest, at: CiteAt) -> str:
    sent = [value.partition(":") for value in request.POST.getlist("judgments")]
    chosen = [Chosen(key, question) for text, _, question in sent if (key := uuid_or_none(text))]
    added = actions.cite_judgments(request.actor, at.review, at.entry.code, chosen)  # type: ignore[attr-defined]
    return f"{counted(len(added), 'judgment', 'judgments')} cited." if added else "Cited already: nothing was added."


def _figure(actor: Actor, at: CiteAt, form: forms.Form) -> str:
    return f"Cited: {actions.cite_figure(actor, at.review, at.entry.code, form.cleaned_data['figure']).stood}"


def _none(actor: Actor, at: CiteAt, form: forms.Form) -> str:
    actions.say_why_none(actor, at.review, at.entry.code, form.cleaned_data["why_none"])
    return "Why it rests on no evidence is kept with the judgment."


SAVING: dict[str, tuple[type[forms.Form], Callable[[Actor, CiteAt, forms.Form], str]]] = {
    "figure": (FigureForm, _figure),
    "none": (WhyNoneForm, _none),
}


def _saved(request: HttpRequest, at: CiteAt, told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect(at.url)


def _show(
    request: HttpRequest, at: CiteAt, page_forms: dict[str, forms.Form], wrong: list[str], what: str
) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    force = at.review.subject
    questions = citable.questions_of(force.inspection)
    question = request.GET.get("question", "")
    question = question if question in questions else next(iter(questions))
    q = request.GET.get("q", "").strip()[:60]
    page = Paginator(citable.listed(actor, force, question, q), MOST_AT_ONCE).get_page(request.GET.get("page"))
    asked = at.entry.asked.criterion.question
    context: dict[str, Any] = shell(request, at.review, "What does this judgment rest on?", "Cite evidence") | {
        "at": at,
        "asked": asked,
        "choose": QuestionForm(initial={"question": question, "q": q}, questions=questions),
        "question": question,
        "chosen": set(request.POST.getlist("judgments")),
        "question_words": questions[question],
        "page_obj": page,
        "keep": [("question", question), ("q", q)],
        "rows": [(f"{one.review.public_id}:{one.criterion.code}", one, citable.stood(one)) for one in page],
        "figure_form": page_forms["figure"],
        "none_form": page_forms["none"],
        "form": page_forms.get(what),
        "wrong": wrong,
        "wrong_at": "cite-1" if page else "cases",
        "report": reverse("report", args=[force.inspection.slug_id]),
        "back": at.url,
    }
    bad = wrong or any(form.errors for form in page_forms.values())
    return render(request, "review/judging/cite.html", context, status=400 if bad else 200)
