"""Reading beside the form: what a write cited before, and the passage that somebody wants to see."""

from uuid import UUID

from access.actor import Actor
from casefiles.documents.models import Document
from review.reviewing.models import Evidence, LanguageFlag, Review
from review.reviewing.queries import HAS_TEXT, visible_reviews
from review.reviewing.sent_before import own_event

EVIDENCE_ADDED = "evidence.added"


def evidence_written_as(actor: Actor, review: Review, criterion_code: str, key: UUID) -> Evidence | None:
    """Return the evidence that a write with this key added to the review's answer before; None where the key is new.

    Raises Invalid by `key` where the key is that of another write.
    """
    event = own_event(actor, key, EVIDENCE_ADDED, review=review.public_id, criterion=criterion_code)
    return Evidence.objects.get(public_id=event.thing_id) if event else None


def evidence_as_cited(evidence: Evidence) -> Evidence:
    """Return evidence, whether or not it was taken back since, with all that the words about its check need."""
    return Evidence.objects.select_related("document").annotate(document_has_text=HAS_TEXT).get(pk=evidence.pk)


def passage_in(actor: Actor, document: Document, public_id: UUID) -> Evidence | LanguageFlag | None:
    """Return the quotation or language flag in force with this identifier, where it is of this document.

    None where there is none, or it is in a review that the actor cannot read.
    """
    evidence = Evidence.objects.filter(judgment__review__in=visible_reviews(actor))
    flags = LanguageFlag.objects.filter(review__in=visible_reviews(actor))
    named = {"document": document, "public_id": public_id, "removed_at__isnull": True}
    return evidence.filter(**named).first() or flags.filter(**named).first()
