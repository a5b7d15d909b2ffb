"""What a judgment rests on, as it is kept: written with its event of the trail, taken back and never deleted.

Of a force it rests, beside documents, on judgments of cases, on figures, or says why there is nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from access import audit
from access.actor import Actor
from access.permissions import require
from access.refusals import Invalid
from review.reviewing.hands import begin, count_up, take_in_hand
from review.reviewing.models import Evidence, Judgment, LanguageFlag, Review
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
        take_back(actor, row, review)
    told = {"cited_digest": cited.digest, "figure": cited.figure, "stood": cited.stood, "why_none": cited.why_none}
    evidence = Evidence(judgment=judgment, cited_judgment=cited.judgment, **told)
    return keep_evidence(actor, review, evidence, told, cited.about)


def keep_evidence(
    actor: Actor,
    review: Review,
    evidence: Evidence,
    told: Mapping[str, object],
    about: Mapping[str, object] | None = None,
    key: UUID | None = None,
) -> Evidence:
    """Write a piece of evidence, put together but not written yet, for a review that is in hand, and return it.

    The trail keeps what it is `about` and, among the words, what is `told`; `key` is that of the write.
    """
    evidence.added_by_id, evidence.added_at = actor.key, actor.now
    evidence.save(force_insert=True)
    count_up(review)
    ids = {"review": review.public_id, "criterion": evidence.judgment.criterion.code, **(about or {})}
    audit.record(actor, EVIDENCE_ADDED, "evidence", evidence.public_id, ids=ids, new=dict(told), key=key)
    return evidence


def take_back(actor: Actor, row: Evidence | LanguageFlag, review: Review) -> None:
    """Take evidence or a flag of a review that is in hand back; what was taken back already stays as it is."""
    taken = type(row).objects.filter(pk=row.pk, removed_at__isnull=True)
    if taken.update(removed_by_id=actor.key, removed_at=actor.now):
        count_up(review)
        name, thing = (
            ("evidence.removed", "evidence") if isinstance(row, Evidence) else ("flag.removed", "language-flag")
        )
        audit.record(actor, name, thing, row.public_id, ids={"review": review.public_id})
    row.refresh_from_db(fields=["removed_by", "removed_at"])
