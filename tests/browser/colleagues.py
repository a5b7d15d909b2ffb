"""What others do meanwhile, today, through the actions: a journey shows one person's part in a browser."""

from django.utils import timezone

from access.models import User
from casefiles.documents.models import Document
from review.reviewing import actions as reviewing
from review.reviewing.citing import EvidenceInput
from review.reviewing.models import Review
from tests import builders


def review_of(reference: str) -> Review:
    """Return the review of the case with this reference."""
    return Review.objects.select_related("subject__case").get(subject__case__reference=reference)


def answers_and_submits(reviewer: User, reference: str, quotation: str) -> None:
    """Let the reviewer answer everything, quote the case's one document on its first page, and submit."""
    now, review = timezone.now(), review_of(reference)
    builders.answer(reviewer, review, now=now)
    document = Document.objects.get(case=review.subject.case)
    actor = builders.acting(reviewer, now)
    reviewing.add_evidence(actor, review_of(reference), "first-criterion", EvidenceInput(document, 1, quotation))
    reviewing.submit(actor, review_of(reference))


def submits_again(reviewer: User, reference: str, answers: dict[str, str]) -> None:
    """Let the reviewer change answers of a review that was returned, and submit it again."""
    now = timezone.now()
    builders.answer(reviewer, review_of(reference), answers, now=now)
    reviewing.submit(builders.acting(reviewer, now), review_of(reference))
