"""Every write on the judgments of a force beside their answers: given to a supervisor, and what they rest on."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from access import audit
from access.actor import Actor
from access.models import User
from access.refusals import Conflict, Invalid
from review.casework.actions import assign, reassign
from review.inspections.force_actions import put_up_force
from review.inspections.models import Inspection, InspectionForce, Subject
from review.judging.citable import citable, digests, stood, why_not
from review.judging.figures import figure_at
from review.judging.suggested_actions import keep_given
from review.reviewing.actions import Cited, in_hand, rest_on
from review.reviewing.models import Evidence, Judgment, Review
from review.reviewing.resting import evidence_now
from review.reviewing.words import REASON_LENGTH, tidy_words
from review.transitions import MEANWHILE

MOST_AT_ONCE = 50
NOTHING_CHOSEN = "Select at least one judgment to cite."
RESTS_ALREADY = "This judgment rests on evidence already. Remove that first, if it rests on none after all."


def give(actor: Actor, force: InspectionForce, supervisor: User, reason: str = "", seen: UUID | None = None) -> Review:
    """Give the judgments of a force to a supervisor, or to another one with the reason; return the review of it.

    `seen` is who had them on screen. Raises NotAllowed; Invalid by `reviewer` or `reason`; Conflict where the
    inspection is not in fieldwork, they are submitted or signed off, or somebody else has them by now.
    """
    with transaction.atomic():
        subject = put_up_force(actor, force)
        present = present_judge(subject)
        if (present.public_id if present else None) != seen:
            raise Conflict(MEANWHILE)
        if subject.status == Subject.Status.UNDER_REVIEW:
            review = reassign(actor, subject, supervisor, reason)
        else:
            review = assign(actor, subject, supervisor)
        keep_given(actor, force, review)
        return review


def present_judge(subject: Subject | None) -> User | None:
    """Return who has the judgments of a force now; nobody where they were not given to anybody."""
    if subject is None:
        return None
    rows = subject.reviews.filter(kind=Review.Kind.FIRST).exclude(status=Review.Status.CLOSED)
    review = rows.select_related("reviewer").first()
    return review.reviewer if review else None


@dataclass(frozen=True)
class Chosen:
    """A judgment of a case to cite: its review, and the code of its question."""

    review: UUID
    question: str


def cite_judgments(actor: Actor, review: Review, criterion_code: str, chosen: Sequence[Chosen]) -> list[Evidence]:
    """Let a judgment of a force rest on judgments of its signed-off cases, all or none; return what was added.

    One that is cited already is passed over. Raises NotAllowed; Conflict where the review is out of its writer's
    hands; Invalid by `judgments` with why each that cannot be cited cannot.
    """
    with transaction.atomic():
        judgment = in_hand(actor, review, criterion_code)
        if not chosen or len(chosen) > MOST_AT_ONCE:
            raise Invalid({"judgments": [NOTHING_CHOSEN if not chosen else f"Cite {MOST_AT_ONCE} at most at once."]})
        found = _found(actor, review.subject, chosen)
        there = set(evidence_now(judgment).values_list("cited_judgment_id", "cited_digest"))
        by_review = digests(found)
        new = [one for one in found if (one.pk, by_review[one.review_id]) not in there]
        return [rest_on(actor, review, judgment, _cited(one, by_review[one.review_id])) for one in new]


def _cited(judgment: Judgment, digest: str) -> Cited:
    about = {"cited_review": judgment.review.public_id, "cited_criterion": judgment.criterion.code}
    return Cited(stood(judgment), judgment=judgment, digest=digest, about=about)


def _found(actor: Actor, force: Subject, chosen: Sequence[Chosen]) -> list[Judgment]:
    """Return the chosen judgments; raise Invalid with a sentence for each that cannot be cited."""
    rows = citable(actor, force).filter(review__public_id__in={one.review for one in chosen})
    known = {Chosen(row.review.public_id, row.criterion.code): row for row in rows}
    missing = [one for one in dict.fromkeys(chosen) if one not in known]
    if missing:
        raise Invalid({"judgments": list(dict.fromkeys(why_not(actor, force, one.review) for one in missing))})
    return [known[one] for one in dict.fromkeys(chosen)]


def cite_figure(actor: Actor, review: Review, criterion_code: str, address: str) -> Evidence:
    """Let a judgment of a force rest on a figure of the report, with what it says now; return the evidence.

    Raises NotAllowed; Conflict as cite_judgments; Invalid by `figure` for what is no figure of
    this inspection, or one of other forces.
    """
    with transaction.atomic():
        judgment = in_hand(actor, review, criterion_code)
        figure = figure_at(actor, _force(review), address)
        same = evidence_now(judgment).filter(figure=figure.query, stood=figure.words).first()
        return same or rest_on(actor, review, judgment, Cited(figure.words, figure=figure.query))


def _force(review: Review) -> InspectionForce:
    if review.subject.inspection_force is None:
        raise ValueError("A case rests on its documents, not on figures.")
    return review.subject.inspection_force


def say_why_none(actor: Actor, review: Review, criterion_code: str, why: str) -> Evidence:
    """Say why a judgment of a force rests on no evidence, in place of what was said before; return that.

    Raises NotAllowed; Conflict as cite_judgments; Invalid by `why_none`.
    """
    why = tidy_words(why)
    with transaction.atomic():
        judgment = in_hand(actor, review, criterion_code)
        if not why:
            raise Invalid({"why_none": ["Say why there is nothing to cite."]})
        if len(why) > REASON_LENGTH:
            raise Invalid({"why_none": [f"The reason must be {REASON_LENGTH:,} characters or fewer."]})
        if evidence_now(judgment).filter(why_none="").exists():
            raise Invalid({"why_none": [RESTS_ALREADY]})
        same = evidence_now(judgment).filter(why_none=why).first()
        return same or rest_on(actor, review, judgment, Cited(why_none=why))


def judgments_exported(actor: Actor, inspection: Inspection, format_name: str, key: UUID) -> None:
    """Record under a key that somebody downloaded the judgments of an inspection's forces; who may was asked before.

    Raises IntegrityError, with nothing written, where the trail has the key already.
    """
    new = {"report": "judgments", "format": format_name}
    with transaction.atomic():
        audit.record(actor, "report.exported", "inspection", inspection.public_id, new=new, key=key)
