"""What the standing checks find in a review: its answers as plain data, and the findings with where they are mended."""

from access.actor import Actor
from review.domain.standing_checks import CheckedAnswer, CheckedReview, Finding, Graded, findings_of
from review.frameworks.models import Criterion
from review.reviewing.checking.queries import unopened_documents
from review.reviewing.entries import Entry
from review.reviewing.models import CheckResult
from review.reviewing.screening.queries import undecided
from review.reviewing.whole import WholeReview


def findings_in(whole: WholeReview) -> tuple[Finding, ...]:
    """Return what the checks find in the answers of a review. No query."""
    return findings_of(CheckedReview(_answers(whole), _overall(whole)))


def findings_for(actor: Actor, whole: WholeReview) -> tuple[Finding, ...]:
    """Return everything that the checks find for the reviewer of a review, also beside its answers. Seven queries."""
    review = CheckedReview(
        _answers(whole),
        _overall(whole),
        undecided=undecided(whole.review),
        unopened=unopened_documents(actor, whole.review),
    )
    return findings_of(review)


def _answers(whole: WholeReview) -> list[CheckedAnswer]:
    return [checked(entry) for topic in whole.topics for entry in topic.every]


def _overall(whole: WholeReview) -> str:
    every = (entry.asked.criterion for topic in whole.topics for entry in topic.every)
    return next((one.code for one in every if one.purpose == Criterion.Purpose.OVERALL), "")


def checked(entry: Entry) -> CheckedAnswer:
    """Return an answer as the checks look at it."""
    results = [passage.check_result for passage in entry.evidence]
    return CheckedAnswer(
        state=entry.state,
        question=entry.asked.criterion.question,
        graded=_graded(entry),
        rationale=entry.words.get("rationale", ""),
        reason=entry.why_differs,
        not_found=results.count(CheckResult.NOT_FOUND),
        not_checked=results.count(CheckResult.CANNOT_BE_CHECKED),
        kept=entry.has_kept,
    )


def _graded(entry: Entry) -> Graded | None:
    """Return the grade as it stands on its scale; None without one, or where the scale has no order."""
    grade, scale = entry.judgment.grade, entry.asked.criterion.scale
    if grade is None or scale is None or not scale.ordered:
        return None
    ranks = [one.pk for one in entry.asked.grades]
    return Graded(grade.label, scale.content_hash, ranks.index(grade.pk) + 1, len(ranks))
