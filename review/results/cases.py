"""The signed-off cases of an inspection as the rules look at them, in the same few queries however many there are."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Q, QuerySet

from review.counting.models import StandingReview
from review.domain.rules.answers import Answer
from review.domain.rules.method import Method
from review.domain.rules.over_cases import Case
from review.frameworks.models import Choice, Criterion, Grade
from review.frameworks.rules.facts import FACT_LABELS
from review.results.basis import Basis
from review.reviewing.models import Judgment, JudgmentChoice

GIVEN = "given"
"""Stands for words that no rule reads: a reason, or an answer in free text."""
FACT_COLUMNS = {fact: fact.replace("-", "_") for fact in FACT_LABELS}
"""The facts that a condition can look at, with the column that keeps each as it was signed off."""
Kind = Judgment.Kind


@dataclass(frozen=True)
class SignedCase:
    """A signed-off case that counts, with its force."""

    force_id: int
    case: Case


def signed_cases(basis: Basis, standing: QuerySet[StandingReview]) -> list[SignedCase]:
    """Return those cases among `standing` that the version of the basis judged, by reference.

    The answers are those of the review that counts, the facts those of the moment at which it was signed off. An
    answer that is not asked any more is none.
    """
    counting = standing.filter(review__framework_version=basis.version, subject__case__isnull=False)
    answers: dict[int, dict[str, Answer]] = defaultdict(dict)
    for review, code, answer in _answers(basis, counting):
        answers[review][code] = answer
    columns = ("review_id", "force_id", "subject__case__reference", *FACT_COLUMNS.values())
    rows = counting.order_by("subject__case__reference", "pk").values_list(*columns)
    return [
        SignedCase(force, Case(answers[review], dict(zip(FACT_COLUMNS, facts, strict=True)), f"Case {reference}"))
        for review, force, reference, *facts in rows
    ]


def _answers(basis: Basis, counting: QuerySet[StandingReview]) -> Iterator[tuple[int, str, Answer]]:
    """Yield each answer with its review and the code of its question."""
    criteria = dict(Criterion.objects.filter(framework_version=basis.version).values_list("pk", "code"))
    given = Judgment.objects.filter(review__in=counting.values("review_id"), asked=True).order_by()
    yield from _coded(basis, given, criteria)
    kinds = {question.kind for question in basis.method.questions}
    if kinds & {Kind.NUMBER, Kind.DATE, Kind.TEXT}:
        yield from _typed(given, criteria)
    if Kind.CHOICES in kinds:
        yield from _several(basis.method, given, criteria)


def _coded(basis: Basis, given: QuerySet[Judgment], criteria: Mapping[int, str]) -> Iterator[tuple[int, str, Answer]]:
    """Yield the answers that are a grade or a choice, or not applicable. The same answers share one object."""
    of_version = Q(scale__in=Criterion.objects.filter(framework_version=basis.version).values("scale_id"))
    grades = dict(Grade.objects.filter(of_version).values_list("pk", "code"))
    choices = dict(Choice.objects.filter(criterion__framework_version=basis.version).values_list("pk", "code"))
    made = {True: Answer(None, GIVEN), False: Answer(None)}
    by_grade = {key: Answer(code) for key, code in grades.items()}
    by_choice = {key: Answer(code) for key, code in choices.items()}
    kinds = (Kind.GRADE, Kind.CHOICE, Kind.NOT_APPLICABLE)
    columns = ("review_id", "criterion_id", "grade_id", "choice_id", "has_reason")
    for review, criterion, grade, choice, reason in given.filter(kind__in=kinds).values_list(*columns):
        answer = by_grade[grade] if grade else by_choice[choice] if choice else made[reason]
        yield review, criteria[criterion], answer


def _typed(given: QuerySet[Judgment], criteria: Mapping[int, str]) -> Iterator[tuple[int, str, Answer]]:
    """Yield the answers that are a number, a date or a text, whose words are not needed."""
    rows = given.filter(kind__in=(Kind.NUMBER, Kind.DATE, Kind.TEXT))
    for review, criterion, number, date in rows.values_list("review_id", "criterion_id", "number", "date"):
        value = Fraction(number) if number is not None else date.isoformat() if date else GIVEN
        yield review, criteria[criterion], Answer(value)


def _several(
    method: Method, given: QuerySet[Judgment], criteria: Mapping[int, str]
) -> Iterator[tuple[int, str, Answer]]:
    """Yield the answers that are several choices, in the order in which the question offers them."""
    chosen: dict[tuple[int, str], set[str]] = defaultdict(set)
    rows = JudgmentChoice.objects.filter(judgment__in=given.filter(kind=Kind.CHOICES).values("pk"))
    for review, criterion, code in rows.values_list("judgment__review_id", "judgment__criterion_id", "choice__code"):
        chosen[review, criteria[criterion]].add(code)
    for (review, code), found in chosen.items():
        yield review, code, Answer(tuple(one for one in method.by_code[code].codes if one in found))
