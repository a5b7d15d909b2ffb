"""Who can be handed the words that came too late, or why nobody can: what the page shows and the action asks."""

from dataclasses import dataclass

from access.actor import Actor, actor_of
from review.inspections.models import Inspection
from review.reviewing.late.models import LateWords
from review.reviewing.models import Judgment, Review
from review.reviewing.queries import in_conflict
from review.workflow import EDITABLE_REVIEW

ALREADY = "These words were handed over already. Load the page again to see when, and by whom."
BLIND = "One of the two reviews is blind: its reviewer may not see another's words, so these cannot be handed over."
NO_REVIEW = "Nobody is reviewing this case now, so there is nobody to hand the words to. Assign it first."
NOT_IN_HANDS = (
    "The review of this case is not in its reviewer's hands now, so nothing can be handed over. "
    "Return the review, or reopen the case, first."
)
OWN_WORDS = "Who wrote these words reviews the case now, and sees them there without their being handed over."
AUTHOR_TIED = "Who wrote these words has a conflict of interest with the case, so they can never be handed over."
READER_TIED = "The reviewer of the case has a conflict of interest with it. Reassign it first."
NO_QUESTION = "The review that goes on does not ask this question, so the words have no place in it."
NO_FIELDWORK = "The inspection is not in fieldwork, so nothing can be handed over. Reopen its fieldwork first."


@dataclass(frozen=True)
class Receiving:
    """The review to which words can be handed over, with the codes of its questions; or else why there is none.

    `reader` is the key of who has the case now, whether anything can be handed to them or not.
    """

    review: Review | None = None
    questions: frozenset[str] = frozenset()
    sentence: str = ""
    reader: int | None = None

    def has(self, late: LateWords) -> bool:
        """Return whether the words were handed over to who has the case now, in whichever review of theirs."""
        return late.handed_to is not None and late.handed_to.reviewer_id == self.reader

    def refusal(self, late: LateWords) -> str:
        """Return why the words cannot be handed over, or not again; nothing where they can."""
        if self.has(late):
            return ALREADY
        return self.sentence or ("" if late.criterion.code in self.questions else NO_QUESTION)


def receiving(actor: Actor, closed: Review) -> Receiving:
    """Return who can be handed what the reviewer of a closed review wrote: four queries at most."""
    reviews = list(closed.subject.reviews.exclude(status=Review.Status.CLOSED).select_related("reviewer"))
    if sentence := _sentence(actor, closed, reviews):
        return Receiving(sentence=sentence, reader=reviews[0].reviewer_id if reviews else None)
    codes = Judgment.objects.filter(review=reviews[0]).order_by().values_list("criterion__code", flat=True)
    return Receiving(reviews[0], frozenset(codes), reader=reviews[0].reviewer_id)


def _sentence(actor: Actor, closed: Review, reviews: list[Review]) -> str:
    """Return why nothing that was written for a closed review can go to the open ones of its case, or nothing."""
    if closed.subject.inspection.status != Inspection.Status.FIELDWORK:
        return NO_FIELDWORK
    if any(review.kind != Review.Kind.FIRST for review in (closed, *reviews)):
        return BLIND
    if not reviews:
        return NO_REVIEW
    if in_conflict(actor_of(closed.reviewer, actor.now), closed.subject_id):
        return AUTHOR_TIED
    return _readers_sentence(actor, closed, reviews[0])


def _readers_sentence(actor: Actor, closed: Review, to: Review) -> str:
    if to.reviewer_id == closed.reviewer_id:
        return OWN_WORDS
    if in_conflict(actor_of(to.reviewer, actor.now), closed.subject_id):
        return READER_TIED
    return "" if to.status in EDITABLE_REVIEW else NOT_IN_HANDS
