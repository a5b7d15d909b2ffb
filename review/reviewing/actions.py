"""Every write to a review: opened, answered, supported by evidence, flagged, submitted. Each lives by its subject."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from access.actor import Actor
from review.reviewing.answering import bring_up_to_date, save_answers, save_in_locked
from review.reviewing.answers import AnswerInput, StaleAnswer, StaleAnswers
from review.reviewing.citing import (
    EvidenceInput,
    FlagInput,
    add_all_evidence,
    add_evidence,
    add_flag,
    remove_evidence,
    remove_flag,
)
from review.reviewing.models import Evidence, Review
from review.reviewing.opening import open_review
from review.reviewing.resting import Cited, in_hand, rest_on
from review.reviewing.saved import Saved
from review.reviewing.submitting import submit, unsettle

__all__ = [
    "AnswerInput",
    "Cited",
    "EvidenceInput",
    "FlagInput",
    "Saved",
    "StaleAnswer",
    "StaleAnswers",
    "add_evidence",
    "add_flag",
    "in_hand",
    "open_review",
    "remove_evidence",
    "remove_flag",
    "rest_on",
    "save_answers",
    "save_in_locked",
    "save_page",
    "submit",
    "unsettle",
    "work_out_anew",
]


def save_page(
    actor: Actor,
    review: Review,
    answers: Sequence[AnswerInput],
    cited: Mapping[str, EvidenceInput],
    key: UUID | None = None,
) -> tuple[Saved, list[Evidence]]:
    """Save a page of answers with the passages that were typed beside them, all or nothing; return what came of it.

    The same page sent again with its `key` is saved once. Raises what save_answers and add_evidence raise, Invalid by
    "code.part".
    """
    with transaction.atomic():
        return save_answers(actor, review, answers, key), add_all_evidence(actor, review, cited)


def work_out_anew(actor: Actor, review: Review) -> None:
    """Work out what is asked and suggested in a review whose answers were carried into it.

    Call inside the transaction that locked the review's subject and wrote the answers.
    """
    bring_up_to_date(actor, review)
