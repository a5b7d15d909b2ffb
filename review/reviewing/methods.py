"""The method by which a review is made, and what of the review it looks at: answers, and facts of the case."""

from collections.abc import Iterable
from fractions import Fraction

from casefiles.cases.models import CaseFile
from review.domain.rules.answers import Answer
from review.domain.rules.method import Method
from review.frameworks.models import FrameworkVersion
from review.frameworks.rules.method import stored_method
from review.reviewing.answers import NOT_APPLICABLE, AnswerInput, Kind
from review.reviewing.models import Review

FACTS = {
    "case-area": "case_area",
    "team-type": "team_type",
    "force-flag": "force_flag",
    "taskforce-support": "taskforce_support",
    "outcome-type": "outcome_type",
}
"""The facts that a method can look at, each with its column of the case."""


def method_for(version: FrameworkVersion) -> Method:
    """Return the method of a framework version; it is read once for each content."""
    return stored_method(version.canonical)


def facts_now(review: Review) -> dict[str, str]:
    """Return the facts of the review's case as they are stored now; none where a force is judged."""
    case = CaseFile.objects.filter(pk=review.subject.case_id).first() if review.subject.case_id else None
    return {fact: getattr(case, column) for fact, column in FACTS.items()} if case else {}


def rule_answers(answers: Iterable[AnswerInput]) -> dict[str, Answer]:
    """Return answers as the rules look at them, by the questions' codes; what is not answered is left out."""
    return {answer.criterion_code: _rule_answer(answer) for answer in answers if answer.kind != Kind.NONE}


def _rule_answer(answer: AnswerInput) -> Answer:
    if answer.kind == NOT_APPLICABLE:
        return Answer(None, answer.reason if answer.reason_for == NOT_APPLICABLE else "")
    if answer.kind == Kind.CHOICES:
        return Answer(answer.values)
    return Answer(Fraction(answer.value) if answer.kind == Kind.NUMBER else answer.value)
