"""Past reviews as rules look at them: their answers and the facts of their cases, some hundreds at a time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from django.db.models import QuerySet

from review.domain.rules.answers import Answer, Facts
from review.domain.rules.method import Method
from review.frameworks.models import FrameworkVersion
from review.reviewing.methods import FACTS
from review.reviewing.models import Judgment, JudgmentChoice, Review

PAST = (Review.Status.SUBMITTED, Review.Status.LOCKED)
BATCH = 500
GIVEN = "given"
"""Stands for words that no rule reads: a reason, or an answer in free text."""
Answers = dict[str, Answer]


def past_reviews(version: FrameworkVersion) -> QuerySet[Review]:
    """Return the reviews by a version that are submitted or locked, the newest first."""
    return Review.objects.filter(framework_version=version, status__in=PAST).order_by("-pk")


def past_answers(version: FrameworkVersion, method: Method, most: int) -> Iterator[tuple[Answers, Facts]]:
    """Yield the answers of each past review, the newest first, with the facts of its case as they are now."""
    columns = [f"subject__case__{column}" for column in FACTS.values()]
    reviews = past_reviews(version)
    last: int | None = None
    while most > 0:
        rows = reviews if last is None else reviews.filter(pk__lt=last)
        batch = list(rows.values_list("pk", *columns)[: min(BATCH, most)])
        if not batch:
            return
        most, last = most - len(batch), batch[-1][0]
        answers = _answers([pk for pk, *_ in batch], method)
        for pk, *facts in batch:
            yield answers[pk], dict(zip(FACTS, (fact or "" for fact in facts), strict=True))


def _answers(reviews: Sequence[int], method: Method) -> dict[int, Answers]:
    """Return the answers of some reviews to what they ask, in two queries; not applicable always with its reason."""
    found: dict[int, Answers] = defaultdict(dict)
    rows = Judgment.objects.filter(review__in=reviews, asked=True).exclude(kind=Judgment.Kind.NONE).order_by()
    columns = ("review_id", "criterion__code", "kind", "grade__code", "choice__code", "number", "date")
    for review, code, kind, grade, choice, number, date in rows.values_list(*columns):
        value = grade or choice or (Fraction(number) if number is not None else date.isoformat() if date else GIVEN)
        found[review][code] = Answer(None, GIVEN) if kind == Judgment.Kind.NOT_APPLICABLE else Answer(value)
    several: dict[tuple[int, str], set[str]] = defaultdict(set)
    chosen = JudgmentChoice.objects.filter(judgment__review__in=reviews, judgment__kind=Judgment.Kind.CHOICES)
    chosen = chosen.filter(judgment__asked=True)
    for review, code, choice in chosen.values_list("judgment__review_id", "judgment__criterion__code", "choice__code"):
        several[review, code].add(choice)
    for (review, code), codes in several.items():
        found[review][code] = Answer(tuple(one for one in method.by_code[code].codes if one in codes))
    return found
