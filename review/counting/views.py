"""How other cases were graded at the questions of a topic, for somebody who reviews a case."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.actor import Actor
from access.guard import guarded
from review.counting.team_grades import team_grades
from review.frameworks.models import Criterion
from review.inspections.queries import has_conflict_in
from review.reviewing.models import Judgment
from review.reviewing.policy import shows_team_grades
from review.reviewing.views.loading import TopicAt, scope_of, topic_of
from review.reviewing.views.parts import shell, topic_url

NOT_ANSWERED = "Shown once your own answer here is saved."
CONFLICT = (
    "You have a tie to one of this inspection's forces, or declared a conflict of interest in it, so the figures of "
    "its cases are closed to you."
)


@require_safe
@guarded("review.write", topic_of, scope_of)
def topic_team_grades(request: HttpRequest, at: TopicAt) -> HttpResponse:
    """Show how other cases were graded at each question of a topic that the reviewer has answered themselves."""
    if not shows_team_grades(at.review):
        raise Http404("This inspection does not show how other cases were graded.")
    actor: Actor = request.actor  # type: ignore[attr-defined]
    title = "How other cases were graded"
    context = shell(request, at.review, title, at.topic.title) | {
        "topic": at.topic,
        "rows": _rows(actor, at),
        "back": topic_url(at.review, at.topic.code),
    }
    return render(request, "review/counting/team_grades.html", context)


def _rows(actor: Actor, at: TopicAt) -> list[dict[str, Any]]:
    """Return the graded questions, each with what is told of it; nothing is counted for somebody with a conflict."""
    asked = [one for one in at.topic.entries if one.asked.criterion.answer_type == Criterion.AnswerType.GRADE]
    if has_conflict_in(actor, at.review.subject.inspection):
        return [{"entry": entry, "words": CONFLICT} for entry in asked]
    own = [entry for entry in asked if entry.judgment.kind != Judgment.Kind.NONE]
    found = team_grades(at.review, own)
    return [
        {"entry": entry, "words": found[entry.code].words if entry.code in found else NOT_ANSWERED} for entry in asked
    ]
