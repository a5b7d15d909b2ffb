"""The record of work on a review: of all its questions, and of one with every revision of its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from access.actor import Actor
from access.guard import guarded
from access.permissions import Scope
from review.frameworks.published import offered_by
from review.reviewing.models import Judgment, JudgmentText, Review
from review.reviewing.queries import review_at, review_scope
from review.reviewing.record import queries
from review.reviewing.record.coming_back import flags_since, times_back
from review.reviewing.record.comparing import Comparison, compared
from review.reviewing.record.forms import CompareForm
from review.reviewing.record.given import given_in, in_force
from review.reviewing.record.rows import CITED, part_items, question_groups, step_items
from review.reviewing.views.loading import scope_of, whole_of
from review.reviewing.views.parts import shell
from review.reviewing.whole import WholeReview

PER_PAGE, FEW = 50, 10
TITLE = "Record of work"


@dataclass(frozen=True)
class AnswerAt:
    """A review, and the answer to one of its questions."""

    review: Review
    judgment: Judgment


def answer_of(actor: Actor, review: UUID, criterion: str) -> AnswerAt:
    """Return the answer at an address; raise DoesNotExist where there is none or the review cannot be seen."""
    found = review_at(actor, review)
    return AnswerAt(found, queries.judgment_at(found, criterion))


def answer_scope(actor: Actor, at: AnswerAt) -> Scope:
    """Return how the actor stands to the review of an answer."""
    return review_scope(actor, at.review)


@require_safe
@guarded("review.view", whole_of, scope_of)
def review_record(request: HttpRequest, whole: WholeReview) -> HttpResponse:
    """Show when each question was worked on and what was answered, and every flag with its times.

    Of a review that came back to its reviewer also, where it is asked for, only what was changed since.
    """
    found, steps = whole.review, queries.steps_in(whole.review)
    given = given_in(found, [entry.asked for topic in whole.topics for entry in topic.every])
    back = times_back(whole, steps, given)
    since = next((one for one in back if str(one.number) == request.GET.get("since")), None)
    flags = queries.flags_ever(found)
    if since:
        flags = flags_since(flags, since.step.at)
    context = shell(request, found, TITLE, TITLE) | {
        "groups": [] if since else question_groups(whole, queries.cited_of(found), given),
        "back": back,
        "since": since,
        "page_obj": Paginator(flags, PER_PAGE).get_page(request.GET.get("page")),
        "steps": step_items(steps),
        **_beside(request, found),
    }
    return render(request, "review/reviewing/record.html", context)


@require_safe
@guarded("review.view", answer_of, answer_scope)
def question_record(request: HttpRequest, at: AnswerAt) -> HttpResponse:
    """Show every answer given to one question, and its quotations or the revisions of its words with two compared."""
    numbers = queries.parts_of(at.judgment)
    part = _part(request.GET.get("of", ""), numbers)
    steps = queries.steps_in(at.review)
    asked = offered_by(at.review.framework_version).find(at.judgment.criterion.code)
    given = in_force(given_in(at.review, [asked]).get(asked.code, []), queries.submissions_of(steps))
    context = _shell(request, at) | {
        "judgment": at.judgment,
        "given": given[:FEW],
        "given_before": given[FEW:],
        "given_number": len(given),
        "revisions": sum(numbers.values()),
        "part": part,
        "parts": part_items(numbers, queries.cited_of(at.review).get(at.judgment.pk), part),
        **_beside(request, at.review),
    }
    status = 200
    if part == CITED:
        context["page_obj"] = Paginator(queries.evidence_ever(at.judgment), PER_PAGE).get_page(request.GET.get("page"))
    elif part:
        context |= _revisions(request, at, part, queries.submissions_of(steps))
        status = 400 if context["form"].errors else 200
    return render(request, "review/reviewing/record_question.html", context, status=status)


def _part(wanted: str, numbers: dict[str, int]) -> str:
    """Return which list to show: the one that is asked for, or else the first that there is."""
    offered = [str(part) for part in JudgmentText.Part.values if part in numbers]
    return wanted if wanted in (*offered, CITED) else (offered or [CITED])[0]


def _revisions(request: HttpRequest, at: AnswerAt, part: str, submissions: Sequence[datetime]) -> dict[str, Any]:
    revisions = queries.revisions_of(at.review, at.judgment, part, submissions)
    chosen = request.GET if {"older", "newer"} & set(request.GET) else None
    form = CompareForm(revisions, part, chosen)
    page = Paginator(revisions, PER_PAGE).get_page(request.GET.get("page"))
    return {
        "form": form,
        "page_obj": page,
        "sittings": queries.in_sittings(list(page.object_list), gather=len(revisions) > queries.MANY),
        "several": len(revisions) > 1,
        "comparison": _comparison(at, part, form, revisions),
    }


def _comparison(at: AnswerAt, part: str, form: CompareForm, revisions: Sequence[queries.Revision]) -> Comparison | None:
    """Return the comparison to show, of a single revision with itself; None where none was chosen rightly."""
    numbers = form.chosen()
    if len(revisions) == 1 and numbers:
        numbers = (revisions[0].number, revisions[0].number)
    return compared(at.judgment, part, *numbers) if numbers else None


def _shell(request: HttpRequest, at: AnswerAt) -> dict[str, Any]:
    found = shell(request, at.review, TITLE, TITLE, "One question")
    above = (TITLE, reverse("review-record", args=[at.review.public_id]))
    found["breadcrumbs"] = [*found["breadcrumbs"][:-2], above, ("One question", "")]
    return found


def _beside(request: HttpRequest, review: Review) -> dict[str, Any]:
    """Return what both pages say: in which zone times are, and which move brought something along."""
    return {
        "zone": settings.TIME_ZONE.replace("_", " "),
        "move": queries.move_to(review),
        "own": review.reviewer_id == request.user.pk,
    }
