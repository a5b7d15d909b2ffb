"""The page on which a topic is answered."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from access.actor import Actor
from access.guard import guarded
from access.refusals import Invalid
from casefiles.documents.models import Document
from review.domain.standing_checks import warnings_in
from review.frameworks.rows import OVERALL_TOPIC
from review.reviewing import actions
from review.reviewing.actions import AnswerInput, StaleAnswers
from review.reviewing.answer_form import AnswerForm
from review.reviewing.checking.finding import findings_in
from review.reviewing.forms import ANY_QUESTION, blank_quotation
from review.reviewing.hands import why_closed
from review.reviewing.late.queries import handed_over_to
from review.reviewing.policy import shows_team_grades
from review.reviewing.queries import documents_for, flags_of, why_back
from review.reviewing.views.comparing import carried, chosen, compared_codes, comparison, undecided
from review.reviewing.views.kept import keeping_words
from review.reviewing.views.leading import BECAUSE, then
from review.reviewing.views.loading import TopicAt, scope_of, topic_of
from review.reviewing.views.parts import review_url, shell, topic_items
from review.reviewing.views.telling import tell_what_is_asked, warn_of

POSTED = ("version", "answer", "number", "date_0", "text", "rationale")
"""Parts of an answer of which its form posts one at least."""


@require_http_methods(["GET", "POST"])
@never_cache
@keeping_words
@guarded("review.write", topic_of, scope_of)
def review_topic(request: HttpRequest, at: TopicAt) -> HttpResponse:
    """Answer a topic's questions: save and go on, save and stay, or see what is wrong with everything typed kept.

    No browser keeps the page: going back to it shows what is stored, and nobody finds it on a shared computer.
    """
    if request.method == "POST":
        return _save(request, at)
    if why_closed(at.review):
        return redirect(f"{review_url(at.review)}#t-{at.topic.code}")
    documents = documents_for(at.review)
    return _show(request, at, _forms(at, documents, quoting=request.GET.get("quote", "")), documents)


def _forms(
    at: TopicAt, documents: Sequence[Document], data: Any = None, compared: Sequence[str] = (), quoting: str = ""
) -> list[AnswerForm]:
    """Return a form for each question that is asked or, where a page is posted, that stood on it.

    `quoting`: the code of the question that a quotation is to be added to.
    """
    return [
        AnswerForm(
            data, entry=entry, documents=documents, compared=entry.code in compared, quoting=entry.code == quoting
        )
        for entry in at.topic.every
        if (entry.judgment.asked if data is None else any(f"{entry.code}-{part}" in data for part in POSTED))
    ]


def _save(request: HttpRequest, at: TopicAt) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    documents = documents_for(at.review)
    compared = compared_codes(request.POST, at.topic)
    forms = _forms(at, documents, chosen(request.POST, at.topic, compared), compared)
    if not [form for form in forms if not form.is_valid()]:
        try:
            cited = {form.entry.code: passage for form in forms if (passage := form.evidence_input())}
            saved, evidence = actions.save_page(actor, at.review, _answers(request, forms), cited, _key(request))
            tell_what_is_asked(request, at, saved)
            return redirect(then(request, at, saved, warn_of(request, evidence)))
        except Invalid as invalid:
            _tell(forms, invalid)
        except StaleAnswers as stale:
            now = topic_of(actor, at.review.public_id, at.topic.code)
            return _compare(request, now, comparison(now.topic, documents, stale.stale))
    if undecided(forms, compared):
        typed = _forms(at, documents, request.POST, compared)
        return _compare(request, at, [form for form in typed if form.entry.code in compared])
    shown = {form.entry.code for form in forms}
    fresh = [form for form in _forms(at, documents) if form.entry.code not in shown]
    return _show(request, at, [*forms, *fresh], documents)


def _key(request: HttpRequest) -> UUID | None:
    """Return the key of the write; none where the page came without one."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return None


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
        field = form.value_name if part == "answer" else part
        for sentence in sentences:
            form.add_error(field if field in form.fields else None, sentence)


def _show(request: HttpRequest, at: TopicAt, forms: list[AnswerForm], documents: Sequence[Document]) -> HttpResponse:
    code = at.topic.code
    context = shell(request, at.review, at.topic.title, at.topic.title) | {
        "whole": at.whole,
        "topic": at.topic,
        "key": uuid4(),
        "forms": forms,
        "rows": _rows(at, forms, request.GET.get("check") == "1"),
        "next_after": at.whole.last_before(code),
        "team_grades": shows_team_grades(at.review),
        "problems": any(form.errors for form in forms),
        "topics": topic_items(at.whole, code),
        "before": at.whole.before(code),
        "after": at.whole.after(code),
        "documents": documents,
        "blank_quotation": blank_quotation(documents),
        "any_question": ANY_QUESTION,
        "questions": "\n".join(f"{entry.code} {entry.asked.criterion.question}" for entry in at.topic.every),
        "flags": list(flags_of(at.review)),
        "why_back": why_back(at.review),
        "is_overall": code == OVERALL_TOPIC,
        "overall": OVERALL_TOPIC,
        "rest_complete": not any(t.progress.missing for t in at.whole.topics if t.code != code),
        "saved": request.GET.get("saved", ""),
        "because": BECAUSE.get(request.GET.get("because", ""), ""),
        "saved_topic": next((t for t in at.whole.topics if t.code == request.GET.get("saved")), None),
    }
    return render(request, "review/reviewing/topic.html", context)


def _rows(at: TopicAt, forms: Sequence[AnswerForm], checking: bool) -> list[dict[str, Any]]:
    """Return the topic's questions in order, each with what is to be looked at and its form.

    One that is not asked has no form. What is missing is told only to somebody who comes from the check of all answers.
    """
    by_code = {form.entry.code: form for form in forms}
    findings, handed = findings_in(at.whole), handed_over_to(at.review)
    told = findings if checking else warnings_in(findings)
    return [
        {
            "entry": entry,
            "form": by_code.get(entry.code),
            "findings": [one for one in told if one.code == entry.code],
            "handed": handed.get(entry.code, []),
        }
        for entry in at.topic.every
    ]


def _compare(request: HttpRequest, at: TopicAt, forms: list[AnswerForm]) -> HttpResponse:
    context = shell(request, at.review, "This was changed in the meantime", at.topic.title) | {
        "key": uuid4(),
        "topic": at.topic,
        "forms": forms,
        "problems": any(form.errors for form in forms),
        "carried": carried(request.POST, forms),
    }
    return render(request, "review/reviewing/conflict.html", context, status=409)
