"""Words that are sent to a review after it was closed."""

from uuid import UUID, uuid4

from review.reviewing.late.models import LateWords
from review.reviewing.models import Review
from tests import builders
from tests.review.conftest import World
from tests.review.reviewing.autosave.posting import fields, save_url, sent
from tests.review.reviewing.pages import ONE, signed_in

WORDS = "Written on the train."


def send(world: World, review: Review, words: str = WORDS, key: UUID | None = None, code: str = ONE) -> tuple[int, str]:
    """Send words with a grade as the review's reviewer, and return the status and the state that came back."""
    post = fields(review, code, key or uuid4(), answer="grade:good", rationale=words)
    status, told = sent(signed_in(world.inspector), save_url(review, code), post)
    return status, told["state"]


def kept(review: Review) -> list[str]:
    """Return the rationales that are kept beside a review."""
    return list(LateWords.objects.filter(review=review).order_by("pk").values_list("rationale", flat=True))


def begun(world: World, review: Review) -> Review:
    """Return the review once its first question has a grade."""
    builders.answer(world.inspector, review, {ONE: "good"})
    review.subject.refresh_from_db()
    return review
