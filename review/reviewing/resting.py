"""What a judgment of a force rests on beside documents: judgments of cases, figures, or why there is nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from access import audit
from access.actor import Actor
from access.permissions import require
from access.refusals import Invalid
from review.reviewing.hands import begin, count_up, take_in_hand
from review.reviewing.models import Evidence, Judgment, Review
from review.reviewing.queries import review_scope
from review.reviewing.reading.queries import EVIDENCE_ADDED


@dataclass(frozen=True)
class Cited:
    """One thing to cite, with what it says now: a judgment under its sign-off's digest, a figure, or why there is none.

    `about` names what is cited, for the trail.
    """

    stood: str = ""
    judgment: Judgment | None = None
    digest: str = ""
    figure: str = ""
    why_none: str = ""
    about: Mapping[str, object] | None = None


def in_hand(actor: Actor, review: Review, criterion_code: str) -> Judgment:
    """Lock the review of a force for this transaction, and return the judgment in it that is to rest on something.

    Raises NotAllowed; Conflict where the review is out of its judge's hands; Invalid by `criterion_code`.
    """
    scope = take_in_hand(actor, review)
    require(actor, "evidence.cite-cases", review_scope(actor, review))
    rows = Judgment.objects.select_related("review__subject__inspection", "criterion")
    judgment = rows.filter(review=review, criterion__code=criterion_code).first()
    if judgment is None or review.subject.inspection_force_id is None:
        raise Invalid({"criterion_code": [f"“{criterion_code}” is no question about a force in this review."]})
    begin(actor, review, scope)
    return judgment


def evidence_now(judgment: Judgment) -> QuerySet[Evidence]:
    """Return what a judgment rests on now."""
    return Evidence.objects.filter(judgment=judgment, removed_at__isnull=True)


def rest_on(actor: Actor, review: Review, judgment: Judgment, cited: Cited) -> Evidence:
    """Let a judgment rest on something, and return it; what was said of there being nothing is taken back.

    Call inside the transaction in which the judgment was taken in hand.
    """
    for row in evidence_now(judgment).exclude(why_none=""):
        row.removed_by_id, row.removed_at = actor.key, actor.now
        row.save(update_fields=["removed_by", "removed_at"])
        audit.record(actor, "evidence.removed", "evidence", row.public_id, ids={"review": review.public_id})
    evidence = Evidence.objects.create(
        judgment=judgment,
        cited_judgment=cited.judgment,
        cited_digest=cited.digest,
        figure=cited.figure,
        stood=cited.stood,
        why_none=cited.why_none,
        added_by_id=actor.key,
        added_at=actor.now,
    )
    count_up(review)
    ids = {"review": review.public_id, "criterion": judgment.criterion.code, **(cited.about or {})}
    new = {"cited_digest": cited.digest, "figure": cited.figure, "stood": cited.stood, "why_none": cited.why_none}
    audit.record(actor, EVIDENCE_ADDED, "evidence", evidence.public_id, ids=ids, new=new)
    return evidence
